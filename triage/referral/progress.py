"""What follows from a partner's answer, or from none: the next partner, or that the case was taken on, or that none is.

The clock's part of a referral, between ``storage.offers`` and whoever tells the members. Rows decide: whoever settles
an ended offer first draws the consequences, in one transaction. It works while the desk is locked, and opens nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage import audit, cases, consents, deadlines, offers, parcels, referrals, tidings
from storage.audit import Act
from storage.cases import Case, CaseState
from storage.database import Unit
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import ConsentGrant, ConsentUse
from storage.ids import CaseId, Reference
from storage.offers import Offer, OfferState
from storage.referrals import Referral
from storage.sealed import VerifyKey
from triage import case as rules
from triage.referral import directory
from triage.referral.directory import Directory

LOOK_AGAIN = timedelta(days=1)
"""When somebody has to think again after the last partner could not."""

FOLLOW = timedelta(days=7)
"""When somebody asks what became of a case that a partner has taken on."""

_OVER = frozenset({CaseState.CLOSED, CaseState.WITHDRAWN})
_REFUSED = frozenset({OfferState.DECLINED, OfferState.EXPIRED})
_ACTS = {
    OfferState.ACCEPTED: Act.OFFER_ACCEPTED,
    OfferState.DECLINED: Act.OFFER_DECLINED,
    OfferState.EXPIRED: Act.OFFER_EXPIRED,
}


class Step(StrEnum):
    """What has happened, for members to hear."""

    ASKED = "asked"  # a partner's turn has come, and a bot can ask it
    CARRY = "carry"  # a partner's turn has come, and a member has to hand the package over
    PARTLY = "partly"  # a bot has asked it, but some files are too large for that: a member has to hand them over
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    FORGOTTEN = "forgotten"  # no member has handed the package over in time: the partner was not asked
    EXHAUSTED = "exhausted"  # no partner is left
    STOPPED = "stopped"  # nothing may go to a partner any more: the case is closed, or the consent was taken back


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that members should hear; it names no partner.

    Attributes:
        step: what has happened.
        reference: in which case.
        number: of the offer, or 0 where it is about none.
    """

    step: Step
    reference: Reference
    number: int = 0


async def advance(unit: Unit, key: VerifyKey, now: datetime) -> tuple[Event, ...]:
    """Let expire what is late, leave to a member what was not sent in time, and draw the consequences of what ended.

    Args:
        unit: of one transaction, in which members are told, too.
        key: verifies partners: what nobody signed is asked nothing.
        now: aware.
    """
    events: list[Event] = []
    for offer in await offers.unsent(unit, now):
        events += await carry(unit, offer, now) if await may_send(unit, offer) else (await stop(unit, offer, now),)
    await offers.expire(unit, now)
    known = await directory.read(unit, key)
    for offer in await offers.ended(unit):
        if await offers.settle(unit, offer.number):
            events += await _settle(unit, offer, known, now)
    return tuple(events)


async def waits(unit: Unit, key: VerifyKey, now: datetime) -> bool:
    """Whether :func:`go_on` would do anything."""
    return bool(await offers.wait(unit, now) or await outdated(unit, key) or await forbidden(unit))


async def go_on(unit: Unit, key: VerifyKey, now: datetime) -> tuple[Event, ...]:
    """Do whatever the clock has to do, all but what bots send: as :func:`advance`, :func:`pass_over`, :func:`stop`."""
    known = await directory.read(unit, key)
    events = [await pass_over(unit, offer, known, now) for offer in await outdated(unit, key)]
    events += await advance(unit, key, now)
    events += [await stop(unit, offer, now) for offer in await forbidden(unit)]
    return tuple(events)


async def begin_next(unit: Unit, case: Case, referral: Referral, known: Directory, now: datetime) -> Event:
    """Let the next partner's turn come; one who left the directory, or has another key by now, is passed over."""
    allowed = await _may_go(unit, case, referral)
    for offer in await offers.of_referral(unit, referral.id):
        if offer.state is not OfferState.PREPARED:
            continue
        due = now + referral.answer
        if not allowed or known.asked_by(offer) is None:
            await withdraw(unit, offer, now)
        elif await offers.begin(unit, offer.number, now, due):
            await _wait(unit, offer, due)
            await audit.write(
                unit, at=now, actor=audit.RETENTION, act=Act.OFFER_BEGUN, case=case.id, code=offer.partner
            )
            step = Step.CARRY if offer.by_hand else Step.ASKED
            return Event(step=step, reference=case.reference, number=offer.number)
    if not allowed:
        return Event(step=Step.STOPPED, reference=case.reference)
    await _follow_up(unit, case, referral, now + LOOK_AGAIN)
    await tidings.add(unit, case.id, now)
    await audit.write(unit, at=now, actor=audit.RETENTION, act=Act.REFERRAL_EXHAUSTED, case=case.id)
    return Event(step=Step.EXHAUSTED, reference=case.reference)


async def carry(unit: Unit, offer: Offer, now: datetime) -> tuple[Event, ...]:
    """Leave to a member what no bot can send, or has sent in time; nothing happens if it was left to one before."""
    due = await _due(unit, offer, now)
    if not await offers.carry(unit, offer.number, due):
        return ()
    await _wait(unit, offer, due)
    case = await cases.by_id(unit, offer.case)
    return (Event(step=Step.CARRY, reference=case.reference, number=offer.number),)


