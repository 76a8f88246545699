"""Who may give which command: one matrix, command by role.

On the path between the grammar and the desk's use cases. Pure; a member's row must have been verified before his role
is believed, and a stranger has no role at all. A conflict of interest is another rule: see :mod:`triage.case`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from storage.members import Role
from triage.errors import NotAllowed, NotHolding, NotOwning, NotYetDecided


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
    CONFLICT = "conflict"
    ASSIGN = "assign"
    NOTE = "note"
    ASK = "ask"
    LINK = "link"
    UNLINK = "unlink"
    TAG = "tag"
    UNTAG = "untag"
    FIND = "find"
    WHO = "who"
    ACTION = "action"
    ACTIONS = "actions"
    RESULT = "result"
    EXPORT = "export"
    ERASE = "erase"
    PROPOSALS = "proposals"
    APPROVE = "approve"
    REFUSE = "refuse"
    DUTY = "duty"
    SHIFT = "shift"
    UNSHIFT = "unshift"
    SWAP = "swap"
    TAKE = "take"
    ZONE = "zone"
    QUIET = "quiet"
    PAGER = "pager"
    DRILL = "drill"
    PARTNERS = "partners"
    VERIFIED = "verified"
    MATCH = "match"
    REFER = "refer"
    OFFERS = "offers"
    HANDED = "handed"
    ANSWER = "answer"
    REVOKE = "revoke"
    REVIEW = "review"
    MINE = "mine"
    OVERDUE = "overdue"
    FOLLOW = "follow"
    DIGEST = "digest"
    MEMBERS = "members"
    INVITE = "invite"
    ROLE = "role"
    SUSPEND = "suspend"
    DEPART = "depart"
    LEAVE = "leave"
    CHANNELS = "channels"


class Right(StrEnum):
    """When a role may give a command."""

    ALWAYS = "always"
    HOLDING = "holding"  # while the member holds the case
    EMERGENCY = "emergency"  # while the member holds the case, or if it is an emergency
    ASSESSING = "assessing"  # while the member holds the case, or while it is being assessed
    CALLED = "called"  # while the member holds the case, while it is being assessed, or if it is an emergency
    DECIDED = "decided"  # once the group has decided
    OWNING = "owning"  # while the member owns what the command names, such as an action
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
_WORKS_IN_THE_CASE = _row(Right.HOLDING, Right.ALWAYS, Right.EMERGENCY, Right.ALWAYS)
_HAS_THE_CASE = _row(Right.HOLDING, Right.ALWAYS, Right.HOLDING, Right.ALWAYS)
_TAKES_ONWARD = _row(Right.NEVER, Right.ALWAYS, Right.EMERGENCY, Right.ALWAYS)
_ON_DUTY = _row(Right.NEVER, Right.ALWAYS, Right.ALWAYS, Right.ALWAYS)
_LEADS = _row(Right.NEVER, Right.NEVER, Right.NEVER, Right.ALWAYS)

MATRIX: Mapping[Command, Mapping[Role | None, Right]] = MappingProxyType(
    {
        # A code that was accepted once is worth nothing to a member, so the answer may say so.
        Command.JOIN: MappingProxyType({**_EVERY_MEMBER, None: Right.ALWAYS}),
        Command.HELP: _EVERY_MEMBER,
        Command.QUEUE: _EVERY_MEMBER,
        Command.NEXT: _EVERY_MEMBER,
        Command.CLAIM: _EVERY_MEMBER,
        Command.RELEASE: _HAS_THE_CASE,
        Command.SHOW: _EVERY_MEMBER,
        # Whoever may assess it has to be able to read it, whoever holds it.
        Command.OPEN: _row(Right.ASSESSING, Right.ALWAYS, Right.CALLED, Right.ALWAYS),
        Command.ASSESS: _EVERY_MEMBER,
        Command.DECIDE: _RUNS_THE_QUEUE,
        Command.REPLY: _RUNS_THE_QUEUE,
        Command.CANNED: _RUNS_THE_QUEUE,
        Command.CLOSE: _row(Right.NEVER, Right.DECIDED, Right.NEVER, Right.ALWAYS),
        Command.URGENCY: _EVERY_MEMBER,
        Command.ALERTS: _EVERY_MEMBER,
        Command.ACK: _ON_DUTY,
        Command.KEY: _EVERY_MEMBER,
        Command.READMIT: _RUNS_THE_QUEUE,
        Command.CONFLICT: _EVERY_MEMBER,
        Command.ASSIGN: _HAS_THE_CASE,
        Command.NOTE: _WORKS_IN_THE_CASE,
        Command.ASK: _TAKES_ONWARD,
        Command.LINK: _WORKS_IN_THE_CASE,
        Command.UNLINK: _WORKS_IN_THE_CASE,
        Command.TAG: _WORKS_IN_THE_CASE,
        Command.UNTAG: _WORKS_IN_THE_CASE,
        Command.FIND: _EVERY_MEMBER,
        Command.WHO: _ON_DUTY,
        Command.ACTION: _row(Right.NEVER, Right.DECIDED, Right.NEVER, Right.DECIDED),
        Command.ACTIONS: _EVERY_MEMBER,
        Command.RESULT: _row(Right.OWNING, Right.ALWAYS, Right.OWNING, Right.ALWAYS),
        Command.EXPORT: _RUNS_THE_QUEUE,
        Command.ERASE: _RUNS_THE_QUEUE,
        Command.PROPOSALS: _ON_DUTY,
        Command.APPROVE: _RUNS_THE_QUEUE,
        Command.REFUSE: _ON_DUTY,
        Command.DUTY: _EVERY_MEMBER,
        Command.SHIFT: _RUNS_THE_QUEUE,
        Command.UNSHIFT: _RUNS_THE_QUEUE,
        Command.SWAP: _ON_DUTY,
        Command.TAKE: _ON_DUTY,
        Command.ZONE: _EVERY_MEMBER,
        Command.QUIET: _EVERY_MEMBER,
        Command.PAGER: _EVERY_MEMBER,
        Command.DRILL: _RUNS_THE_QUEUE,
        Command.PARTNERS: _ON_DUTY,
        Command.VERIFIED: _RUNS_THE_QUEUE,
        Command.MATCH: _TAKES_ONWARD,
        Command.REFER: _TAKES_ONWARD,
        Command.OFFERS: _ON_DUTY,
        Command.HANDED: _ON_DUTY,
        Command.ANSWER: _ON_DUTY,
        Command.REVOKE: _ON_DUTY,
        Command.REVIEW: _ON_DUTY,
        Command.MINE: _EVERY_MEMBER,
        Command.OVERDUE: _EVERY_MEMBER,
        Command.FOLLOW: _HAS_THE_CASE,
        Command.DIGEST: _EVERY_MEMBER,
        Command.MEMBERS: _EVERY_MEMBER,
        Command.INVITE: _LEADS,
        Command.ROLE: _LEADS,
        Command.SUSPEND: _RUNS_THE_QUEUE,
        Command.DEPART: _LEADS,
        Command.LEAVE: _EVERY_MEMBER,
        Command.CHANNELS: _EVERY_MEMBER,
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


def check_case(
    command: Command,
    role: Role | None,
    *,
    holding: bool,
    emergency: bool,
    assessing: bool,
    decided: bool,
    owning: bool = False,
) -> None:
    """Refuse a command unless the role includes it and the case allows it.

    Args:
        command: what was typed.
        role: of whoever typed it.
        holding: the member holds the case now.
        emergency: the case's urgency is the highest.
        assessing: the group is forming its judgement of the case.
        decided: the group has come to a conclusion.
        owning: the member owns what the command names.

    Raises:
        NotAllowed: the role never includes it.
        NotHolding: the member must hold the case.
        NotOwning: the member must own what it names.
        NotYetDecided: the group must have decided.
    """
    check(command, role)
    match MATRIX[command][role]:
        case Right.HOLDING if not holding:
            raise NotHolding
        case Right.EMERGENCY if not (holding or emergency):
            raise NotHolding
        case Right.ASSESSING if not (holding or assessing):
            raise NotHolding
        case Right.CALLED if not (holding or assessing or emergency):
            raise NotHolding
        case Right.DECIDED if not decided:
            raise NotYetDecided
        case Right.OWNING if not owning:
            raise NotOwning
        case _:
            return
