"""Cases as they are offered to partners, one partner at a time: a row for each partner whose turn may come.

On the path of a referral, after :mod:`storage.referrals`. What a partner gets lies in :mod:`storage.parcels`, sealed to
that partner beforehand, so that a locked triage goes on with the next one. A partner answers with a code that only the
sealed package holds; here lies its digest. Who settles an ended offer first draws the consequences, and nobody else.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select, update

from storage import deadlines
from storage.database import Unit, tables
from storage.deadlines import DeadlineKind
from storage.errors import PermanentError
from storage.ids import CaseId, DocumentId, PartnerId
from storage.spoken import SpokenAnswer


class OfferState(StrEnum):
    """How far an offer has come."""

    PREPARED = "prepared"  # sealed, and another partner's turn
    OFFERED = "offered"  # it is this partner's turn; the package is on its way, or waits for a member to hand it over
    HANDED = "handed"  # a member has handed the package over
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"  # no answer came in time
    REVOKED = "revoked"  # it was taken back, or its turn never came


class News(StrEnum):
    """What a submitter may hear of a referral; no partner is named."""

    SEEKING = "seeking"  # we are looking for an organisation
    TAKEN = "taken"  # one has taken it on
    NONE_FOUND = "none_found"  # none could so far


OPEN = frozenset({OfferState.OFFERED, OfferState.HANDED})
"""The states in which a partner may answer."""

ENDED = frozenset({OfferState.ACCEPTED, OfferState.DECLINED, OfferState.EXPIRED})
"""The states from which something follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One partner's turn in a referral.

    Attributes:
        number: what members call it; drawn in order, and told to nobody outside.
        referral: the document in which the referral was ordered.
        case: which is offered.
        partner: to whom.
        turn: from 0, in the order in which partners are asked.
        state: how far it has come.
        by_hand: a member has to hand the package over, as no bot can.
        digest: of the code with which the partner answers, SHA-256 in hexadecimal.
        key: digest of the age key that the package is sealed to, as :attr:`storage.partners.Partner.key_digest`.
        offered_at: when its turn came.
        delivered_at: when the package was sent, or handed over.
        due_at: until when it can be answered.
        answered_at: when it was.
        settled: what follows from its end has been done.
    """

    number: int
    referral: DocumentId
    case: CaseId
    partner: PartnerId
    turn: int
    state: OfferState
    by_hand: bool
    digest: str
    key: str
    offered_at: datetime | None = None
    delivered_at: datetime | None = None
    due_at: datetime | None = None
    answered_at: datetime | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffer:
    """An offer as it is prepared; as :class:`Offer`."""

    referral: DocumentId
    case: CaseId
    partner: PartnerId
    turn: int
    by_hand: bool
    digest: str
    key: str


class OfferUnknown(PermanentError):
    """There is no such offer."""

    hint = "its case may have been erased; look at the case"


_TABLE = tables.offers


async def add(unit: Unit, offer: NewOffer) -> int:
    """Prepare an offer; its number."""
    values = {
        "referral": offer.referral,
        "case": offer.case,
        "partner": offer.partner,
        "turn": offer.turn,
        "state": OfferState.PREPARED,
        "by_hand": offer.by_hand,
        "digest": offer.digest,
        "key": offer.key,
        "settled": False,
    }
    number: int = (await unit.execute(unit.insert(_TABLE).values(values).returning(_TABLE.c.number))).scalar_one()
    return number


async def find(unit: Unit, number: int) -> Offer:
    """Find an offer by its number; raises :class:`OfferUnknown`."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.number == number))).one_or_none()
    if row is None:
        raise OfferUnknown("there is no such offer")
    return _offer(row)