async def note_sent(unit: Unit, offer: Offer, now: datetime) -> bool:
    """Note that a bot has sent a package: the partner's time begins. Whether this call did.

    A partner whose package crossed a revocation is told, as one who had it before.
    """
    due = await _due(unit, offer, now)
    if await offers.delivered(unit, offer.number, now, due):
        await _wait(unit, offer, due)
        return True
    return await offers.delivered_in_vain(unit, offer.number, now)


async def pass_over(unit: Unit, offer: Offer, known: Directory, now: datetime) -> Event:
    """Let the next partner's turn come in the place of one that can be asked no more: see :func:`outdated`."""
    await withdraw(unit, offer, now)
    referral = await referrals.find(unit, offer.referral)
    return await begin_next(unit, await cases.by_id(unit, offer.case), referral, known, now)


async def outdated(unit: Unit, key: VerifyKey) -> tuple[Offer, ...]:
    """The offers that wait to be delivered to a partner who left the directory, or could not open the package any more.

    A partner has another key where the one before was lost, or is in others' hands.
    """
    waiting = [offer for offer in await offers.asked(unit) if offer.delivered_at is None]
    if not waiting:
        return ()
    known = await directory.read(unit, key)
    return tuple(offer for offer in waiting if known.asked_by(offer) is None)


async def withdraw(unit: Unit, offer: Offer, now: datetime) -> bool:
    """Take an offer back, unless it was answered meanwhile; whether this call did.

    Of a partner to whom a bot has sent the package, the row waits until it is told.
    """
    if not await offers.revoke(unit, offer.number):
        return False
    await parcels.drop(unit, offer.number)
    await deadlines.meet(unit, offer.case, DeadlineKind.OFFER, now, str(offer.number))
    if offer.by_hand or offer.delivered_at is None:
        await offers.settle(unit, offer.number)
    return True


async def conclude(unit: Unit, case: CaseId, now: datetime) -> None:
    """Write down the refusals and silences of a case whose referral is over, so that nobody is asked in their place."""
    for offer in await offers.of_case(unit, case):
        if offer.state in _REFUSED and await offers.settle(unit, offer.number):
            await _end(unit, offer, now)


async def stop(unit: Unit, offer: Offer, now: datetime) -> Event:
    """Take back what waits in a referral of which nothing may leave any more."""
    for other in await offers.of_referral(unit, offer.referral):
        await withdraw(unit, other, now)
    return Event(step=Step.STOPPED, reference=(await cases.by_id(unit, offer.case)).reference)


async def forbidden(unit: Unit) -> tuple[Offer, ...]:
    """The offers that wait for an answer although the case is closed, or what was agreed to was taken back."""
    return tuple([offer for offer in await offers.asked(unit) if not await _may_go_on(unit, offer)])


async def may_send(unit: Unit, offer: Offer) -> bool:
    """Whether a package may still leave, at the moment at which it would."""
    return offer.state is OfferState.OFFERED and await _may_go_on(unit, offer)


async def _settle(unit: Unit, offer: Offer, known: Directory, now: datetime) -> list[Event]:
    case = await cases.by_id(unit, offer.case)
    referral = await referrals.find(unit, offer.referral)
    await _end(unit, offer, now)
    forgotten = offer.state is OfferState.EXPIRED and offer.delivered_at is None
    step = Step.FORGOTTEN if forgotten else Step(offer.state.value)
    event = Event(step=step, reference=case.reference, number=offer.number)
    if offer.state is not OfferState.ACCEPTED:
        return [event, await begin_next(unit, case, referral, known, now)]
    for other in await offers.of_referral(unit, referral.id):
        await withdraw(unit, other, now)
    if case.state is CaseState.DECIDED:
        await cases.save(unit, rules.act(case, now), expected=case)
    if case.state not in _OVER:
        await _follow_up(unit, case, referral, now + FOLLOW)
    await tidings.add(unit, case.id, now)
    return [event]


async def _end(unit: Unit, offer: Offer, now: datetime) -> None:
    """Write down that an offer has ended; nothing of it waits any more."""
    await deadlines.meet(unit, offer.case, DeadlineKind.OFFER, now, str(offer.number))
    await parcels.drop(unit, offer.number)
    actor = audit.RETENTION if offer.state is OfferState.EXPIRED else audit.PARTNER
    await audit.write(unit, at=now, actor=actor, act=_ACTS[offer.state], case=offer.case, code=offer.partner)


async def _may_go_on(unit: Unit, offer: Offer) -> bool:
    return await _may_go(unit, await cases.by_id(unit, offer.case), await referrals.find(unit, offer.referral))


async def _may_go(unit: Unit, case: Case, referral: Referral) -> bool:
    """Whether anything of a case may go to a partner now: what was agreed to may have been taken back."""
    if case.state in _OVER:
        return False
    agreed = {one.use: one.grant for one in await consents.of_case(unit, case.id)}
    return referral.override or agreed.get(ConsentUse.REFER) is ConsentGrant.YES


async def _due(unit: Unit, offer: Offer, now: datetime) -> datetime:
    """By when a partner who is asked now answers."""
    return now + (await referrals.find(unit, offer.referral)).answer


async def _wait(unit: Unit, offer: Offer, due: datetime) -> None:
    """Wait for a partner's answer until then."""
    waits = Deadline(case=offer.case, kind=DeadlineKind.OFFER, item=str(offer.number), due_at=due)
    await deadlines.add(unit, [waits])


async def _follow_up(unit: Unit, case: Case, referral: Referral, due: datetime) -> None:
    await deadlines.add(unit, [Deadline(case=case.id, kind=DeadlineKind.FOLLOW_UP, item=referral.id, due_at=due)])
