"""Calling out anew: somebody has said that he takes an emergency over, and then nobody has.

On the path of the clock, from ``storage.alerts`` back to it; it needs no key. Rows decide: whoever looks first writes
alerts that ring, after which there is nothing left to do for another process.
"""

from datetime import datetime, timedelta
from typing import Final

from storage import alerts, cases, rota
from storage.cases import Case
from storage.database import Unit
from storage.members import verified
from triage.finding import recused
from triage.turn import Room

PATIENCE: Final = timedelta(minutes=15)
"""For how long an emergency that somebody answered for may have no holder."""


async def call_anew(room: Room, now: datetime) -> int:
    """Call out again for what was answered for and then not taken up; how many cases.

    Raises:
        TemporaryError: the database failed; they are called out at the next look.
    """

    async def work(unit: Unit) -> int:
        waiting = await alerts.unheeded(unit, now - PATIENCE)
        for case in waiting:
            await _call_out(unit, room, await cases.by_id(unit, case), now)
        return len(waiting)

    waits = await room.database.read(lambda unit: alerts.unheeded(unit, now - PATIENCE))
    return await room.database.write(work) if waits else 0


async def _call_out(unit: Unit, room: Room, case: Case, now: datetime) -> None:
    """Call as for a new emergency, but nobody who took himself out of the case."""
    key = room.manifest.roster
    barred = await recused(unit, case)
    known, _ = await verified(unit, key)
    called = alerts.call_out(
        [member for member in known if member.id not in barred],
        room.settings.escalation,
        case=case.id,
        reference=case.reference,
        now=now,
        on_duty=await rota.on_duty(unit, key, now),
    )
    await alerts.add(unit, called)