async def by_code(unit: Unit, digest: str) -> Offer | None:
    """The offer that a code answers, whatever its state; nothing if there is none."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.digest == digest))).one_or_none()
    return None if row is None else _offer(row)


async def of_case(unit: Unit, case: CaseId) -> tuple[Offer, ...]:
    """All offers of a case, the oldest referral first, each in its order."""
    return await _all(unit, select(_TABLE).where(_TABLE.c.case == case))


async def of_referral(unit: Unit, referral: DocumentId) -> tuple[Offer, ...]:
    """The offers of one referral, in their order."""
    return await _all(unit, select(_TABLE).where(_TABLE.c.referral == referral))


async def ended(unit: Unit) -> tuple[Offer, ...]:
    """What has ended and has not been settled yet, in order."""
    return await _all(unit, select(_TABLE).where(_TABLE.c.settled.is_(False), _TABLE.c.state.in_(ENDED)))


async def wait(unit: Unit, now: datetime) -> bool:
    """Whether an answer is overdue, or something follows from an end and was not done yet."""
    late = _TABLE.c.state.in_(OPEN) & (_TABLE.c.due_at <= now)
    ended_now = _TABLE.c.settled.is_(False) & _TABLE.c.state.in_(ENDED)
    return (await unit.execute(select(_TABLE.c.number).where(late | ended_now).limit(1))).first() is not None


async def asked(unit: Unit) -> tuple[Offer, ...]:
    """The offers that a partner may answer now."""
    return await _all(unit, select(_TABLE).where(_TABLE.c.state.in_(OPEN)))


async def to_send(unit: Unit) -> tuple[Offer, ...]:
    """The offers whose package a bot has to send and has not sent yet."""
    waiting = (_TABLE.c.state == OfferState.OFFERED, _TABLE.c.by_hand.is_(False), _TABLE.c.delivered_at.is_(None))
    return await _all(unit, select(_TABLE).where(*waiting))


async def to_recall(unit: Unit) -> tuple[Offer, ...]:
    """The offers that were taken back while somebody had the package, and of which nobody was told yet."""
    return await _all(unit, select(_TABLE).where(_recalled()))


async def begin(unit: Unit, number: int, now: datetime, due_at: datetime) -> bool:
    """Let a prepared offer's turn come; whether this call did."""
    values = {"state": OfferState.OFFERED, "offered_at": now, "due_at": due_at}
    return await _move(unit, number, {OfferState.PREPARED}, values)


async def unsent(unit: Unit, now: datetime) -> tuple[Offer, ...]:
    """The offers whose time is over although no bot has sent the package: nobody was asked."""
    waiting = (_TABLE.c.state == OfferState.OFFERED, _TABLE.c.by_hand.is_(False), _TABLE.c.delivered_at.is_(None))
    return await _all(unit, select(_TABLE).where(*waiting, _TABLE.c.due_at <= now))


async def delivered(unit: Unit, number: int, at: datetime, due_at: datetime) -> bool:
    """Note that a bot has sent the package, from when the answer's time is counted; whether this call did."""
    sending = update(_TABLE).where(
        _TABLE.c.number == number, _TABLE.c.state == OfferState.OFFERED, _TABLE.c.delivered_at.is_(None)
    )
    return (await unit.execute(sending.values(delivered_at=at, due_at=due_at))).rowcount == 1


async def delivered_in_vain(unit: Unit, number: int, at: datetime) -> bool:
    """Note that a bot has sent what was answered, or taken back, by then; whether the partner had answered it.

    A partner whose package crossed a revocation has to be told.
    """
    settled = case((_TABLE.c.state == OfferState.REVOKED, False), else_=_TABLE.c.settled)
    late = update(_TABLE).where(
        _TABLE.c.number == number, _TABLE.c.state != OfferState.OFFERED, _TABLE.c.delivered_at.is_(None)
    )
    noted = await unit.execute(late.values(delivered_at=at, settled=settled).returning(_TABLE.c.state))
    return noted.scalar_one_or_none() in ENDED


async def carry(unit: Unit, number: int, due_at: datetime) -> bool:
    """Let a member hand over what no bot can send, with time for it; whether this call found that out."""
    stuck = update(_TABLE).where(
        _TABLE.c.number == number, _TABLE.c.by_hand.is_(False), _TABLE.c.state == OfferState.OFFERED
    )
    return (await unit.execute(stuck.values(by_hand=True, due_at=due_at))).rowcount == 1


async def hand(unit: Unit, number: int, at: datetime, due_at: datetime) -> bool:
    """Note that a member has handed the package over, from when the answer's time is counted; whether this call did.

    What a bot sends is never noted so: a number that was mistyped must not keep a package from leaving.
    """
    handing = update(_TABLE).where(
        _TABLE.c.number == number, _TABLE.c.by_hand.is_(True), _TABLE.c.state == OfferState.OFFERED
    )
    values = {"state": OfferState.HANDED, "delivered_at": at, "due_at": due_at}
    return (await unit.execute(handing.values(values))).rowcount == 1


async def answer(unit: Unit, number: int, accepted: bool, at: datetime) -> bool:
    """Take a partner's answer, while it is its turn and in time, which ends the wait for it; whether this call did."""
    state = OfferState.ACCEPTED if accepted else OfferState.DECLINED
    in_time = update(_TABLE).where(_TABLE.c.number == number, _TABLE.c.state.in_(OPEN), _TABLE.c.due_at > at)
    answering = in_time.values(state=state, answered_at=at).returning(_TABLE.c.case)
    case_ = (await unit.execute(answering)).scalar_one_or_none()
    if case_ is None:
        return False
    await deadlines.meet(unit, CaseId(case_), DeadlineKind.OFFER, at, str(number))
    return True


async def take(unit: Unit, spoken: SpokenAnswer, at: datetime) -> Offer | None:
    """Take an answer by its code; the offer as it was, or nothing if the code is not good, for whatever reason."""
    offer = await by_code(unit, spoken.digest)
    if offer is None or not await answer(unit, offer.number, spoken.accepted, at):
        return None
    return offer


