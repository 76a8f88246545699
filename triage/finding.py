"""Finding a case by what was typed, and checking that the member may touch it.

On the path between an order and every use case that names a case. It reads; it changes nothing.
"""

from collections.abc import Awaitable, Callable
from difflib import get_close_matches
from typing import TypeVar

from storage import cases, papers
from storage.cases import Case, CaseChanged, CaseState, CaseUnknown
from storage.database import Unit
from storage.documents import DocumentKind, Urgency
from storage.ids import MemberId, Reference
from triage.case import OPEN_STATES, Act, check_conflict, holds, step
from triage.errors import CaseBusy, CaseNotFound
from triage.grammar import rights
from triage.grammar.rights import Command
from triage.turn import Turn

T = TypeVar("T")

_CANDIDATES = 500
_ATTEMPTS = 3
_CONCLUDED = frozenset({CaseState.DECIDED, CaseState.ACTING, CaseState.CLOSED})


async def find(unit: Unit, reference: Reference) -> Case:
    """Find a case; raises :class:`CaseNotFound`, which suggests the nearest open case."""
    try:
        return await cases.find(unit, reference)
    except CaseUnknown:
        waiting = await cases.page(unit, states=OPEN_STATES, limit=_CANDIDATES)
        near = get_close_matches(reference, [case.reference for case in waiting], n=1, cutoff=0.75)
        raise CaseNotFound(near[0] if near else "") from None


def authorise(turn: Turn, command: Command, case: Case, *, owning: bool = False, decided: bool = False) -> None:
    """Check the matrix against this case; raises what :func:`triage.grammar.rights.check_case` does.

    What was ``decided`` without the group, as when a partner has taken on an emergency, the caller knows.
    """
    rights.check_case(
        command,
        turn.member.role,
        holding=holds(case, turn.member.id, turn.now),
        emergency=case.urgency is Urgency.EMERGENCY,
        assessing=case.state is CaseState.ASSESSING,
        decided=decided or case.state in _CONCLUDED,
        owning=owning,
    )


async def reach(unit: Unit, turn: Turn, reference: Reference, command: Command, act: Act) -> Case:
    """Find a case that the member may do this to, now; for what needs nothing of its content.

    Raises:
        CaseNotFound: no case has this reference.
        TriageError: the role, the state of the case or a declared conflict of interest forbids it.
    """
    case = await find(unit, reference)
    authorise(turn, command, case)
    step(case.state, act)
    check_conflict(turn.member.id, await recused(unit, case), act)
    return case


async def recused(unit: Unit, case: Case) -> frozenset[MemberId]:
    """Name those who took themselves out of a case; known while the desk is locked, since a row tells who wrote it."""
    return frozenset(author for author, _ in await papers.authors(unit, case.id, DocumentKind.RECUSAL))


async def settle(attempt: Callable[[], Awaitable[T]]) -> T:
    """Try again while others change the same case; raises :class:`CaseBusy` in the end.

    Each attempt reads the case anew, so whoever came too late is told what the other did.
    """
    for _ in range(_ATTEMPTS):
        try:
            return await attempt()
        except CaseChanged:
            continue
    raise CaseBusy
