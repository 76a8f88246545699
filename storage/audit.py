"""The audit log: who did what to which case, each row bound to the one before it by SHA-256.

A changed, removed or reordered row shows at its number. Who can rewrite the file can also compute a new chain, or
cut off its end; that shows against a :class:`Checkpoint` that was kept elsewhere. A row holds ids and codes, never
content, and nothing deletes one: an erased case stays in the log by its id.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select

from storage.database import Unit, tables
from storage.ids import CaseId

INTAKE = "intake"
"""The actor of what the intake process does by itself."""

OPERATOR = "operator"
"""The actor of what is done on the command line."""

PARTNER = "partner"
"""The actor of what a partner answers with its code."""

RETENTION = "retention"
"""The actor of what happens because its time has come."""

ORIGIN = "0" * 64
"""What the first row names as the digest before it."""


class Act(StrEnum):
    """What is logged."""

    CASE_RECEIVED = "case_received"
    CASE_ADDED_TO = "case_added_to"  # the submitter sent more
    CASE_WITHDRAWN = "case_withdrawn"  # erased because the submitter asked
    CASE_ERASED = "case_erased"  # erased by two members or by the retention period
    RECEIPT_PRESENTED = "receipt_presented"
    RECEIPT_REFUSED = "receipt_refused"  # its row was changed to lead here
    CASE_CLAIMED = "case_claimed"
    CASE_RELEASED = "case_released"
    CASE_SHOWN = "case_shown"  # its readable columns
    CASE_OPENED = "case_opened"  # its content
    CASE_ASSESSED = "case_assessed"
    CASE_DECIDED = "case_decided"
    CASE_REPLIED = "case_replied"
    CASE_RECUSED = "case_recused"  # a member took himself out of it
    CASE_ASSIGNED = "case_assigned"  # handed to a member; the code is the member's id
    CASE_NOTED = "case_noted"
    CASE_FOLLOWED = "case_followed"  # somebody will look at it again, or has; the code is the day, if there is one
    CASE_ASKED = "case_asked"  # a question went to the submitter; the code is what for
    CASE_LINKED = "case_linked"  # in each of the two; the code is what they have in common
    CASE_UNLINKED = "case_unlinked"  # in each of the two: they have nothing in common
    CASE_TAGGED = "case_tagged"  # the code is the tag
    CASE_UNTAGGED = "case_untagged"  # the code is the tag
    NAME_SEARCHED = "name_searched"  # somebody looked for cases about a person
    CASE_EXPORTED = "case_exported"
    CASE_CLOSED = "case_closed"
    ACTION_ADDED = "action_added"  # the code is its kind
    ACTION_RESULT = "action_result"  # what came of one; the code is its status
    PROPOSAL_MADE = "proposal_made"  # what takes two; the code is its kind
    PROPOSAL_APPROVED = "proposal_approved"
    PROPOSAL_REFUSED = "proposal_refused"  # or taken back by whoever made it
    PARTNER_SAVED = "partner_saved"  # entered or changed; the code is the partner's id
    PARTNER_DROPPED = "partner_dropped"  # the code is the partner's id
    PARTNER_VERIFIED = "partner_verified"  # a member made sure that what is known of it is so; its id
    REFERRAL_BEGUN = "referral_begun"  # the code says under which rule
    REFERRAL_REVIEWED = "referral_reviewed"  # the code is what another member found
    REFERRAL_REVOKED = "referral_revoked"
    REFERRAL_EXHAUSTED = "referral_exhausted"  # no partner is left
    OFFER_BEGUN = "offer_begun"  # a partner's turn has come; its id
    OFFER_SENT = "offer_sent"  # the package left, sent by a bot; the partner's id
    OFFER_HANDED = "offer_handed"  # a member handed the package over; the partner's id
    OFFER_ANSWERED = "offer_answered"  # a member typed what a partner has said; the partner's id
    OFFER_ACCEPTED = "offer_accepted"  # the partner's id
    OFFER_DECLINED = "offer_declined"  # the partner's id
    OFFER_EXPIRED = "offer_expired"  # the partner's id
    URGENCY_CHANGED = "urgency_changed"
    ALERT_ACKNOWLEDGED = "alert_acknowledged"
    DRILL_BEGUN = "drill_begun"
    SHIFT_ADDED = "shift_added"  # the code is its member's id
    SHIFT_DROPPED = "shift_dropped"  # the code is its number
    SWAP_ASKED = "swap_asked"  # the code is the id of the member who was asked
    SWAP_TAKEN = "swap_taken"  # the code is the id of the member who had the shift
    PAGER_SET = "pager_set"
    PAGER_DROPPED = "pager_dropped"
    UPDATE_SET_ASIDE = "update_set_aside"  # a message that could not be handled
    DOCUMENT_REFUSED = "document_refused"  # a signature or a heading did not fit
    MEMBER_INVITED = "member_invited"
    MEMBER_JOINED = "member_joined"
    MEMBER_BOUND = "member_bound"  # a chat became the member's own; the code is its channel
    MEMBER_KEY = "member_key"  # gave the recipient of their own device
    CODE_REFUSED = "code_refused"  # the authenticator did not show what was typed; the code is the command
    MEMBER_ROLE = "member_role"  # does something else from now on; the code is the member's id
    MEMBER_DEPARTED = "member_departed"  # belongs to the group no more; the code is the member's id
    MEMBER_UNBOUND = "member_unbound"  # a chat is the member's no more; the code is its channel
    MEMBER_SUSPENDED = "member_suspended"  # may not act any more; the code says why
    MEMBER_VOUCHED = "member_vouched"  # the first of two was for taking somebody back; the code is the member's id
    VOUCH_TAKEN_BACK = "vouch_taken_back"  # by whoever gave it; the code is the member's id
    MEMBER_READMITTED = "member_readmitted"  # may come again, with a new invitation; the code is the member's id
    AUDIT_VERIFIED = "audit_verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the log.

    Attributes:
        number: from 1, without a gap.
        at: when it was done.
        actor: :data:`INTAKE`, :data:`OPERATOR` or a member's id.
        act: what was done.
        case: to which case, if to one.
        code: a code that belongs to the act, such as the kind of a decision; never content.
        previous: the digest of the row before.
        digest: SHA-256 over all of the above, hexadecimal.
    """

    number: int
    at: datetime
    actor: str
    act: Act
    case: CaseId | None
    code: str | None
    previous: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How far the log had come at some time, to be kept where the database's writers cannot reach it.

    Attributes:
        entries: how many rows there were.
        head: the digest of the last of them.
    """

    entries: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a verification.

    Attributes:
        entries: how many rows are whole, from the first on.
        broken_at: the number of the first row that is changed, missing or out of place.
        head: the digest of the last whole row.
    """

    entries: int
    broken_at: int | None
    head: str


