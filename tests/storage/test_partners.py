"""The directory of partners: only what the roster key signed is read."""

import os
from datetime import UTC, datetime

import pytest

from storage import partners
from storage.database import NaiveInstant
from storage.documents import Language
from storage.ids import PartnerId
from storage.partners import Aid, Partner, PartnerTaken
from storage.sealed import SigningKey

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def a_partner(**changes):
    partner = {
        "id": PartnerId("1" * 32),
        "name": "Open Door",
        "offers": (Aid.LEGAL, Aid.MEDICAL),
        "places": ("UA-65", "PL"),
        "languages": (Language.UK,),
        "number": "+49151000000",
        "recipient": "age1…",
        "verified_at": NOW,
    }
    return Partner(**(partner | changes))


async def test_partner_comes_back_as_signed(database):
    """What was signed is what is read."""
    roster = SigningKey.generate(os.urandom)
    signed = partners.sign(a_partner(), roster)
    await database.write(lambda unit: partners.save(unit, signed))
    assert await database.read(lambda unit: partners.verified(unit, roster.public)) == ((signed,), 0)


async def test_partner_whom_nobody_signed_is_not_met(database):
    """A row that was changed, or never signed, is counted and left out."""
    roster, other = SigningKey.generate(os.urandom), SigningKey.generate(os.urandom)
    await database.write(lambda unit: partners.save(unit, partners.sign(a_partner(), other)))
    assert await database.read(lambda unit: partners.verified(unit, roster.public)) == ((), 1)


async def test_name_of_a_partner_is_its_own(database):
    """Two partners of one name could be taken for each other."""
    roster = SigningKey.generate(os.urandom)
    await database.write(lambda unit: partners.save(unit, partners.sign(a_partner(), roster)))
    namesake = partners.sign(a_partner(id=PartnerId("2" * 32)), roster)
    with pytest.raises(PartnerTaken):
        await database.write(lambda unit: partners.save(unit, namesake))


async def test_dropped_partner_is_gone(database):
    """Dropping again does nothing."""
    signed = partners.sign(a_partner(places=(), languages=(), number=None), SigningKey.generate(os.urandom))
    await database.write(lambda unit: partners.save(unit, signed))
    assert await database.write(lambda unit: partners.drop(unit, signed.id))
    assert not await database.write(lambda unit: partners.drop(unit, signed.id))


def test_time_without_a_zone_is_not_signed():
    """It could mean any hour."""
    with pytest.raises(NaiveInstant):
        partners.sign(a_partner(verified_at=NOW.replace(tzinfo=None)), SigningKey.generate(os.urandom))
