"""Entering a partner: what cannot be so is refused, and what is entered is signed and logged."""

import os
from dataclasses import replace

import pytest

from storage.audit import OPERATOR, Act
from storage.documents import Language
from storage.partners import Aid
from storage.sealed import HybridIdentity
from triage.referral import directory, entering
from triage.referral.entering import Entry, PartnerRefused


@pytest.fixture(scope="module")
def entry():
    return Entry(
        name="Open Door",
        offers=(Aid.MEDICAL, Aid.LEGAL, Aid.LEGAL),
        places=("UA-65", "PL", "PL"),
        languages=(Language.UK,),
        number="+380441234567",
        recipient=HybridIdentity.generate(os.urandom).recipient.encode(),
    )


async def enter(stage, entry):
    keys, now = stage.keys.group, stage.now
    return await stage.database.write(lambda unit: entering.enter(unit, keys, entry, now=now, draw=os.urandom))


async def read(stage):
    key = stage.keys.group.manifest.roster
    return await stage.database.read(lambda unit: directory.read(unit, key))


async def test_partner_is_entered(stage, entry):
    """In the order of the vocabulary, each thing once, and logged by its id alone."""
    partner = await enter(stage, entry)
    (found,) = (await read(stage)).partners
    assert (found.id, found.offers, found.places) == (partner.id, (Aid.LEGAL, Aid.MEDICAL), ("UA-65", "PL"))
    assert await stage.log() == [(Act.PARTNER_SAVED, OPERATOR, partner.id)]


async def test_partner_is_changed_under_the_same_id(stage, entry):
    """What was offered to it before stays its own."""
    first = await enter(stage, entry)
    second = await enter(stage, replace(entry, number=None, places=()))
    assert first.id == second.id
    (found,) = (await read(stage)).partners
    assert (found.number, found.places) == (None, ())


async def test_name_in_other_letters_is_the_same_partner(stage, entry):
    """Two that differ in capitals and spaces alone could not be told apart by whoever names one."""
    first = await enter(stage, entry)
    second = await enter(stage, replace(entry, name="open  door"))
    assert first.id == second.id
    assert (await read(stage)).named("Open Door").name == "open  door"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "One, Two"},
        {"name": ""},
        {"offers": ()},
        {"places": ("Kherson",)},
        {"number": "0441234567"},
        {"recipient": "age1nothing"},
    ],
)
async def test_what_cannot_be_so_is_refused(stage, entry, wrong):
    """Nothing is written then."""
    with pytest.raises(PartnerRefused):
        await enter(stage, replace(entry, **wrong))
    assert (await read(stage)).partners == ()


async def test_partner_is_verified_and_dropped_by_name(stage, entry):
    """However the name is written; one that is not known is refused."""
    await enter(stage, entry)
    stage.later(days=1)
    keys, now = stage.keys.group, stage.now
    await stage.database.write(lambda unit: entering.verify(unit, keys, "open door", now=now))
    assert (await read(stage)).partners[0].verified_at == now
    await stage.database.write(lambda unit: entering.drop(unit, keys, "OPEN DOOR", now=now))
    assert (await read(stage)).partners == ()
    with pytest.raises(PartnerRefused):
        await stage.database.write(lambda unit: entering.drop(unit, keys, "Open Door", now=now))
