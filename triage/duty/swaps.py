"""Swaps: a member asks another to take his shift of one day, and the other takes it.

On the path between orders and ``storage.swaps``. Both steps are signed, so both need the group's keys. Nobody is put on
duty without having said so himself.
"""

from dataclasses import replace
from datetime import datetime

from storage import audit, hours, rota, swaps
from storage.audit import Act
from storage.database import Unit
from storage.hours import Hours
from storage.keys.group import GroupKeys
from storage.rota import Stint
from storage.swaps import Swap
from triage.card import who_holds
from triage.duty.errors import NoShiftThen, SwapNotFound, SwapWithOneself
from triage.duty.rota import find_for_duty, word_stint
from triage.grammar.duty import AskSwap, TakeSwap
from triage.grammar.moments import Moment
from triage.notices import Notice, say
from triage.turn import Turn


async def ask(turn: Turn, order: AskSwap) -> tuple[Notice, ...]:
    """Ask another member to take one's own shifts of a day; they stay one's own until he does."""
    keys = turn.room.unlocked()
    taker = find_for_duty(turn.roster, order.name)
    if taker.id == turn.member.id:
        raise SwapWithOneself

    async def work(unit: Unit) -> list[tuple[int, Stint, Hours]]:
        known = await rota.read(unit, turn.room.manifest.roster)
        mine = await hours.of(unit, turn.member.id)
        asked = []
        for stint in _own(turn, known, order.day):
            swap = Swap(shift=stint.shift.id, day=stint.day, giver=turn.member.id, taker=taker.id, asked_at=turn.now)
            asked.append((await swaps.ask(unit, swaps.sign(swap, keys.roster)), stint, mine))
            await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.SWAP_ASKED, code=taker.id)
        if not asked:
            raise NoShiftThen
        return asked

    return tuple(
        say("swap-asked", word_stint(stint, turn, mine), number=number, **who_holds(turn, taker.id))
        for number, stint, mine in await turn.room.database.write(work)
    )


async def take(turn: Turn, order: TakeSwap) -> tuple[Notice, ...]:
    """Take the shift that another has asked one to take; of two who were asked the first one has it."""
    keys = turn.room.unlocked()

    async def work(unit: Unit) -> tuple[Stint, Hours]:
        asked = (await rota.read(unit, turn.room.manifest.roster)).asked(turn.now)
        mine = (pair for pair in asked if pair[0].number == order.swap and pair[0].taker == turn.member.id)
        found = next(mine, None)
        if found is None or not await swaps.take(unit, _taken(found[0], turn.now, keys)):
            raise SwapNotFound
        swap, stint = found
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.SWAP_TAKEN, code=swap.giver)
        return replace(stint, member=turn.member.id), await hours.of(unit, turn.member.id)

    stint, mine = await turn.room.database.write(work)
    return (say("swap-taken", word_stint(stint, turn, mine)),)


def _taken(swap: Swap, now: datetime, keys: GroupKeys) -> Swap:
    return swaps.sign(replace(swap, taken_at=now), keys.roster)


def _own(turn: Turn, known: rota.Rota, moment: Moment) -> list[Stint]:
    """The member's own stints of a day that are not over, or the one of them that begins at the time that was said."""
    return [
        stint
        for stint in known.of_day(moment.day)
        if stint.member == turn.member.id
        and turn.now < stint.end
        and (moment.at is None or moment.at == stint.shift.start)
    ]
