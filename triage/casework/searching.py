"""Searching: cases are found by their readable columns, and by a person's name through the keyed index.

On the path between an order and ``storage.cases``. By columns it works while the desk is locked; a name needs the
group's keys, and is neither stored nor logged: the audit log says only that somebody looked for one.
"""

from datetime import UTC, datetime, time

from storage import audit, cases, deadlines, hours, names
from storage.audit import Act
from storage.cases import Case, CaseState, Wanted
from storage.database import Unit
from storage.documents import QuestionnaireKind
from storage.ids import CaseId
from storage.shifts import zone
from triage.card import word_line
from triage.casework import indexing
from triage.casework.errors import NameNeeded
from triage.casework.names import fold
from triage.casework.tagging import check
from triage.finding import find, recused
from triage.grammar.casework import FindCases, FindPerson
from triage.grammar.moments import Moment
from triage.notices import Notice, say
from triage.turn import Turn

_MOST = 20
"""Cases in one answer about a person."""


async def find_cases(turn: Turn, order: FindCases) -> tuple[Notice, ...]:
    """List a page of the cases whose columns are as wanted, the most urgent and then the oldest first.

    Raises:
        TagUnknown: the group's list has no such tag.
    """
    check(order.tag, turn.room.settings.tags)
    size = turn.room.settings.page

    async def work(unit: Unit) -> tuple[tuple[Case, ...], set[CaseId]]:
        after = await find(unit, order.after) if order.after is not None else None
        page = await cases.search(unit, await _wanted(unit, turn, order), after=after, limit=size + 1)
        return page, {deadline.case for deadline in await deadlines.due(unit, turn.now)}

    page, late = await turn.room.database.read(work)
    if not page:
        return (say("find-none"),)
    shown = page[:size]
    lines = (word_line(case, turn, overdue=case.id in late) for case in shown)
    more = (say("find-more", reference=shown[-1].reference),) if len(page) > size else ()
    return (say("find-heading", *lines, count=len(shown)), *more)


async def find_person(turn: Turn, order: FindPerson) -> tuple[Notice, ...]:
    """List the cases that may be about somebody of this name, in whatever spelling, the likeliest first.

    Whoever took himself out of a case does not learn of it here.

    Raises:
        NameNeeded: what was typed has no part of a name.
    """
    keys = turn.room.unlocked()
    parts = fold(order.text)
    if not parts:
        raise NameNeeded
    # To find nobody because not all has been read would be a wrong answer.
    while await indexing.index(turn.room.database, keys, turn.room.blobs, turn.now):
        pass

    async def work(unit: Unit) -> list[tuple[Case, int]]:
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.NAME_SEARCHED)
        found = []
        for match in await names.called(unit, indexing.digests(keys, parts), limit=_MOST):
            case = await cases.by_id(unit, match.case)
            if turn.member.id not in await recused(unit, case):
                found.append((case, match.shared))
        return found

    found = await turn.room.database.write(work)
    if not found:
        return (say("who-none"),)
    lines = (
        say("who-line", word_line(case, turn, overdue=False), shared=shared, parts=len(parts)) for case, shared in found
    )
    return (say("who-heading", *lines, count=len(found)),)


async def _wanted(unit: Unit, turn: Turn, order: FindCases) -> Wanted:
    known = await hours.of(unit, turn.member.id)

    def instant(moment: Moment | None, usual: time) -> datetime | None:
        return None if moment is None else moment.instant(zone(known.zone), usual).astimezone(UTC)

    return Wanted(
        states=frozenset(CaseState) - {CaseState.WITHDRAWN} if order.state is None else frozenset({order.state}),
        urgency=order.urgency,
        questionnaire=None if order.kind is None else QuestionnaireKind(order.kind.value),
        tags=frozenset(order.tag),
        decision=order.decision,
        since=instant(order.since, time.min),
        until=instant(order.until, time.max),
    )
