"""The directory of partners: outside organisations that can take a case on, one row each, signed with the roster key.

On the path of a referral, before :mod:`storage.offers`. Whoever can only write to the database cannot have a case
sealed to a key of his own: a row is verified before anything is sealed to it or sent to it. Nothing about a partner is
sealed, so that a triage that is locked knows whom to ask next; what a partner is sent is.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, select

from storage import signed
from storage.database import Unit, tables
from storage.documents import Language
from storage.errors import PermanentError
from storage.ids import PartnerId
from storage.sealed import SigningKey, VerifyKey


class Aid(StrEnum):
    """What a partner offers; the words of emergency funds, and none of it is asked of us as money."""

    PHYSICAL = "physical"  # safety of a person or a place
    DIGITAL = "digital"
    LEGAL = "legal"
    MEDICAL = "medical"  # and psychosocial
    FAMILY = "family"
    TRANSPORT = "transport"
    RELOCATION = "relocation"
    TRAINING = "training"
    MONITORING = "monitoring"  # of a trial, of a place
    ADVOCACY = "advocacy"
    MATERIAL = "material"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An outside organisation; it has no account.

    Attributes:
        id: drawn when it is entered.
        name: what members call it.
        offers: what it can do, in the order of :class:`Aid`.
        places: where, as ISO 3166 codes such as ``UA-65`` or ``UA``; none means anywhere.
        languages: in which it works.
        number: on Signal, such as ``+380…``; without one a member hands a package over.
        recipient: the age recipient to which packages are sealed.
        verified_at: when a member last made sure that all of this is so.
        signature: Ed25519 with the roster key, over all of the above.
    """

    id: PartnerId
    name: str
    offers: tuple[Aid, ...]
    places: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    number: str | None = None
    recipient: str
    verified_at: datetime
    signature: bytes = b""

    @property
    def key_digest(self) -> str:
        """Of the age recipient, SHA-256 in hexadecimal: tells whether a package is sealed to the key of today."""
        return hashlib.sha256(self.recipient.encode()).hexdigest()


class PartnerTaken(PermanentError):
    """Another partner has this name."""

    hint = "choose another name, or drop the partner first: solidarity partners drop NAME"


_TABLE = tables.partners
_DOMAIN = b"solidarity-intake/partner/1\0"


def sign(partner: Partner, roster: SigningKey) -> Partner:
    """Sign a partner's row; whatever signature it had is replaced.

    Raises:
        NaiveInstant: ``verified_at`` has no zone.
    """
    return replace(partner, signature=roster.sign(_message(partner)))


async def save(unit: Unit, partner: Partner) -> None:
    """Write a signed partner in the place of the row before it.

    Raises:
        PartnerTaken: another one has the name; nothing was written.
    """
    namesake = select(_TABLE.c.id).where(_TABLE.c.name == partner.name, _TABLE.c.id != partner.id)
    if (await unit.execute(namesake)).first() is not None:
        raise PartnerTaken("the name of a partner has to be its own")
    changing = {
        "name": partner.name,
        "offers": ",".join(partner.offers),
        "places": ",".join(partner.places),
        "languages": ",".join(partner.languages),
        "number": partner.number,
        "recipient": partner.recipient,
        "verified_at": partner.verified_at,
        "signature": partner.signature,
    }
    statement = unit.insert(_TABLE).values(id=partner.id, **changing)
    await unit.execute(statement.on_conflict_do_update(index_elements=[_TABLE.c.id], set_=changing))


async def drop(unit: Unit, id: PartnerId) -> bool:  # noqa: A002
    """Forget a partner; whether it was there. What it has been offered stays where it is."""
    return (await unit.execute(delete(_TABLE).where(_TABLE.c.id == id))).rowcount == 1


async def verified(unit: Unit, roster: VerifyKey) -> tuple[tuple[Partner, ...], int]:
    """The partners whose rows are genuine, by name, and how many rows are not; the only way to read them."""
    rows = (await unit.execute(select(_TABLE).order_by(_TABLE.c.name))).all()
    genuine = tuple(partner for row in rows if (partner := _partner(row, roster)) is not None)
    return genuine, len(rows) - len(genuine)


def _partner(row: Row[Any], roster: VerifyKey) -> Partner | None:
    """The partner of a row; none if the roster key did not sign it."""
    try:
        partner = Partner(
            id=PartnerId(row.id),
            name=row.name,
            offers=tuple(Aid(code) for code in _codes(row.offers)),
            places=_codes(row.places),
            languages=tuple(Language(code) for code in _codes(row.languages)),
            number=row.number,
            recipient=row.recipient,
            verified_at=row.verified_at,
            signature=row.signature,
        )
        roster.verify(_message(partner), partner.signature)
    except signed.NOT_GENUINE:
        return None
    return partner


def _codes(listed: str) -> tuple[str, ...]:
    return tuple(code for code in listed.split(",") if code)


def _message(partner: Partner) -> bytes:
    return signed.message(
        _DOMAIN,
        partner.id,
        partner.name,
        partner.offers,
        partner.places,
        partner.languages,
        partner.number,
        partner.recipient,
        partner.verified_at,
    )
