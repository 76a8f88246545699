"""The queue: who works on what, from the readable columns alone.

On the path between orders and ``storage.cases``. It works while the desk is locked: nothing here opens a document.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

from storage import actions, alerts, audit, cases, consents, deadlines, links, names, papers, requests, rota, tags
from storage.audit import Act
from storage.cases import Case, CaseChanged, CaseState
from storage.database import Unit
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import DocumentKind, Urgency
from storage.ids import CaseId, MemberId, Reference
from triage import case as rules
from triage.card import Card, word_card, word_line
from triage.case import OPEN_STATES
from triage.finding import authorise, find, reach, recused, settle
from triage.grammar.orders import ChangeUrgency, Claim, ListQueue, Release, Show, TakeNext
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.turn import Turn

_ALIKE = 3
"""Cases that a card names at most as perhaps about the same person."""

_UNDECIDED = frozenset({CaseState.RECEIVED, CaseState.ASSESSING})


async def list_queue(turn: Turn, order: ListQueue) -> tuple[Notice, ...]:
    """List a page of the open cases, the most urgent and then the oldest first."""
    size = turn.room.settings.page

    async def work(unit: Unit) -> tuple[tuple[Case, ...], set[CaseId]]:
        after = await find(unit, order.after) if order.after is not None else None
        page = await cases.page(unit, states=OPEN_STATES, after=after, limit=size + 1)
        return page, {deadline.case for deadline in await deadlines.due(unit, turn.now)}

    page, late = await turn.room.database.read(work)
    if not page:
        return (say("queue-empty"),)
    shown = page[:size]
    lines = (word_line(case, turn, overdue=case.id in late) for case in shown)
    more = (say("queue-more", reference=shown[-1].reference),) if len(page) > size else ()
    return (say("queue-heading", *lines, count=len(shown)), *more)


async def take_next(turn: Turn, order: TakeNext) -> tuple[Notice, ...]:  # noqa: ARG001
    """Claim the most urgent undecided case that nobody holds and that the member has not assessed yet.

    An assessment of a case that was closed since and reopened is no assessment of what was added to it.
    """

    async def work(unit: Unit) -> Card | None:
        async for case in _waiting(unit):
            if rules.holder(case, turn.now) is not None:
                continue
            if turn.member.id in await _assessors(unit, case) | await recused(unit, case):
                continue
            try:
                return await _claim(unit, turn, case)
            except CaseChanged:
                continue
        return None

    card = await turn.room.database.write(work)
    if card is None:
        return (say("next-none"),)
    return _claimed(turn, card)


async def claim(turn: Turn, order: Claim) -> tuple[Notice, ...]:
    """Hold a case for a while, or renew one's own lease."""

    async def work(unit: Unit) -> Card:
        case = await reach(unit, turn, order.reference, Command.CLAIM, rules.Act.CLAIM)
        return await _claim(unit, turn, case)

    return _claimed(turn, await settle(partial(turn.room.database.write, work)))


async def release(turn: Turn, order: Release) -> tuple[Notice, ...]:
    """Put a case back into the queue."""

    async def work(unit: Unit) -> Reference:
        case = await find(unit, order.reference)
        released = rules.release(case, turn.now)
        authorise(turn, Command.RELEASE, case)
        await cases.save(unit, released, expected=case)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.CASE_RELEASED, case=case.id)
        return case.reference

    reference = await settle(partial(turn.room.database.write, work))
    return (say("released", reference=reference),)


async def show(turn: Turn, order: Show) -> tuple[Notice, ...]:
    """Show the readable columns; that they were looked at is logged first."""

    async def work(unit: Unit) -> Card:
        case = await find(unit, order.reference)
        authorise(turn, Command.SHOW, case)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.CASE_SHOWN, case=case.id)
        return await read_card(unit, case, turn.member.id)

    card = await turn.room.database.write(work)
    return (word_card(card, turn),)


