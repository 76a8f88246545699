"""The directory at the desk: which partners there are, and that somebody has made sure of one.

On the path between an order and ``storage.partners``. It works while the desk is locked, but for signing a row anew.
Partners are named only where words are.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from storage import audit, partners
from storage.audit import Act
from storage.database import Unit
from storage.ids import PartnerId
from storage.members import Member
from storage.offers import Offer
from storage.partners import Partner
from storage.sealed import VerifyKey
from triage.card import span
from triage.errors import NoRecipient
from triage.grammar.labels import Labels, word
from triage.grammar.referrals import ListPartners, VerifyPartner
from triage.notices import Notice, quote, say
from triage.referral.errors import PartnerNotFound
from triage.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The partners whose rows verified.

    Attributes:
        partners: by name.
        forged: how many rows the roster key did not sign.
    """

    partners: tuple[Partner, ...]
    forged: int = 0

    def named(self, name: str) -> Partner:
        """Find a partner by name, however it is written; raises :class:`PartnerNotFound`."""
        wanted = " ".join(name.casefold().split())
        found = [partner for partner in self.partners if " ".join(partner.name.casefold().split()) == wanted]
        if len(found) != 1:
            raise PartnerNotFound
        return found[0]

    def by_id(self, id: PartnerId) -> Partner | None:  # noqa: A002
        """Find a partner by id."""
        return next((partner for partner in self.partners if partner.id == id), None)

    def asked_by(self, offer: Offer) -> Partner | None:
        """Find the partner of an offer, if its package is sealed to the key that the partner has by now."""
        partner = self.by_id(offer.partner)
        return partner if partner is not None and partner.key_digest == offer.key else None


async def read(unit: Unit, key: VerifyKey) -> Directory:
    """Read the directory."""
    genuine, forged = await partners.verified(unit, key)
    return Directory(partners=genuine, forged=forged)


async def list_partners(turn: Turn, order: ListPartners) -> tuple[Notice, ...]:
    """List the partners, or say all that is known of one."""
    known = await _read(turn)
    check_reader(turn.member, words=turn.words)
    if order.name:
        return (word_partner(known.named(order.name), turn),)
    if not known.partners:
        return (say("partners-none"),)
    lines = (word_partner(partner, turn) for partner in known.partners)
    return (say("partners-heading", *lines, count=len(known.partners)),)


async def verify(turn: Turn, order: VerifyPartner) -> tuple[Notice, ...]:
    """Note that what is known of a partner is so: somebody has made sure."""
    keys = turn.room.unlocked()

    async def work(unit: Unit) -> Partner:
        partner = replace((await read(unit, keys.manifest.roster)).named(order.name), verified_at=turn.now)
        await partners.save(unit, partners.sign(partner, keys.roster))
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.PARTNER_VERIFIED, code=partner.id)
        return partner

    return (quote("partner-verified", name=(await turn.room.database.write(work)).name),)


def check_reader(member: Member, *, words: bool) -> None:
    """Refuse to name partners where others read along to whoever has no key that the names could be sealed to.

    Raises:
        NoRecipient: the member has registered none.
    """
    if not words and member.recipient is None:
        raise NoRecipient


def word_partner(partner: Partner, turn: Turn, *reasons: Notice) -> Notice:
    """Word a partner, with the reasons why it is named if there are any."""
    return quote(
        "partner-line",
        *reasons,
        *_word_particulars(partner, turn.room.labels, turn),
        name=partner.name,
    )


def word_age(at: datetime, now: datetime) -> Notice:
    """Say how long ago somebody made sure of a partner."""
    age = span(now - at)
    return quote("partner-age", amount=age.amount, unit=age.unit)


async def _read(turn: Turn) -> Directory:
    key = turn.room.manifest.roster
    known = await turn.room.database.read(lambda unit: read(unit, key))
    if known.forged:
        turn.alarm(say("alarm-partners", count=known.forged))
    return known


def _word_particulars(partner: Partner, labels: Labels, turn: Turn) -> tuple[Notice, ...]:
    aids = ", ".join(word(labels, "aid", code, turn.language) for code in partner.offers)
    places = ", ".join(partner.places)
    return (
        quote("partner-offers", offers=aids),
        quote("partner-places", places=places or "", known="yes" if places else "no"),
        quote("partner-languages", languages=", ".join(partner.languages) or "—"),
        quote("partner-reach", reach="hand" if partner.number is None else "signal"),
        word_age(partner.verified_at, turn.now),
    )
