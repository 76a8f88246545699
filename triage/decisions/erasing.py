"""Erasing a case: it takes two, and cannot be undone.

On the path between an order and ``storage.cases``. What a submitter withdraws, and what has been kept for long enough,
is erased by intake and by :mod:`triage.retention`, which ask nobody.
"""

from storage import audit, cases
from storage.cases import Case
from storage.database import Unit
from storage.proposals import Proposal, ProposalKind
from triage import case as rules
from triage.case import Act
from triage.decisions.proposals import Effect, carry_out, propose, proposed
from triage.finding import authorise, find
from triage.grammar.decisions import Erase
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.reading import check_conflict, read_record
from triage.turn import Turn


async def erase(turn: Turn, order: Erase) -> tuple[Notice, ...]:
    """Propose to erase a case; where the group is one person it is erased at once.

    Raises:
        ProposalWaits: it was proposed already.
    """
    record = await read_record(turn, order.reference, Command.ERASE)
    rules.step(record.card.case.state, Act.WITHDRAW)
    check_conflict(turn, record, Act.WITHDRAW)
    if turn.room.settings.alone:
        return await carry_out(turn, _erasure(turn, record.card.case))

    async def work(unit: Unit) -> Proposal:
        case = await find(unit, order.reference)
        authorise(turn, Command.ERASE, case)
        rules.step(case.state, Act.WITHDRAW)
        return await propose(turn, unit, ProposalKind.ERASE, case)

    return (proposed(await turn.room.database.write(work), order.reference),)


async def prepare(turn: Turn, proposal: Proposal, case: Case) -> Effect:  # noqa: ARG001
    """Erase the case in the transaction of the approval."""
    rules.step(case.state, Act.WITHDRAW)
    return _erasure(turn, case)


def _erasure(turn: Turn, case: Case) -> Effect:
    orphans: list[str] = []

    async def write(unit: Unit) -> None:
        rules.step((await cases.by_id(unit, case.id)).state, Act.WITHDRAW)
        orphans[:] = await cases.erase(unit, case.id, at=turn.now)
        act = audit.Act.CASE_ERASED
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=case.id)

    async def settle() -> None:
        for name in orphans:
            await turn.room.blobs.delete(name)

    return Effect(write=write, answer=(say("erased", reference=case.reference),), settle=settle)
