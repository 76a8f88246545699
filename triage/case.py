"""A case: which acts its state allows, who holds it and for how long, and whose judgement counts.

On the path between the desk and ``storage.cases``. Everything is pure: a case goes in, a case or an error of
:mod:`triage.errors` comes out, and ``now`` is passed in. Nothing here knows roles (:mod:`triage.grammar.rights`), a
database or a key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from storage.cases import REOPENED_BY_ADDITION, Case, CaseState
from storage.documents import Assessment, Help, Outcome, Recusal, Urgency
from storage.ids import MemberId
from triage.errors import (
    ConflictOfInterest,
    HeldByAnother,
    IllegalAct,
    NotEnoughAssessments,
    NotHeld,
    OutcomeRefused,
)

Judgement = Assessment | Recusal
"""What a member said of a case by which it is known whether he may judge it."""


class Act(StrEnum):
    """What is done to a case."""

    CLAIM = "claim"  # a member takes it for a while; the first claim begins the assessment
    RELEASE = "release"  # it is put back into the queue
    OPEN = "open"  # its content is read
    ASSESS = "assess"  # a member's own judgement
    DECIDE = "decide"  # the group's conclusion, which may be revised and added to
    REPLY = "reply"  # words to the submitter; after a decision this is the first action
    REFER = "refer"  # it is offered to partners; before a decision only in an emergency
    ACT = "act"  # an action is begun, with the first of which the group is acting
    RESULT = "result"  # what came of an action
    CHANGE_URGENCY = "change_urgency"
    RECUSE = "recuse"  # a member takes himself out of it
    ASSIGN = "assign"  # it is handed to another member
    NOTE = "note"  # something is noted for the other members: a text, a tag, a link to another case
    ASK = "ask"  # a question to the submitter
    FOLLOW = "follow"  # somebody will look at it again, or has
    CLOSE = "close"  # with an outcome
    SET_ASIDE = "set_aside"  # closed without a decision, by the lead, or because a partner has taken it on
    WITHDRAW = "withdraw"  # by the submitter, by two members or by retention: erased
    REOPEN = "reopen"  # intake's, and no command: the submitter has added to a closed case, which begins anew


_RECEIVED, _ASSESSING, _DECIDED, _ACTING, _CLOSED, _WITHDRAWN = (
    CaseState.RECEIVED,
    CaseState.ASSESSING,
    CaseState.DECIDED,
    CaseState.ACTING,
    CaseState.CLOSED,
    CaseState.WITHDRAWN,
)

TRANSITIONS: Mapping[tuple[CaseState, Act], CaseState] = MappingProxyType(
    {
        (_RECEIVED, Act.CLAIM): _ASSESSING,
        (_RECEIVED, Act.OPEN): _RECEIVED,
        (_RECEIVED, Act.CHANGE_URGENCY): _RECEIVED,
        (_RECEIVED, Act.REFER): _RECEIVED,
        (_RECEIVED, Act.RECUSE): _RECEIVED,
        (_RECEIVED, Act.ASSIGN): _ASSESSING,
        (_RECEIVED, Act.NOTE): _RECEIVED,
        (_RECEIVED, Act.FOLLOW): _RECEIVED,
        (_RECEIVED, Act.WITHDRAW): _WITHDRAWN,
        (_ASSESSING, Act.CLAIM): _ASSESSING,
        (_ASSESSING, Act.RELEASE): _ASSESSING,
        (_ASSESSING, Act.OPEN): _ASSESSING,
        (_ASSESSING, Act.ASSESS): _ASSESSING,
        (_ASSESSING, Act.DECIDE): _DECIDED,
        (_ASSESSING, Act.REPLY): _ASSESSING,
        (_ASSESSING, Act.CHANGE_URGENCY): _ASSESSING,
        (_ASSESSING, Act.REFER): _ASSESSING,
        (_ASSESSING, Act.RECUSE): _ASSESSING,
        (_ASSESSING, Act.ASSIGN): _ASSESSING,
        (_ASSESSING, Act.NOTE): _ASSESSING,
        (_ASSESSING, Act.FOLLOW): _ASSESSING,
        (_ASSESSING, Act.ASK): _ASSESSING,
        (_ASSESSING, Act.SET_ASIDE): _CLOSED,
        (_ASSESSING, Act.WITHDRAW): _WITHDRAWN,
        (_DECIDED, Act.CLAIM): _DECIDED,
        (_DECIDED, Act.RELEASE): _DECIDED,
        (_DECIDED, Act.OPEN): _DECIDED,
        (_DECIDED, Act.ASSESS): _DECIDED,
        (_DECIDED, Act.DECIDE): _DECIDED,
        (_DECIDED, Act.REPLY): _ACTING,
        (_DECIDED, Act.REFER): _DECIDED,
        (_DECIDED, Act.ACT): _ACTING,
        (_DECIDED, Act.RESULT): _ACTING,
        (_DECIDED, Act.CHANGE_URGENCY): _DECIDED,
        (_DECIDED, Act.RECUSE): _DECIDED,
        (_DECIDED, Act.ASSIGN): _DECIDED,
        (_DECIDED, Act.NOTE): _DECIDED,
        (_DECIDED, Act.FOLLOW): _DECIDED,
        (_DECIDED, Act.ASK): _DECIDED,
        (_DECIDED, Act.CLOSE): _CLOSED,
        (_DECIDED, Act.WITHDRAW): _WITHDRAWN,
        (_ACTING, Act.CLAIM): _ACTING,
        (_ACTING, Act.RELEASE): _ACTING,
        (_ACTING, Act.OPEN): _ACTING,
        (_ACTING, Act.ASSESS): _ACTING,
        (_ACTING, Act.DECIDE): _ACTING,
        (_ACTING, Act.REPLY): _ACTING,
        (_ACTING, Act.REFER): _ACTING,
        (_ACTING, Act.ACT): _ACTING,
        (_ACTING, Act.RESULT): _ACTING,
        (_ACTING, Act.CHANGE_URGENCY): _ACTING,
        (_ACTING, Act.RECUSE): _ACTING,
        (_ACTING, Act.ASSIGN): _ACTING,
        (_ACTING, Act.NOTE): _ACTING,
        (_ACTING, Act.FOLLOW): _ACTING,
        (_ACTING, Act.ASK): _ACTING,
        (_ACTING, Act.CLOSE): _CLOSED,
        (_ACTING, Act.WITHDRAW): _WITHDRAWN,
        (_CLOSED, Act.OPEN): _CLOSED,
        (_CLOSED, Act.RECUSE): _CLOSED,
        (_CLOSED, Act.NOTE): _CLOSED,
        (_CLOSED, Act.WITHDRAW): _WITHDRAWN,
        **{(state, Act.REOPEN): reopened for state, reopened in REOPENED_BY_ADDITION.items()},
    }
)
"""The only table of what may happen to a case; what is missing here is refused.

