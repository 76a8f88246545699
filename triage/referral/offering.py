"""The offers of a case at the desk: how far they have come, handing a package over, what a partner said, taking back.

On the path between an order and ``storage.offers``. None of it needs a key: it works while the desk is locked. Partners
are named only where words are, and whoever types a code that is not good learns nothing from the answer.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from storage import audit, cases, deadlines, offers, referrals
from storage.audit import Act
from storage.database import Unit, Works
from storage.deadlines import Deadline, DeadlineKind
from storage.ids import CaseId
from storage.offers import ENDED, OPEN, Offer, OfferState, OfferUnknown
from storage.referrals import Referral
from storage.spoken import SpokenAnswer, read_answer
from triage import case as rules
from triage.errors import TooManyCodes
from triage.finding import authorise, find, recused
from triage.grammar.referrals import ListOffers, NoteAnswer, NoteHanded, RevokeReferral
from triage.grammar.rights import Command
from triage.notices import Notice, quote, say
from triage.referral import directory
from triage.referral.directory import Directory
from triage.referral.errors import AnswerRefused, AnswerUnread, NothingToRevoke, OfferNotFound
from triage.referral.progress import conclude, withdraw
from triage.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """What the offers of a case are worded from."""

    offers: tuple[Offer, ...]
    referrals: tuple[Referral, ...]
    directory: Directory


async def list_offers(turn: Turn, order: ListOffers) -> tuple[Notice, ...]:
    """Show how far the offers have come; a package that a member has to hand over comes with the answer."""

    async def work(unit: Unit) -> _Offered:
        case = await find(unit, order.reference)
        authorise(turn, Command.OFFERS, case)
        await _check_conflict(turn, unit, case.id)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.CASE_SHOWN, case=case.id, code="offers")
        return _Offered(
            offers=await offers.of_case(unit, case.id),
            referrals=await referrals.of_case(unit, case.id),
            directory=await directory.read(unit, turn.room.manifest.roster),
        )

    found = await turn.room.database.write(work)
    if not found.offers:
        return (say("offers-none", reference=order.reference),)
    waits = [one for one in found.referrals if one.alone and one.reviewed_at is None]
    reviews = (say("offers-review", reference=order.reference),) if waits else ()
    lines = (_word_offer(offer, found, turn) for offer in found.offers)
    return (say("offers-heading", *lines, *reviews, reference=order.reference),)


async def note_handed(turn: Turn, order: NoteHanded) -> tuple[Notice, ...]:
    """Note that a member has handed a package over; from now on the partner has its time to answer."""

    async def work(unit: Unit) -> Offer:
        offer = await _find(unit, order.number)
        await _check_conflict(turn, unit, offer.case)
        referral = await referrals.find(unit, offer.referral)
        due = turn.now + referral.answer
        if not await offers.hand(unit, offer.number, turn.now, due):
            raise OfferNotFound
        waits = Deadline(case=offer.case, kind=DeadlineKind.OFFER, item=str(offer.number), due_at=due)
        await deadlines.add(unit, [waits])
        await _log(turn, unit, Act.OFFER_HANDED, offer)
        return replace(offer, due_at=due)

    handed = await turn.room.database.write(work)
    return (say("offer-handed", number=handed.number, until=handed.due_at or turn.now),)


async def note_answer(turn: Turn, order: NoteAnswer) -> tuple[Notice, ...]:
    """Take down what a partner has told the member.

    Raises:
        AnswerUnread: it is no yes or no with a code.
        AnswerRefused: the code is not known, was used, or is too old.
        TooManyCodes: others were refused before.
    """
    spoken = read_answer(order.answer)
    if spoken is None:
        raise AnswerUnread
    if turn.room.guesses.exhausted(turn.member.id, turn.now):
        raise TooManyCodes

    async def work(unit: Unit) -> Offer | None:
        offer = await offers.take(unit, spoken, turn.now)
        if offer is not None:
            await _check_conflict(turn, unit, offer.case)
            await _log(turn, unit, Act.OFFER_ANSWERED, offer)
        return offer

    offer = await turn.room.database.write(work)
    if offer is None:
        turn.room.guesses.note(turn.member.id, turn.now)
        raise AnswerRefused
    return (say("offer-answered", number=offer.number, answer="yes" if spoken.accepted else "no"),)


async def revoke(turn: Turn, order: RevokeReferral) -> tuple[Notice, ...]:
    """Take back what no partner has accepted; a partner who has the package already is told by a bot, or by a member.

    Raises:
        NothingToRevoke: nothing is offered, or it was answered.
    """

    async def work(unit: Unit) -> list[Offer]:
        case = await find(unit, order.reference)
        authorise(turn, Command.REVOKE, case)
        await _check_conflict(turn, unit, case.id)
        every = await offers.of_case(unit, case.id)
        taken = [offer for offer in every if offer.state not in ENDED and await withdraw(unit, offer, turn.now)]
        if not taken:
            raise NothingToRevoke
        await conclude(unit, case.id, turn.now)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.REFERRAL_REVOKED, case=case.id)
        return taken

    taken = await turn.room.database.write(work)
    handed = any(offer.state is OfferState.HANDED for offer in taken)
    return (say("referral-revoked", reference=order.reference, handed="yes" if handed else "no"),)


async def take_answer(database: Works, spoken: SpokenAnswer, now: datetime) -> Notice:
    """Take down what a partner, who is a stranger here, answers; a code that is not good is told from no other."""
    taken = await database.write(lambda unit: offers.take(unit, spoken, now))
    if taken is None:
        return say("partner-unknown")
    return say("partner-thanks", answer="yes" if spoken.accepted else "no")


async def _find(unit: Unit, number: int) -> Offer:
    try:
        return await offers.find(unit, number)
    except OfferUnknown:
        raise OfferNotFound from None


async def _check_conflict(turn: Turn, unit: Unit, case: CaseId) -> None:
    """Refuse a member who took himself out of the case."""
    rules.check_conflict(turn.member.id, await recused(unit, await cases.by_id(unit, case)), rules.Act.REFER)


async def _log(turn: Turn, unit: Unit, act: Act, offer: Offer) -> None:
    await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=offer.case, code=offer.partner)


def _word_offer(offer: Offer, found: _Offered, turn: Turn) -> Notice:
    """Word one offer, by the partner's name only where words are."""
    partner = found.directory.by_id(offer.partner)
    carry = offer.state is OfferState.OFFERED and offer.by_hand and partner is not None
    due = offer.due_at if offer.state in OPEN else None
    waits = (say("offer-until", until=due),) if due is not None else ()
    hand = (say("offer-carry", number=offer.number),) if carry else ()
    if turn.words and partner is not None:
        line = quote("offer-named", *waits, *hand, number=offer.number, state=offer.state, name=partner.name)
    else:
        line = say("offer-line", *waits, *hand, number=offer.number, state=offer.state)
    return replace(line, offer=offer.number if carry else None)