async def change_urgency(turn: Turn, order: ChangeUrgency) -> tuple[Notice, ...]:
    """Put a case higher or lower; what becomes an emergency calls out as one that intake has found."""
    steps = turn.room.settings.escalation

    async def work(unit: Unit) -> None:
        case = await find(unit, order.reference)
        authorise(turn, Command.URGENCY, case)
        changed = rules.change_urgency(case, order.urgency, turn.now)
        barred = await recused(unit, case)
        rules.check_conflict(turn.member.id, barred, rules.Act.CHANGE_URGENCY)
        await cases.save(unit, changed, expected=case)
        await _hasten(unit, turn, changed)
        if order.urgency is Urgency.EMERGENCY and case.urgency is not Urgency.EMERGENCY:
            called = alerts.call_out(
                [member for member in turn.roster.members if member.id not in barred],
                steps,
                case=case.id,
                reference=case.reference,
                now=turn.now,
                on_duty=await rota.on_duty(unit, turn.room.manifest.roster, turn.now),
            )
            await alerts.add(unit, called)
        await audit.write(
            unit,
            at=turn.now,
            actor=turn.member.id,
            act=Act.URGENCY_CHANGED,
            case=case.id,
            code=f"{order.urgency}:{order.why}",
        )

    await settle(partial(turn.room.database.write, work))
    return (say("urgency-changed", reference=order.reference, urgency=order.urgency, why=order.why),)


async def read_card(unit: Unit, case: Case, reader: MemberId) -> Card:
    """Read what is readable about a case besides its row; no case that the reader took himself out of is named anew."""
    said = await links.of_case(unit, case.id)
    matches = await names.alike(unit, case.id, limit=len(said) + _ALIKE)
    unsaid = [match.case for match in matches if match.case not in {link.other for link in said}]
    unsaid = [other for other in unsaid if reader not in await recused(unit, await cases.by_id(unit, other))]
    return Card(
        case=case,
        consents=await consents.of_case(unit, case.id),
        deadlines=await deadlines.of_case(unit, case.id),
        assessors=await _assessors(unit, case),
        actions=await actions.of_case(unit, case.id),
        tags=await tags.of_case(unit, case.id),
        linked=tuple([(await _reference(unit, link.other), link.tie) for link in said if link.tie is not None]),
        alike=tuple([await _reference(unit, other) for other in unsaid[:_ALIKE]]),
        requests=await requests.open_of(unit, case.id),
    )


async def take_up(unit: Unit, turn: Turn, taken: Case, *, expected: Case) -> None:
    """Write that a case is held; whoever takes it first lets the time of its assessment begin."""
    await cases.save(unit, taken, expected=expected)
    if expected.state is not taken.state:
        due = turn.now + turn.room.settings.assessment[taken.urgency]
        await deadlines.add(unit, [Deadline(case=taken.id, kind=DeadlineKind.ASSESSMENT, due_at=due)])


async def _claim(unit: Unit, turn: Turn, case: Case) -> Card:
    settings = turn.room.settings
    claimed = rules.claim(case, turn.member.id, turn.now, settings.lease)
    await take_up(unit, turn, claimed, expected=case)
    await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.CASE_CLAIMED, case=case.id)
    return await read_card(unit, claimed, turn.member.id)


def _claimed(turn: Turn, card: Card) -> tuple[Notice, ...]:
    until = turn.now + turn.room.settings.lease
    return (
        say("claimed", reference=card.case.reference, until=until),
        word_card(card, turn),
    )


async def _reference(unit: Unit, case: CaseId) -> Reference:
    return (await cases.by_id(unit, case)).reference


async def _assessors(unit: Unit, case: Case) -> frozenset[MemberId]:
    closings = await papers.authors(unit, case.id, DocumentKind.CLOSING)
    closed = rules.last_closed(case.state, (at for _, at in closings))
    return rules.since(await papers.authors(unit, case.id, DocumentKind.ASSESSMENT), closed)


async def _hasten(unit: Unit, turn: Turn, case: Case) -> None:
    """Let what the case waits for be due sooner, never later, than its new urgency says."""
    settings = turn.room.settings
    lengths = {
        DeadlineKind.ASSESSMENT: settings.assessment[case.urgency],
        DeadlineKind.DECISION: settings.decision[case.urgency],
    }
    running = [deadline for deadline in await deadlines.of_case(unit, case.id) if deadline.met_at is None]
    for deadline in running:
        if deadline.kind in lengths and turn.now + lengths[deadline.kind] < deadline.due_at:
            await deadlines.add(unit, [replace(deadline, due_at=turn.now + lengths[deadline.kind])])


async def _waiting(unit: Unit) -> AsyncIterator[Case]:
    """Walk the undecided cases in the order of the queue."""
    after = None
    while page := await cases.page(unit, states=_UNDECIDED, after=after, limit=50):
        for case in page:
            yield case
        after = page[-1]
