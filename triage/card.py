"""The card of a case: its readable columns as notices, and the words for spans of time and for sizes.

On the path between ``storage.cases`` and what a member sees. Pure; nothing sealed comes near it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.actions import Action
from storage.cases import Case
from storage.deadlines import Deadline
from storage.documents import ActionStatus, Consent
from storage.ids import MemberId, Reference
from storage.links import Tie
from storage.requests import Request
from triage.case import holder
from triage.notices import Notice, say
from triage.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is readable about one case.

    Attributes:
        case: its row.
        consents: the newest row of each use.
        deadlines: met or not.
        assessors: who has assessed it, since it was last closed if it ever was; what they say is sealed.
        actions: what is done for it, or was.
        tags: in the order of the alphabet.
        linked: other cases with which it has something in common, and what.
        alike: other cases that may be about the same person, as nobody has said yet.
        requests: what the submitter was asked and has not answered.
    """

    case: Case
    consents: tuple[Consent, ...]
    deadlines: tuple[Deadline, ...]
    assessors: frozenset[MemberId]
    actions: tuple[Action, ...] = ()
    tags: tuple[str, ...] = ()
    linked: tuple[tuple[Reference, Tie], ...] = ()
    alike: tuple[Reference, ...] = ()
    requests: tuple[Request, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, which the catalogue words."""

    amount: int
    unit: str


def word_card(card: Card, turn: Turn) -> Notice:
    """Word a case without its content."""
    case = card.case
    lines = [
        _held(case, turn),
        say("case-assessors", count=len(card.assessors)),
        *(say("case-consent", use=consent.use, grant=consent.grant) for consent in card.consents),
        *(word_action(action, turn, case.reference) for action in card.actions if _goes_on(action)),
        *(word_deadline(deadline, turn.now) for deadline in card.deadlines if deadline.met_at is None),
        *(say("case-request", what=request.what, asked=request.asked_at) for request in card.requests),
        *(say("case-linked", other=other, tie=tie) for other, tie in card.linked),
        *(say("case-alike", reference=case.reference, other=other) for other in card.alike),
    ]
    if card.tags:
        lines.append(say("case-tags", tags=", ".join(card.tags)))
    if case.decision is not None:
        lines.insert(0, say("case-decision", decision=case.decision))
    return say(
        "case-heading",
        *lines,
        reference=case.reference,
        urgency=case.urgency,
        questionnaire=case.questionnaire,
        state=case.state,
        language=case.language,
        received=case.received_at,
    )


def word_line(case: Case, turn: Turn, *, overdue: bool) -> Notice:
    """Word a case in one line of the queue."""
    age = span(turn.now - case.received_at)
    return say(
        "queue-line",
        urgency=case.urgency,
        reference=case.reference,
        questionnaire=case.questionnaire,
        state=case.state,
        **who_holds(turn, holder(case, turn.now)),
        overdue="yes" if overdue else "no",
        amount=age.amount,
        unit=age.unit,
    )


def word_action(action: Action, turn: Turn, reference: Reference) -> Notice:
    """Word an action without what is sealed of it."""
    return say(
        "action-line",
        number=action.number,
        reference=reference,
        action=action.kind,
        status=action.status,
        urgency=action.priority,
        due=action.due_at,
        overdue="yes" if _goes_on(action) and action.due_at <= turn.now else "no",
        **who_holds(turn, action.owner),
    )


def word_deadline(deadline: Deadline, now: datetime) -> Notice:
    """Word by when something has to have happened."""
    return say(
        "case-deadline",
        kind=deadline.kind,
        due=deadline.due_at,
        overdue="yes" if overdue((deadline,), now) else "no",
    )


def who_holds(turn: Turn, holding: MemberId | None) -> Mapping[str, str]:
    """Say who holds a case, as arguments of a message; by name only where the channel does not read along."""
    if holding is None:
        return {"held": "nobody", "holder": ""}
    if holding == turn.member.id:
        return {"held": "you", "holder": ""}
    return {"held": "named", "holder": turn.roster.name(holding)} if turn.words else {"held": "other", "holder": ""}


def span(length: timedelta) -> Quantity:
    """Measure a span of time in whole ``minutes``, then ``hours``, then ``days``."""
    minutes = max(int(length.total_seconds() // 60), 0)
    if minutes < 60:
        return Quantity(amount=minutes, unit="minutes")
    if minutes < 48 * 60:
        return Quantity(amount=minutes // 60, unit="hours")
    return Quantity(amount=minutes // (24 * 60), unit="days")


def extent(size: int) -> Quantity:
    """Measure a size in ``bytes``, then whole ``kilobytes``, then ``megabytes``."""
    for unit, factor in (("megabytes", 10**6), ("kilobytes", 10**3)):
        if size >= factor:
            return Quantity(amount=round(size / factor), unit=unit)
    return Quantity(amount=size, unit="bytes")


def overdue(deadlines: Sequence[Deadline], now: datetime) -> bool:
    """Whether one of the deadlines has passed without being met."""
    return any(deadline.met_at is None and deadline.due_at <= now for deadline in deadlines)


def _goes_on(action: Action) -> bool:
    return action.status is ActionStatus.ONGOING


def _held(case: Case, turn: Turn) -> Notice:
    holding = holder(case, turn.now)
    if holding is None or case.lease_until is None:
        return say("case-free")
    return say("case-held", **who_holds(turn, holding), until=case.lease_until)