Withdrawing and reopening are done by intake, all else at the desk.
"""

OPEN_STATES = frozenset({_RECEIVED, _ASSESSING, _DECIDED, _ACTING})
"""The states in which a case stands in the queue."""

SET_ASIDE_AS = frozenset({Outcome.RECORDED, Outcome.DECLINED})
"""The outcomes with which any case may be closed without a decision."""

BARRED_BY_CONFLICT = frozenset(
    {
        Act.CLAIM,
        Act.OPEN,
        Act.ASSESS,
        Act.DECIDE,
        Act.REPLY,
        Act.ASSIGN,
        Act.NOTE,
        Act.ASK,
        Act.FOLLOW,
        Act.CHANGE_URGENCY,
        Act.REFER,
        Act.ACT,
        Act.RESULT,
        Act.CLOSE,
        Act.SET_ASIDE,
        Act.WITHDRAW,
    }
)
"""What a member who declared a conflict of interest may not do with that case."""


def step(state: CaseState, act: Act) -> CaseState:
    """Name the state after an act; raises :class:`IllegalAct` where the table has no entry."""
    try:
        return TRANSITIONS[state, act]
    except KeyError:
        raise IllegalAct(state, act) from None


def holder(case: Case, now: datetime) -> MemberId | None:
    """Say who holds the case; a lease that has run out holds nothing."""
    return case.holder if case.lease_until is not None and case.lease_until > now else None


def holds(case: Case, member: MemberId, now: datetime) -> bool:
    """Whether this member holds the case now."""
    return holder(case, now) == member


def claim(case: Case, member: MemberId, now: datetime, lease: timedelta) -> Case:
    """Take the case for a while, or renew one's own lease; raises :class:`HeldByAnother`, :class:`IllegalAct`."""
    state = step(case.state, Act.CLAIM)
    other = holder(case, now)
    if other is not None and other != member and case.lease_until is not None:
        raise HeldByAnother(other, case.lease_until)
    return replace(case, state=state, holder=member, lease_until=now + lease, changed_at=now)


def release(case: Case, now: datetime) -> Case:
    """Put the case back into the queue; raises :class:`NotHeld`, :class:`IllegalAct`."""
    state = step(case.state, Act.RELEASE)
    if holder(case, now) is None:
        raise NotHeld
    return replace(case, state=state, holder=None, lease_until=None, changed_at=now)


def recuse(case: Case, member: MemberId, now: datetime) -> Case:
    """Take a member out of the case; if he holds it, it goes back into the queue."""
    state = step(case.state, Act.RECUSE)
    if holds(case, member, now):
        return replace(case, state=state, holder=None, lease_until=None, changed_at=now)
    return replace(case, state=state, changed_at=now)


