"""Assignment: a case is put into the hands of a member, whoever holds it now.

On the path between an order and ``storage.cases``. It works while the desk is locked: nothing here opens a document.
"""

from functools import partial

from storage import audit
from storage.database import Unit
from triage import case as rules
from triage.casework.errors import AssigneeBarred
from triage.errors import NameUnknown
from triage.finding import reach, recused, settle
from triage.grammar.casework import Assign
from triage.grammar.rights import Command
from triage.notices import Notice, quote
from triage.queue import take_up
from triage.turn import Turn


async def assign(turn: Turn, order: Assign) -> tuple[Notice, ...]:
    """Hand a case over for the length of a claim.

    Raises:
        NameUnknown: no active member is called that.
        AssigneeBarred: the member took himself out of this case.
    """
    member = turn.roster.named(order.name)
    if member is None:
        raise NameUnknown
    until = turn.now + turn.room.settings.lease

    async def work(unit: Unit) -> None:
        case = await reach(unit, turn, order.reference, Command.ASSIGN, rules.Act.ASSIGN)
        if member.id in await recused(unit, case):
            raise AssigneeBarred
        assigned = rules.assign(case, member.id, turn.now, turn.room.settings.lease)
        await take_up(unit, turn, assigned, expected=case)
        await audit.write(
            unit, at=turn.now, actor=turn.member.id, act=audit.Act.CASE_ASSIGNED, case=case.id, code=member.id
        )

    await settle(partial(turn.room.database.write, work))
    return (quote("assigned", reference=order.reference, name=member.name, until=until),)
