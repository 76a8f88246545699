"""Tags: a case gets short codes of the group's own list.

On the path between an order and ``storage.tags``. It works while the desk is locked. A tag is readable, so only what
the group has put on its list can become one.
"""

from collections.abc import Sequence
from difflib import get_close_matches

from storage import audit, tags
from storage.database import Unit
from triage.case import Act
from triage.casework.errors import TagUnknown
from triage.finding import reach
from triage.grammar.casework import AddTags, DropTags
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.turn import Turn


async def add(turn: Turn, order: AddTags) -> tuple[Notice, ...]:
    """Give a case tags; raises :class:`TagUnknown`."""
    check(order.tags, turn.room.settings.tags)

    async def work(unit: Unit) -> tuple[str, ...]:
        case = await reach(unit, turn, order.reference, Command.TAG, Act.NOTE)
        had = await tags.of_case(unit, case.id)
        await tags.add(unit, case.id, order.tags)
        for tag in sorted(set(order.tags) - set(had)):
            await audit.write(
                unit, at=turn.now, actor=turn.member.id, act=audit.Act.CASE_TAGGED, case=case.id, code=tag
            )
        return await tags.of_case(unit, case.id)

    return _tagged(order.reference, await turn.room.database.write(work))


async def drop(turn: Turn, order: DropTags) -> tuple[Notice, ...]:
    """Take tags from a case, also such as the group's list has no more."""

    async def work(unit: Unit) -> tuple[str, ...]:
        case = await reach(unit, turn, order.reference, Command.UNTAG, Act.NOTE)
        had = await tags.of_case(unit, case.id)
        check(order.tags, (*had, *turn.room.settings.tags))
        await tags.drop(unit, case.id, order.tags)
        for tag in sorted(set(order.tags) & set(had)):
            await audit.write(
                unit, at=turn.now, actor=turn.member.id, act=audit.Act.CASE_UNTAGGED, case=case.id, code=tag
            )
        return await tags.of_case(unit, case.id)

    return _tagged(order.reference, await turn.room.database.write(work))


def check(typed: Sequence[str], known: Sequence[str]) -> None:
    """Raise :class:`TagUnknown` for the first tag that is not known."""
    for tag in typed:
        if tag not in known:
            near = get_close_matches(tag, known, n=1)
            raise TagUnknown(", ".join(known), near[0] if near else "")


def _tagged(reference: str, now: tuple[str, ...]) -> tuple[Notice, ...]:
    if not now:
        return (say("tagged-none", reference=reference),)
    return (say("tagged", reference=reference, tags=", ".join(now)),)
