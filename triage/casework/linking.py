"""Links: which cases are the same, or have a person or an event in common; and which only look so.

On the path between an order and ``storage.links``. It works while the desk is locked.
"""

from storage import audit, links
from storage.database import Unit
from storage.links import Tie
from triage.case import Act
from triage.casework.errors import SameCase
from triage.finding import reach
from triage.grammar.casework import LinkCases, PartCases
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.turn import Turn


async def link(turn: Turn, order: LinkCases) -> tuple[Notice, ...]:
    """Note what two cases have in common, in the place of what was noted before."""
    await _note(turn, order, Command.LINK, order.tie)
    return (say("linked", reference=order.reference, other=order.other, tie=order.tie),)


async def part(turn: Turn, order: PartCases) -> tuple[Notice, ...]:
    """Note that two cases have nothing in common; nobody is told again that they may be about the same person."""
    await _note(turn, order, Command.UNLINK, None)
    return (say("parted", reference=order.reference, other=order.other),)


async def _note(turn: Turn, order: LinkCases | PartCases, command: Command, tie: Tie | None) -> None:
    if order.reference == order.other:
        raise SameCase
    act = audit.Act.CASE_UNLINKED if tie is None else audit.Act.CASE_LINKED

    async def work(unit: Unit) -> None:
        case = await reach(unit, turn, order.reference, command, Act.NOTE)
        other = await reach(unit, turn, order.other, command, Act.NOTE)
        await links.save(unit, case.id, other.id, tie)
        for end in (case, other):
            await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=end.id, code=tie)

    await turn.room.database.write(work)
