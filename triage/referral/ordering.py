"""Ordering a referral: by two members, or by one referrer while life or freedom is at risk, reviewed by another.

On the path from an order, or from its approval, to ``storage.offers``. Whether it may begin is decided here, and
nowhere else: the state of the case, the member's independence, the submitter's agreement, and who has to be for it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from storage import audit, cases, deadlines, offers, papers, referrals, tidings
from storage.audit import Act as Logged
from storage.cases import Case, CaseChanged, CaseState
from storage.database import Unit
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import ConsentGrant, ConsentUse, DocumentKind, ReferralOrder, Reply, Urgency
from storage.ids import DocumentId
from storage.members import Role
from storage.papers import Paper
from storage.partners import Partner
from storage.proposals import Proposal, ProposalKind
from storage.referrals import Referral
from triage.case import Act, step
from triage.decisions import consent
from triage.decisions.proposals import Effect, propose
from triage.errors import NotYetDecided
from triage.finding import settle
from triage.grammar.form import says
from triage.grammar.labels import word
from triage.grammar.referrals import Refer
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.reading import Record, check_conflict, read_record
from triage.referral import directory, matching, progress
from triage.referral.directory import Directory
from triage.referral.errors import (
    NoPartnerFits,
    NothingToSend,
    OverrideNeedsWords,
    OverrideNotNeeded,
    OverrideRefused,
    ReferralRuns,
)
from triage.referral.progress import Event, Step
from triage.referral.sealing import seal_for_all
from triage.turn import Turn
from triage.writing import seal, submitter

REVIEW_SPAN = timedelta(days=1)
"""Within what time another member looks at what one referrer ordered alone."""

MOST = 8
"""Partners that are asked one after the other where nobody names them."""

_CONCLUDED = frozenset({CaseState.DECIDED, CaseState.ACTING})


class Rule(StrEnum):
    """Under which rule a referral begins."""

    TWO = "two"  # one member proposed it, another approved
    ALONE = "alone"  # one referrer, in an emergency that is not only his own word; another member reviews it
    ONE = "one"  # the group is one person


Begin = Callable[[Unit], Awaitable[Event]]
"""Write a referral down and let the first partner's turn come, in the transaction of what ordered it."""


async def refer(turn: Turn, order: Refer) -> tuple[Notice, ...]:
    """Order a referral: it begins at once, or waits for a second member."""

    async def attempt() -> tuple[Notice, ...]:
        record = await read_record(turn, order.reference, Command.REFER)
        known = await _read_directory(turn)
        content = ReferralOrder(
            author=turn.member.id,
            partners=tuple(partner.id for partner in _choose(turn, order.partners, record, known)),
            override=order.override,
            written=turn.now,
        )
        _check(turn, record, content)
        paper = seal(turn, record.card.case, DocumentKind.REFERRAL, content)
        rule = await _rule(turn, record.card.case, content)
        if rule is Rule.TWO:
            return await _propose(turn, record, paper)
        return await _begin_now(turn, record, paper, await prepare(turn, record, paper.id, content, rule))

    return await settle(attempt)


async def carry_out(turn: Turn, proposal: Proposal, case: Case) -> Effect:
    """Make ready what the approval of a referral comes to."""
    record = await read_record(turn, case.reference, Command.REFER)
    ordered = {
        opened.paper.id.encode("ascii"): opened.content
        for opened in record.documents
        if isinstance(opened.content, ReferralOrder) and opened.content.author == proposal.by
    }
    content = ordered.get(proposal.payload or b"")
    if content is None:
        raise NothingToSend
    if _agreed(record):  # since it was proposed
        content = replace(content, override="")
    _check(turn, record, content)
    document = DocumentId((proposal.payload or b"").decode("ascii"))
    begin = await prepare(turn, record, document, content, Rule.TWO)

    async def write(unit: Unit) -> None:
        await begin(unit)

    begun = say("referral-begun", reference=case.reference)
    known = await _read_directory(turn)
    first = next((partner for id_ in content.partners if (partner := known.by_id(id_)) is not None), None)
    by_hand = first is not None and first.number is None
    carry = word_event(Event(step=Step.CARRY, reference=case.reference)) if by_hand else ()
    return Effect(write=write, answer=(begun, *carry))


async def prepare(turn: Turn, record: Record, document: DocumentId, content: ReferralOrder, rule: Rule) -> Begin:
    """Seal everything for every partner in the order; what is given back writes it down.

    Raises:
        NothingToSend: nothing that the submitter wrote can be trusted.
        NoPartnerFits: none of the partners is in the directory any more.
        NoReceipt: without an agreement the submitter must be told, and it is not known how.
    """
    case, now = record.card.case, turn.now
    referral = Referral(
        id=document,
        case=case.id,
        by=content.author,
        at=now,
        alone=rule is Rule.ALONE,
        override=bool(content.override),
        answer=turn.room.settings.answer[case.urgency],
    )
    known = await _read_directory(turn)
    partners = [partner for id_ in content.partners if (partner := known.by_id(id_)) is not None]
    if not partners:
        raise NoPartnerFits
    sealed = await seal_for_all(turn, record, referral, partners)
    told = _tell_submitter(turn, record) if referral.override else None

    async def begin(unit: Unit) -> Event:
        if await offers.runs(unit, case.id) or not await referrals.add(unit, referral):
            raise ReferralRuns
        await progress.conclude(unit, case.id, now)
        for place, one in enumerate(sealed):
            await one.write(unit, place)
        if referral.alone:
            due = now + REVIEW_SPAN
            await deadlines.add(unit, [Deadline(case=case.id, kind=DeadlineKind.REVIEW, item=document, due_at=due)])
        if told is not None:
            await papers.add(unit, told)
            await tidings.add(unit, case.id, now)
        code = f"{rule}:override" if referral.override else rule
        await audit.write(unit, at=now, actor=turn.member.id, act=Logged.REFERRAL_BEGUN, case=case.id, code=code)
        return await progress.begin_next(unit, await cases.by_id(unit, case.id), referral, known, now)

    return begin


