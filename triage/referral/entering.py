"""Entering partners, as the operator does on the computer of the group: checked, signed, logged.

Beside :mod:`triage.referral.directory`, under the command line. Whoever has the passphrase has more than this needs.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from storage import audit, partners
from storage.audit import OPERATOR, Act
from storage.database import Unit
from storage.documents import Language
from storage.errors import PermanentError
from storage.ids import Draw, PartnerId, draw_id
from storage.keys.group import GroupKeys
from storage.partners import Aid, Partner
from storage.sealed import AgeError, parse_recipient, seal
from triage.referral import directory
from triage.referral.errors import PartnerNotFound

_NAME = re.compile(r"[^\s,\"“”„«»][^,\"“”„«»\n]{0,59}")
_PLACE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_NUMBER = re.compile(r"\+[1-9][0-9]{5,14}")


class PartnerRefused(PermanentError):
    """What was said of a partner cannot be so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an operator says of a partner; as :class:`storage.partners.Partner`."""

    name: str
    offers: tuple[Aid, ...]
    places: tuple[str, ...]
    languages: tuple[Language, ...]
    number: str | None
    recipient: str


async def enter(unit: Unit, keys: GroupKeys, entry: Entry, *, now: datetime, draw: Draw) -> Partner:
    """Enter a partner, or what has changed of one of the same name.

    Raises:
        PartnerRefused: something of it cannot be so; nothing was written.
    """
    _check(entry, draw)
    try:
        known = (await find(unit, keys, entry.name)).id
    except PartnerRefused:
        known = PartnerId(draw_id(draw))
    partner = Partner(
        id=known,
        name=entry.name,
        offers=_in_order(entry.offers),
        places=tuple(dict.fromkeys(entry.places)),
        languages=tuple(dict.fromkeys(entry.languages)),
        number=entry.number,
        recipient=entry.recipient,
        verified_at=now,
    )
    await _sign(unit, keys, partner, now, Act.PARTNER_SAVED)
    return partner


async def verify(unit: Unit, keys: GroupKeys, name: str, *, now: datetime) -> None:
    """Note that what is known of a partner is so; raises :class:`PartnerRefused` where there is none."""
    await _sign(unit, keys, replace(await find(unit, keys, name), verified_at=now), now, Act.PARTNER_VERIFIED)


async def drop(unit: Unit, keys: GroupKeys, name: str, *, now: datetime) -> None:
    """Forget a partner, who is asked no more; raises :class:`PartnerRefused` where there is none."""
    partner = await find(unit, keys, name)
    await partners.drop(unit, partner.id)
    await audit.write(unit, at=now, actor=OPERATOR, act=Act.PARTNER_DROPPED, code=partner.id)


async def find(unit: Unit, keys: GroupKeys, name: str) -> Partner:
    """Find a partner by its name, however it is written; raises :class:`PartnerRefused` where there is none."""
    try:
        return (await directory.read(unit, keys.manifest.roster)).named(name)
    except PartnerNotFound:
        raise PartnerRefused("no partner of this name is known", hint="solidarity partners list") from None


async def _sign(unit: Unit, keys: GroupKeys, partner: Partner, now: datetime, act: Act) -> None:
    await partners.save(unit, partners.sign(partner, keys.roster))
    await audit.write(unit, at=now, actor=OPERATOR, act=act, code=partner.id)


def _check(entry: Entry, draw: Draw) -> None:
    if not _NAME.fullmatch(entry.name):
        raise PartnerRefused("a name is one to 60 characters, without commas and quotation marks", hint="shorten it")
    if not entry.offers:
        raise PartnerRefused("a partner offers something", hint="--offers, such as legal,medical")
    if any(not _PLACE.fullmatch(place) for place in entry.places):
        raise PartnerRefused("a place is a code of ISO 3166", hint="such as UA, UA-65 or PL; without one: anywhere")
    if entry.number is not None and not _NUMBER.fullmatch(entry.number):
        raise PartnerRefused("a number is international", hint="such as +380441234567; without one a member carries")
    try:
        # Not every key that is well written can be sealed to.
        seal(b"", (parse_recipient(entry.recipient),), draw)
    except AgeError:
        raise PartnerRefused(
            "this is no age recipient", hint="age-keygen writes it as a line that begins with age1"
        ) from None


def _in_order(offers: Iterable[Aid]) -> tuple[Aid, ...]:
    given = frozenset(offers)
    return tuple(aid for aid in Aid if aid in given)