async def expire(unit: Unit, now: datetime) -> int:
    """Let whatever was not answered in time expire; how many did."""
    late = update(_TABLE).where(_TABLE.c.state.in_(OPEN), _TABLE.c.due_at <= now)
    return (await unit.execute(late.values(state=OfferState.EXPIRED))).rowcount


async def revoke(unit: Unit, number: int) -> bool:
    """Take an offer back that was not answered; whether this call did."""
    return await _move(unit, number, {OfferState.PREPARED, *OPEN}, {"state": OfferState.REVOKED})


async def erase(unit: Unit, case: CaseId, at: datetime) -> None:
    """Erase the offers of a case, but for those whose package a partner holds: they wait until they are recalled.

    Such a row holds nothing of the case but its id; :func:`forget` deletes it.
    """
    sent = _TABLE.c.delivered_at.is_not(None) & _TABLE.c.state.in_(OPEN)
    held = sent | (_TABLE.c.state == OfferState.ACCEPTED) | _recalled()
    await unit.execute(_TABLE.delete().where(_TABLE.c.case == case, ~held))
    since = func.coalesce(_TABLE.c.delivered_at, at, type_=_TABLE.c.delivered_at.type)
    values = {"state": OfferState.REVOKED, "settled": False, "delivered_at": since}
    await unit.execute(update(_TABLE).where(_TABLE.c.case == case).values(values))


async def forget(unit: Unit, number: int) -> bool:
    """Delete what is left of an erased case's offer once it is recalled; whether this call is the first to."""
    unit.erases = True
    return (await unit.execute(_TABLE.delete().where(_TABLE.c.number == number, _recalled()))).rowcount == 1


async def settle(unit: Unit, number: int) -> bool:
    """Say that what follows from an offer's end is done in this transaction; whether this call is the first to."""
    fresh = update(_TABLE).where(_TABLE.c.number == number, _TABLE.c.settled.is_(False))
    return (await unit.execute(fresh.values(settled=True))).rowcount == 1


async def runs(unit: Unit, case: CaseId) -> bool:
    """Whether a partner's answer is waited for, or another's turn may still come; an end that is not settled is one."""
    going = _TABLE.c.state.in_({OfferState.PREPARED, *OPEN})
    query = select(_TABLE.c.number).where(_TABLE.c.case == case, going)
    return (await unit.execute(query.limit(1))).first() is not None


async def accepted(unit: Unit, case: CaseId) -> bool:
    """Whether a partner has taken the case on."""
    query = select(_TABLE.c.number).where(_TABLE.c.case == case, _TABLE.c.state == OfferState.ACCEPTED)
    return (await unit.execute(query.limit(1))).first() is not None


async def state_of(unit: Unit, case: CaseId, now: datetime) -> News | None:
    """What the submitter may hear of the newest referral of a case; nothing if there is none, or it was taken back."""
    every = await of_case(unit, case)
    newest = [offer for offer in every if offer.referral == every[-1].referral]
    states = {offer.state for offer in newest}
    if OfferState.ACCEPTED in states:
        return News.TAKEN
    if any(_seeks(offer, now) for offer in newest):
        return News.SEEKING
    return News.NONE_FOUND if states & (ENDED | OPEN) else None


def _seeks(offer: Offer, now: datetime) -> bool:
    """Whether a partner is being asked, or will be; one who let its time pass is asked no more, noted or not."""
    if offer.state is OfferState.PREPARED:
        return True
    unsent = not offer.by_hand and offer.delivered_at is None
    return offer.state in OPEN and (unsent or (offer.due_at is not None and offer.due_at > now))


def _recalled() -> ColumnElement[bool]:
    """Whether an offer was taken back while somebody had the package, and nobody was told of it yet."""
    revoked = _TABLE.c.state == OfferState.REVOKED
    return revoked & _TABLE.c.settled.is_(False) & _TABLE.c.delivered_at.is_not(None)


async def _move(unit: Unit, number: int, before: Collection[OfferState], values: Mapping[str, object]) -> bool:
    moving = update(_TABLE).where(_TABLE.c.number == number, _TABLE.c.state.in_(before))
    return (await unit.execute(moving.values(values))).rowcount == 1


async def _all(unit: Unit, query: Select[Any]) -> tuple[Offer, ...]:
    return tuple(_offer(row) for row in await unit.execute(query.order_by(_TABLE.c.number)))


def _offer(row: Row[Any]) -> Offer:
    return Offer(
        number=row.number,
        referral=DocumentId(row.referral),
        case=CaseId(row.case),
        partner=PartnerId(row.partner),
        turn=row.turn,
        state=OfferState(row.state),
        by_hand=row.by_hand,
        digest=row.digest,
        key=row.key,
        offered_at=row.offered_at,
        delivered_at=row.delivered_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        settled=row.settled,
    )
