"""Finding a case by what was typed, and checking that the member may touch it.

On the path between an order and every use case that names a case. It reads; it changes nothing.
"""

from collections.abc import Awaitable, Callable
from difflib import get_close_matches
from typing import TypeVar

from storage import cases
from storage.cases import Case, CaseChanged, CaseState, CaseUnknown
from storage.database import Unit
from storage.documents import Urgency
from storage.ids import Reference
from triage import rights
from triage.case import OPEN_STATES, holds
from triage.errors import CaseBusy, CaseNotFound
from triage.rights import Command
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


def authorise(turn: Turn, command: Command, case: Case) -> None:
    """Check the matrix against this case; raises what :func:`triage.rights.check_case` does."""
    rights.check_case(
        command,
        turn.member.role,
        holding=holds(case, turn.member.id, turn.now),
        emergency=case.urgency is Urgency.EMERGENCY,
        decided=case.state in _CONCLUDED,
    )


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
