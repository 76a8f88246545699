"""The second of two: what was proposed is listed, approved and carried out, or refused.

On the path between an order and ``storage.proposals``. Nobody approves what they proposed themselves, and nobody who
declared a conflict of interest approves anything about that case. The approval and what it comes to are one
transaction. Approving and refusing are signed, and need the group's keys; listing does not.
"""

from collections.abc import Mapping
from types import MappingProxyType

from storage import audit, cases, proposals
from storage.cases import Case
from storage.database import Unit
from storage.ids import Reference
from storage.proposals import Proposal, ProposalKind
from triage.card import who_holds
from triage.case import Act
from triage.decisions import erasing, exporting
from triage.decisions.errors import OwnProposal, ProposalNotFound, ProposerGone
from triage.decisions.proposals import Effect, Prepare, carry_out
from triage.errors import NotAllowed
from triage.grammar import rights
from triage.grammar.decisions import Approve, ListProposals, Refuse
from triage.grammar.rights import Command
from triage.membership import roster
from triage.notices import Notice, say
from triage.reading import check_conflict, read_record
from triage.referral import ordering
from triage.turn import Turn

PREPARE: Mapping[ProposalKind, Prepare] = MappingProxyType(
    {
        ProposalKind.EXPORT: exporting.prepare,
        ProposalKind.ERASE: erasing.prepare,
        ProposalKind.REFER: ordering.carry_out,
    }
)
"""What the approval of each kind comes to."""

_PROPOSED_BY: Mapping[ProposalKind, Command] = MappingProxyType(
    {
        ProposalKind.EXPORT: Command.EXPORT,
        ProposalKind.ERASE: Command.ERASE,
        ProposalKind.REFER: Command.REFER,
    }
)


async def list_proposals(turn: Turn, order: ListProposals) -> tuple[Notice, ...]:  # noqa: ARG001
    """List what waits for a second member, the oldest first."""

    async def work(unit: Unit) -> tuple[tuple[tuple[Proposal, Reference], ...], int]:
        waiting, forged = await proposals.waiting(unit, turn.now, turn.room.manifest.roster)
        return tuple([(proposal, (await cases.by_id(unit, proposal.case)).reference) for proposal in waiting]), forged

    waiting, forged = await turn.room.database.read(work)
    if forged:
        turn.alarm(say("alarm-proposals", count=forged))
    if not waiting:
        return (say("proposals-none"),)
    lines = (_word(turn, proposal, reference) for proposal, reference in waiting)
    return (say("proposals-heading", *lines, count=len(waiting)),)


async def approve(turn: Turn, order: Approve) -> tuple[Notice, ...]:
    """Be the second, and carry out what was proposed.

    Raises:
        ProposalNotFound: nothing of this number waits.
        OwnProposal: it is the member's own.
        ProposerGone: whoever proposed it may not do so any more, or his row was signed anew since.
        ConflictOfInterest: the member declared one in this case.
    """
    keys = turn.room.unlocked()
    proposal, case = await turn.room.database.read(lambda unit: _find(unit, turn, order.number))
    if proposal.by == turn.member.id and not turn.room.settings.alone:
        raise OwnProposal
    check_conflict(turn, await read_record(turn, case.reference, Command.APPROVE), Act.DECIDE)
    effect = await PREPARE[proposal.kind](turn, proposal, case)

    async def write(unit: Unit) -> None:
        # The rows as they are by now: one of the two may have been suspended a moment ago.
        known = await roster.read(unit, keys.manifest.roster)
        actor, proposer = known.active(turn.member.id), known.active(proposal.by)
        if actor is None or not rights.includes(actor.role, Command.APPROVE):
            raise NotAllowed(Command.APPROVE)
        if proposer is None or not rights.includes(proposer.role, _PROPOSED_BY[proposal.kind]):
            raise ProposerGone
        if proposer.changed_at > proposal.at:
            raise ProposerGone  # perhaps suspended meanwhile, and taken back: then somebody else may have proposed it
        if not await proposals.approve(unit, proposal, turn.member.id, turn.now, keys.roster):
            raise ProposalNotFound
        act = audit.Act.PROPOSAL_APPROVED
        await audit.write(unit, at=turn.now, actor=actor.id, act=act, case=case.id, code=proposal.kind)
        await effect.write(unit)

    approved = say("approved", number=proposal.number, proposal=proposal.kind, reference=case.reference)
    whole = Effect(write=write, answer=(approved, *effect.answer), settle=effect.settle)
    return await carry_out(turn, whole)


async def refuse(turn: Turn, order: Refuse) -> tuple[Notice, ...]:
    """Be against a proposal, or take one's own back.

    Raises:
        ProposalNotFound: nothing of this number waits.
    """
    keys = turn.room.unlocked()

    async def work(unit: Unit) -> tuple[Proposal, Case]:
        proposal, case = await _find(unit, turn, order.number)
        if not await proposals.refuse(unit, proposal, turn.member.id, turn.now, keys.roster):
            raise ProposalNotFound
        act = audit.Act.PROPOSAL_REFUSED
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=case.id, code=proposal.kind)
        return proposal, case

    proposal, case = await turn.room.database.write(work)
    own = proposal.by == turn.member.id
    return (
        say(
            "proposal-taken-back" if own else "proposal-refused",
            number=proposal.number,
            proposal=proposal.kind,
            reference=case.reference,
        ),
    )


async def _find(unit: Unit, turn: Turn, number: int) -> tuple[Proposal, Case]:
    proposal = await proposals.find(unit, number, turn.room.manifest.roster)
    if proposal is None or not proposal.waits(turn.now):
        raise ProposalNotFound
    return proposal, await cases.by_id(unit, proposal.case)


def _word(turn: Turn, proposal: Proposal, reference: Reference) -> Notice:
    return say(
        "proposal-line",
        number=proposal.number,
        proposal=proposal.kind,
        reference=reference,
        until=proposal.until,
        **who_holds(turn, proposal.by),
    )
