"""Taking a whole case out: it takes two, and goes to nobody but the one who asked for it.

On the path between an order and :mod:`triage.decisions.proposals`. Once another has approved, the same line gives the
whole case, on a channel that must not carry it only sealed to the member's own key. That it was taken is logged before
anything is shown.
"""

from storage import audit
from storage.cases import Case
from storage.database import Unit
from storage.proposals import Proposal, ProposalKind
from triage import case as rules
from triage.case import Act
from triage.decisions.proposals import Effect, propose, proposed, standing
from triage.errors import NoRecipient
from triage.files import check_files
from triage.finding import authorise, find
from triage.grammar.decisions import Export
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.reading import check_conflict, check_consents, read_record
from triage.record import word_record
from triage.turn import Turn


async def export(turn: Turn, order: Export) -> tuple[Notice, ...]:
    """Propose to take a case out; or give all of it, if another member was for it or the group is one person.

    Raises:
        NoRecipient: the channel would have to seal it, and there is no key that it could be sealed to.
        ProposalWaits: nobody has approved it yet.
    """
    record = await read_record(turn, order.reference, Command.EXPORT)
    rules.step(record.card.case.state, Act.OPEN)
    check_conflict(turn, record, Act.OPEN)
    if not turn.words and turn.member.recipient is None:
        raise NoRecipient

    async def work(unit: Unit) -> Proposal | None:
        case = await find(unit, order.reference)
        authorise(turn, Command.EXPORT, case)
        rules.step(case.state, Act.OPEN)
        allowed = await standing(turn, unit, ProposalKind.EXPORT, case)
        if allowed is None and not turn.room.settings.alone:
            return await propose(turn, unit, ProposalKind.EXPORT, case)
        code = "approved" if allowed is not None else "alone"
        act = audit.Act.CASE_EXPORTED
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=case.id, code=code)
        return None

    proposal = await turn.room.database.write(work)
    if proposal is not None:
        return (proposed(proposal, order.reference),)
    check_consents(turn, record)
    return (say("exported", reference=order.reference), *word_record(turn, record, await check_files(turn, record)))


async def prepare(turn: Turn, proposal: Proposal, case: Case) -> Effect:  # noqa: ARG001
    """Nothing leaves at the approval: the proposer takes the case out with the same line."""
    rules.step(case.state, Act.OPEN)

    async def write(unit: Unit) -> None:
        """Leave it to the approval, which has been written."""

    return Effect(write=write, answer=(say("approved-export", reference=case.reference),))
