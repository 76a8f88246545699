"""Who may give which command: one matrix, command by role.

On the path between the grammar and the desk's use cases. Pure; a member's row must have been verified before his role
is believed, and a stranger has no role at all. A conflict of interest is another rule: see :mod:`triage.case`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from storage.members import Role
from triage.errors import NotAllowed, NotHolding, NotYetDecided


class Command(StrEnum):
    """What can be typed."""

    JOIN = "join"
    HELP = "help"
    QUEUE = "queue"
    NEXT = "next"
    CLAIM = "claim"
    RELEASE = "release"
    SHOW = "show"
    OPEN = "open"
    ASSESS = "assess"
    DECIDE = "decide"
    REPLY = "reply"
    CANNED = "canned"
    CLOSE = "close"
    URGENCY = "urgency"
    ALERTS = "alerts"
    ACK = "ack"
    KEY = "key"
    READMIT = "readmit"


class Right(StrEnum):
    """When a role may give a command."""

    ALWAYS = "always"
    HOLDING = "holding"  # while the member holds the case
    EMERGENCY = "emergency"  # while the member holds the case, or if it is an emergency
    DECIDED = "decided"  # once the group has decided
    NEVER = "never"


def _row(member: Right, coordinator: Right, referrer: Right, lead: Right) -> Mapping[Role | None, Right]:
    return MappingProxyType(
        {
            None: Right.NEVER,
            Role.MEMBER: member,
            Role.COORDINATOR: coordinator,
            Role.REFERRER: referrer,
            Role.LEAD: lead,
        }
    )


_EVERY_MEMBER = _row(Right.ALWAYS, Right.ALWAYS, Right.ALWAYS, Right.ALWAYS)
_RUNS_THE_QUEUE = _row(Right.NEVER, Right.ALWAYS, Right.NEVER, Right.ALWAYS)

MATRIX: Mapping[Command, Mapping[Role | None, Right]] = MappingProxyType(
    {
        # A code that was accepted once is worth nothing to a member, so the answer may say so.
        Command.JOIN: MappingProxyType({**_EVERY_MEMBER, None: Right.ALWAYS}),
        Command.HELP: _EVERY_MEMBER,
        Command.QUEUE: _EVERY_MEMBER,
        Command.NEXT: _EVERY_MEMBER,
        Command.CLAIM: _EVERY_MEMBER,
        Command.RELEASE: _row(Right.HOLDING, Right.ALWAYS, Right.HOLDING, Right.ALWAYS),
        Command.SHOW: _EVERY_MEMBER,
        Command.OPEN: _row(Right.HOLDING, Right.ALWAYS, Right.EMERGENCY, Right.ALWAYS),
        Command.ASSESS: _EVERY_MEMBER,
        Command.DECIDE: _RUNS_THE_QUEUE,
        Command.REPLY: _RUNS_THE_QUEUE,
        Command.CANNED: _RUNS_THE_QUEUE,
        Command.CLOSE: _row(Right.NEVER, Right.DECIDED, Right.NEVER, Right.ALWAYS),
        Command.URGENCY: _EVERY_MEMBER,
        Command.ALERTS: _EVERY_MEMBER,
        Command.ACK: _row(Right.NEVER, Right.ALWAYS, Right.ALWAYS, Right.ALWAYS),
        Command.KEY: _EVERY_MEMBER,
        Command.READMIT: _RUNS_THE_QUEUE,
    }
)
"""The only table of who may do what; the column None is a stranger."""


def includes(role: Role | None, command: Command) -> bool:
    """Whether the role ever includes the command."""
    return MATRIX[command][role] is not Right.NEVER


def check(command: Command, role: Role | None) -> None:
    """Raise :class:`NotAllowed` if the role never includes the command."""
    if not includes(role, command):
        raise NotAllowed(command)


def check_case(command: Command, role: Role | None, *, holding: bool, emergency: bool, decided: bool) -> None:
    """Raise :class:`NotAllowed`, :class:`NotHolding` or :class:`NotYetDecided` unless the case allows it too.

    Args:
        command: what was typed.
        role: of whoever typed it.
        holding: the member holds the case now.
        emergency: the case's urgency is the highest.
        decided: the group has come to a conclusion.
    """
    check(command, role)
    match MATRIX[command][role]:
        case Right.HOLDING if not holding:
            raise NotHolding
        case Right.EMERGENCY if not (holding or emergency):
            raise NotHolding
        case Right.DECIDED if not decided:
            raise NotYetDecided
        case _:
            return
