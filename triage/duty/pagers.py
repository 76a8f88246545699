"""A member's own pager: set, switched off, and tried out.

On the path between an order and ``storage.pagers``. The URL is secret: it is in no answer and no log. Who is paged
about what is decided where alerts are called, not here.
"""

import re

from storage import audit, pagers
from storage.audit import Act
from storage.database import Unit
from storage.pagers import Pager
from triage.duty import drill
from triage.duty.errors import PagerRefused
from triage.grammar.duty import SetPager
from triage.grammar.labels import PagerAct
from triage.notices import Notice, say
from triage.turn import Turn

_URL = re.compile(r"[a-z][a-z0-9+.-]{1,31}://\S+", re.IGNORECASE)


async def set_pager(turn: Turn, order: SetPager) -> tuple[Notice, ...]:
    """Set the member's pager, switch it off or try it out; with neither, say whether there is one."""
    match order.pager:
        case PagerAct.OFF:
            return await _switch_off(turn)
        case PagerAct.TEST:
            await drill.ring(turn, only=turn.member.id)
            return (say("pager-tested"),)
        case None if order.url:
            return await _save(turn, order.url)
        case _:
            return await _tell(turn)


async def _save(turn: Turn, url: str) -> tuple[Notice, ...]:
    if len(url) > pagers.URL_LIMIT or not url.isprintable() or _URL.fullmatch(url) is None:
        raise PagerRefused
    if not pagers.leads_outside(url, turn.room.settings.pager_hosts):
        raise PagerRefused
    pager = Pager(member=turn.member.id, url=url, changed_at=turn.now)
    signed = pagers.sign(pager, turn.room.unlocked().roster)

    async def work(unit: Unit) -> None:
        await pagers.save(unit, signed)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.PAGER_SET)

    await turn.room.database.write(work)
    return (say("pager-set"),)


async def _switch_off(turn: Turn) -> tuple[Notice, ...]:
    async def work(unit: Unit) -> None:
        if await pagers.drop(unit, turn.member.id):
            await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.PAGER_DROPPED)

    await turn.room.database.write(work)
    return (say("pager-none"),)


async def _tell(turn: Turn) -> tuple[Notice, ...]:
    async def work(unit: Unit) -> Pager | None:
        return await pagers.of(unit, turn.member.id, turn.room.manifest.roster)

    return (say("pager-none" if await turn.room.database.read(work) is None else "pager-known"),)
