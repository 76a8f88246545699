"""What takes two: one member proposes an export, an erasure or a referral, and another approves.

On the path between an order and ``storage.proposals``. What was proposed waits, signed, for seven days. Nothing here
carries anything out: :mod:`triage.decisions.approval` does, by the table of what each kind comes to.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from storage import audit, proposals
from storage.cases import Case
from storage.database import Unit, Within
from storage.ids import Reference
from storage.proposals import Proposal, ProposalKind
from triage.decisions.errors import ProposalWaits
from triage.membership import roster
from triage.membership.roster import Roster
from triage.notices import Notice, say
from triage.turn import Turn

PROPOSAL_SPAN = timedelta(days=7)
"""How long a proposal waits for the second member, and may be carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an approval comes to, made ready before its transaction begins.

    Attributes:
        write: done in the transaction of the approval, which it undoes by raising; nothing slow belongs there.
        answer: what the approver is told, besides that it is approved.
        settle: done once that transaction holds, such as to delete blobs; it may be lost with the process.
    """

    write: Callable[[Unit], Awaitable[None]]
    answer: tuple[Notice, ...] = ()
    settle: Callable[[], Awaitable[None]] | None = None


Prepare = Callable[[Turn, Proposal, Case], Awaitable[Effect]]
"""Make ready what an approval of a kind comes to; slow steps belong here. It raises what forbids it."""


async def propose(turn: Turn, unit: Unit, kind: ProposalKind, case: Case, payload: bytes | None = None) -> Proposal:
    """Write a proposal, and that it was made; whether the member may make it has been checked.

    Args:
        turn: whose proposal it is.
        unit: the transaction in which that was checked.
        kind: what is proposed.
        case: about which case, as it is in the transaction.
        payload: what belongs to it, sealed.

    Raises:
        DeskLocked: nothing can be signed.
        ProposalWaits: the same waits already.
    """
    keys = turn.room.unlocked()
    for known in await proposals.of_case(unit, case.id, keys.manifest.roster):
        if known.kind is kind and known.waits(turn.now):
            raise ProposalWaits(known.number)
    made = Proposal(
        kind=kind, case=case.id, by=turn.member.id, at=turn.now, until=turn.now + PROPOSAL_SPAN, payload=payload
    )
    written = await proposals.add(unit, made, keys.roster)
    act = audit.Act.PROPOSAL_MADE
    await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=case.id, code=kind)
    return written


async def standing(turn: Turn, unit: Unit, kind: ProposalKind, case: Case) -> Proposal | None:
    """Find a proposal of the member's own that was approved and may be carried out.

    Neither of the two may have been suspended since: then somebody else may have said it in his name.
    """
    known = await roster.read(unit, turn.room.manifest.roster)
    made = await proposals.of_case(unit, case.id, turn.room.manifest.roster)
    own = (proposal for proposal in made if proposal.kind is kind and proposal.by == turn.member.id)
    return next((proposal for proposal in own if proposal.stands(turn.now) and _holds(proposal, known)), None)


async def carry_out(turn: Turn, effect: Effect) -> tuple[Notice, ...]:
    """Write an effect, and answer."""
    await turn.room.database.write(effect.write)
    # In a transaction of the channel's, which may still be undone, nothing is settled: the sweep finds what was left.
    if effect.settle is not None and not isinstance(turn.room.database, Within):
        await effect.settle()
    return effect.answer


def _holds(proposal: Proposal, known: Roster) -> bool:
    """Whether both who were for a proposal may act, by rows that were not signed anew since."""
    said = ((proposal.by, proposal.at), (proposal.approved_by, proposal.approved_at))
    members = ((known.active(member) if member else None, at) for member, at in said)
    return all(member is not None and at is not None and member.changed_at <= at for member, at in members)


def proposed(proposal: Proposal, reference: Reference) -> Notice:
    """Say that something waits for a second member, and how that one approves."""
    return say("proposed", number=proposal.number, proposal=proposal.kind, reference=reference, until=proposal.until)
