"""Notes: what a member wants the others to know about a case, in words of his own, sealed to the group.

On the path between an order and ``storage.papers``. Needs the group's keys.
"""

from storage import audit, papers
from storage.database import Unit
from storage.documents import DocumentKind, Note
from triage.case import Act
from triage.finding import find, reach
from triage.grammar.casework import WriteNote
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.turn import Turn
from triage.writing import seal


async def write_note(turn: Turn, order: WriteNote) -> tuple[Notice, ...]:
    """Seal a note; whoever may open the case reads it there."""
    case = await turn.room.database.read(lambda unit: find(unit, order.reference))
    content = Note(author=turn.member.id, text=order.text, written=turn.now)
    paper = seal(turn, case, DocumentKind.NOTE, content)

    async def work(unit: Unit) -> None:
        reached = await reach(unit, turn, order.reference, Command.NOTE, Act.NOTE)
        await papers.add(unit, paper)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=audit.Act.CASE_NOTED, case=reached.id)

    await turn.room.database.write(work)
    return (say("noted", reference=order.reference),)