_TABLE = tables.audit
_DOMAIN = b"solidarity-intake/audit/1\0"
_STRETCH = 1000


async def write(
    unit: Unit, *, at: datetime, actor: str, act: Act, case: CaseId | None = None, code: str | None = None
) -> Entry:
    """Add a row to the log, in the same unit as what it tells of."""
    newest = select(_TABLE.c.number, _TABLE.c.digest).order_by(_TABLE.c.number.desc()).limit(1)
    last = (await unit.execute(newest)).one_or_none()
    number, previous = (1, ORIGIN) if last is None else (last.number + 1, last.digest)
    digest = _digest(at, number, actor, act, case, code, previous)
    row = {
        "number": number,
        "at": at,
        "actor": actor,
        "act": act,
        "case": case,
        "code": code,
        "previous": previous,
        "digest": digest,
    }
    await unit.execute(unit.insert(_TABLE).values(row))
    return Entry(number=number, at=at, actor=actor, act=act, case=case, code=code, previous=previous, digest=digest)


async def verify(unit: Unit, kept: Checkpoint | None = None) -> Verdict:
    """Follow the chain from its first row to its last.

    Args:
        unit: to read with.
        kept: a checkpoint that the log has to have come through.
    """
    whole = Checkpoint(entries=0, head=ORIGIN)
    while rows := await _stretch(unit, whole.entries):
        for row in rows:
            number = whole.entries + 1
            rewritten = kept is not None and kept.entries == number and kept.head != row.digest
            if rewritten or not _follows(row, whole):
                return Verdict(entries=whole.entries, broken_at=number, head=whole.head)
            whole = Checkpoint(entries=number, head=row.digest)
    cut = kept is not None and kept.entries > whole.entries
    return Verdict(entries=whole.entries, broken_at=whole.entries + 1 if cut else None, head=whole.head)


async def of_case(unit: Unit, case: CaseId) -> tuple[Entry, ...]:
    """What was done to a case, in order."""
    rows = await unit.execute(select(_TABLE).where(_TABLE.c.case == case).order_by(_TABLE.c.number))
    return tuple(
        Entry(
            number=row.number,
            at=row.at,
            actor=row.actor,
            act=Act(row.act),
            case=CaseId(row.case),
            code=row.code,
            previous=row.previous,
            digest=row.digest,
        )
        for row in rows
    )


async def last(unit: Unit) -> int:
    """The number of the newest row; 0 if there is none."""
    return int((await unit.execute(select(func.coalesce(func.max(_TABLE.c.number), 0)))).scalar_one())


async def repeats(unit: Unit, act: Act, since: datetime, times: int) -> bool:
    """Whether anybody has done the same so many times after ``since``."""
    done = select(_TABLE.c.actor).where(_TABLE.c.act == act, _TABLE.c.at > since).group_by(_TABLE.c.actor)
    return (await unit.execute(done.having(func.count() >= times).limit(1))).first() is not None


async def did(unit: Unit, case: CaseId, *, actor: str, act: Act, after: Act) -> bool:
    """Whether somebody has done this to a case since the last time that something else was done to it, if ever."""
    these = select(_TABLE.c.number).where(_TABLE.c.case == case)
    last = select(func.coalesce(func.max(_TABLE.c.number), 0)).where(_TABLE.c.case == case, _TABLE.c.act == after)
    done = these.where(_TABLE.c.actor == actor, _TABLE.c.act == act, _TABLE.c.number > last.scalar_subquery())
    return (await unit.execute(done.limit(1))).first() is not None


async def _stretch(unit: Unit, after: int) -> list[Row[Any]]:
    query = select(_TABLE).where(_TABLE.c.number > after).order_by(_TABLE.c.number).limit(_STRETCH)
    return list(await unit.execute(query))


def _follows(row: Row[Any], before: Checkpoint) -> bool:
    if row.number != before.entries + 1 or row.previous != before.head:
        return False
    digest: str = row.digest
    return digest == _digest(row.at, row.number, row.actor, row.act, row.case, row.code, row.previous)


def _digest(at: datetime, *fields: int | str | None) -> str:
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    encoded = json.dumps([instant, *fields], separators=(",", ":")).encode("ascii")
    return hashlib.sha256(_DOMAIN + encoded).hexdigest()