def _check(turn: Turn, record: Record, content: ReferralOrder) -> None:
    """Check the state of the case, the member's independence and the submitter's agreement, all but rows that change.

    Raises:
        IllegalAct: nothing is referred in this state.
        NotYetDecided: only an emergency is, before the group has decided.
        ConflictOfInterest: the member declared one.
        ConsentMissing: the submitter has not agreed.
        OverrideRefused: nor is it an emergency.
        OverrideNeedsWords: it is one, and nobody has said why.
        OverrideNotNeeded: the submitter has agreed.
    """
    case = record.card.case
    emergency = case.urgency is Urgency.EMERGENCY
    step(case.state, Act.REFER)
    check_conflict(turn, record, Act.REFER)
    if not emergency and case.state not in _CONCLUDED:
        raise NotYetDecided
    if _agreed(record):
        if content.override:
            raise OverrideNotNeeded
    elif says(content.override):
        if not emergency:
            raise OverrideRefused(case.reference)
    elif emergency:
        raise OverrideNeedsWords(case.reference)
    else:
        consent.require(record, ConsentUse.REFER)


def _agreed(record: Record) -> bool:
    return consent.agreed(record, ConsentUse.REFER) is ConsentGrant.YES


def _choose(turn: Turn, names: str, record: Record, known: Directory) -> tuple[Partner, ...]:
    """Find the partners that were named, in their order; the ones that fit where none was.

    Raises:
        PartnerNotFound: somebody was named who is not in the directory.
        NoPartnerFits: nobody was named, and nobody fits.
    """
    named = [name.strip().strip('"“”„«»') for name in names.split(",")]
    if names:
        return tuple(dict.fromkeys(known.named(name) for name in named))
    found = matching.rank(known.partners, matching.find_wanted(record), turn.now)
    if not found:
        raise NoPartnerFits
    return tuple(one.partner for one in found[:MOST])


async def _rule(turn: Turn, case: Case, content: ReferralOrder) -> Rule:
    if turn.room.settings.alone:
        return Rule.ONE
    if case.urgency is not Urgency.EMERGENCY or turn.member.role is not Role.REFERRER:
        return Rule.TWO
    return Rule.TWO if content.override and await _made_urgent(turn, case) else Rule.ALONE


async def _made_urgent(turn: Turn, case: Case) -> bool:
    """Whether the urgency of a case is what the member himself said last: then the risk is one member's word."""
    done = await turn.room.database.read(lambda unit: audit.of_case(unit, case.id))
    said = [entry.actor for entry in done if entry.act is Logged.URGENCY_CHANGED]
    return said[-1:] == [turn.member.id]


async def _propose(turn: Turn, record: Record, paper: Paper) -> tuple[Notice, ...]:
    case = record.card.case

    async def work(unit: Unit) -> Proposal:
        await _check_unchanged(unit, case)
        if await offers.runs(unit, case.id):
            raise ReferralRuns
        await papers.add(unit, paper)
        return await propose(turn, unit, ProposalKind.REFER, case, paper.id.encode("ascii"))

    made = await turn.room.database.write(work)
    proposed = say(
        "proposed", number=made.number, proposal=ProposalKind.REFER, reference=case.reference, until=made.until
    )
    return (proposed,)


async def _begin_now(turn: Turn, record: Record, paper: Paper, begin: Begin) -> tuple[Notice, ...]:
    case = record.card.case

    async def work(unit: Unit) -> Event:
        await _check_unchanged(unit, case)
        await papers.add(unit, paper)
        return await begin(unit)

    event = await turn.room.database.write(work)
    begun = say("referral-begun", reference=case.reference)
    review = () if turn.room.settings.alone else (say("referral-review", until=turn.now + REVIEW_SPAN),)
    return (begun, *review, *word_event(event))


def word_event(event: Event) -> tuple[Notice, ...]:
    """Say what a member has to do next, if anything."""
    if event.step is Step.ASKED:
        return ()
    return (say("referral-event", step=event.step, reference=event.reference, number=event.number),)


async def _check_unchanged(unit: Unit, case: Case) -> None:
    if await cases.by_id(unit, case.id) != case:
        raise CaseChanged("the case is no longer as it was read")


def _tell_submitter(turn: Turn, record: Record) -> Paper:
    """Tell the submitter what was done without an agreement, in the language of the case."""
    case = record.card.case
    text = word(turn.room.labels, "told", "override", case.language)
    content = Reply(author=turn.member.id, text=text, written=turn.now)
    return seal(turn, case, DocumentKind.REPLY, content, submitter(record))


async def _read_directory(turn: Turn) -> Directory:
    key = turn.room.manifest.roster
    return await turn.room.database.read(lambda unit: directory.read(unit, key))