def assign(case: Case, member: MemberId, now: datetime, lease: timedelta) -> Case:
    """Hand the case to a member for a while, whoever holds it."""
    return replace(case, state=step(case.state, Act.ASSIGN), holder=member, lease_until=now + lease, changed_at=now)


def ask(case: Case, now: datetime) -> Case:
    """Note that the submitter was asked something."""
    return replace(case, state=step(case.state, Act.ASK), changed_at=now)


def assess(case: Case, now: datetime) -> Case:
    """Note that a member judged the case."""
    return replace(case, state=step(case.state, Act.ASSESS), changed_at=now)


def decide(case: Case, kind: Help, now: datetime) -> Case:
    """Note the group's conclusion."""
    return replace(case, state=step(case.state, Act.DECIDE), decision=kind, changed_at=now)


def reply(case: Case, now: datetime) -> Case:
    """Note that the submitter was answered; after a decision the group is acting from here on."""
    return replace(case, state=step(case.state, Act.REPLY), changed_at=now)


def act(case: Case, now: datetime) -> Case:
    """Note that something is being done for the person."""
    return replace(case, state=step(case.state, Act.ACT), changed_at=now)


def result(case: Case, now: datetime) -> Case:
    """Note what came of it."""
    return replace(case, state=step(case.state, Act.RESULT), changed_at=now)


def change_urgency(case: Case, urgency: Urgency, now: datetime) -> Case:
    """Put the case higher or lower in the queue."""
    return replace(case, state=step(case.state, Act.CHANGE_URGENCY), urgency=urgency, changed_at=now)


def close(case: Case, outcome: Outcome, now: datetime, *, referred: bool = False) -> Case:
    """End the work; raises :class:`OutcomeRefused` for an outcome that needs a decision first.

    Nobody holds a closed case. One that a partner has taken on in an emergency was ``referred`` without a decision.
    """
    act = closing_act(case.state)
    state = step(case.state, act)
    if act is Act.SET_ASIDE and outcome not in SET_ASIDE_AS and not (referred and outcome is Outcome.REFERRED):
        raise OutcomeRefused
    return replace(case, state=state, holder=None, lease_until=None, changed_at=now)


def closing_act(state: CaseState) -> Act:
    """Say whether closing in this state sets the case aside without a decision."""
    return Act.SET_ASIDE if (state, Act.SET_ASIDE) in TRANSITIONS else Act.CLOSE


def conflicted(judgements: Iterable[Judgement]) -> frozenset[MemberId]:
    """Name those who declared a conflict of interest; a later assessment does not take it back."""
    return frozenset(
        judged.author for judged in judgements if isinstance(judged, Recusal) or judged.conflict_of_interest
    )


def independent(judgements: Iterable[Judgement], closed: datetime | None = None) -> frozenset[MemberId]:
    """Name those whose judgement counts: they assessed the case and declared no conflict of interest.

    In a case that was ``closed`` and has been reopened only what was written since then counts; a conflict of interest
    that was declared before still does.
    """
    known = tuple(judgements)
    assessed = ((judged.author, judged.written) for judged in known if isinstance(judged, Assessment))
    return since(assessed, closed) - conflicted(known)


def judges_alone(state: CaseState, judged: frozenset[MemberId], member: MemberId, need: int) -> bool:
    """Whether a member has yet to judge by himself, unswayed: he has not, and a decision still waits for more.

    Args:
        state: of the case.
        judged: who has judged it since it was last closed, and counts.
        member: who would read what the others think.
        need: as many as a decision takes.
    """
    return state is _ASSESSING and len(judged) < need and member not in judged


def last_closed(state: CaseState, closings: Iterable[datetime]) -> datetime | None:
    """Say when the case was last closed before what is done in it now; never, of one that was not reopened.

    In a closed case the last closing ends what was done; in any other something has begun after it.
    """
    times = sorted(closings)
    ended = times[:-1] if state is _CLOSED else times
    return ended[-1] if ended else None


def since(authors: Iterable[tuple[MemberId, datetime]], closed: datetime | None) -> frozenset[MemberId]:
    """Name those who wrote after the case was last closed; all of them in one that never was."""
    return frozenset(author for author, written in authors if closed is None or written > closed)


def check_conflict(member: MemberId, barred: frozenset[MemberId], act: Act) -> None:
    """Raise :class:`ConflictOfInterest` if the member may not do this act for having declared one."""
    if act in BARRED_BY_CONFLICT and member in barred:
        raise ConflictOfInterest


def check_quorum(judges: frozenset[MemberId], quorum: int) -> None:
    """Raise :class:`NotEnoughAssessments` until enough members have judged the case independently."""
    if len(judges) < quorum:
        raise NotEnoughAssessments(len(judges), quorum)
