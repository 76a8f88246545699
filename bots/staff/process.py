"""The staff process: the staff bots over a triage desk, the calling of those on duty, and the gate.

It begins locked unless it is given the passphrase: it calls, and opens nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

from bots.config import Config
from bots.staff.alarms import Alarms
from bots.staff.calling import Calling
from bots.staff.gate import gate_folder, open_gate
from bots.staff.office import furnish
from bots.staff.pagers import open_pagers
from bots.staff.parting import Parting
from bots.staff.readiness import Readiness
from bots.staff.referring import Referring
from bots.staff.reminding import Reminding
from bots.staff.ringing import Ringing
from bots.staff.signal.line import open_line as open_signal
from bots.staff.telegram.line import open_line as open_telegram
from bots.staff.wiring import desk, open_database, tidy, unlock
from bots.traffic.chores import Chore
from bots.traffic.process import Traffic, run
from bots.traffic.pulse import EVERY, beat
from bots.traffic.seat import in_charge
from bots.traffic.stop import Stop
from storage.ids import Draw
from storage.pulses import Process
from triage.desk import TriageDesk

ROLE = "triage"


async def run_triage(
    config: Config, stop: Stop, *, passphrase: str | None, clock: Callable[[], datetime], draw: Draw
) -> None:
    """Run the staff side until it is time to end.

    Args:
        config: the whole of it.
        stop: when it is time to end.
        passphrase: of the group, to begin unlocked. Secret.
        clock: gives aware times.
        draw: randomness.

    Raises:
        SeatTaken: another such process runs on this machine.
        StorageError: keys, database or secrets are not sound.
        BaseExceptionGroup: a part of it fell.
    """
    await run(_open(config, passphrase, clock, draw), stop, clock=clock)


@asynccontextmanager
async def _open(
    config: Config, passphrase: str | None, clock: Callable[[], datetime], draw: Draw
) -> AsyncIterator[Traffic]:
    folder = gate_folder(config)
    async with in_charge(folder, ROLE), open_database(config) as database, AsyncExitStack() as opened:
        keys = None if passphrase is None else await unlock(config, passphrase)
        triage = desk(config, database, keys, draw)
        office = furnish(config, database, triage, clock=clock, draw=draw)
        calling = Calling(office)
        alarms, ringing = Alarms(office, calling), Ringing(database, calling)
        readiness, parting = Readiness(office, calling), Parting(office, calling)
        referring, reminding = Referring(office, calling), Reminding(office, calling)
        lines = []
        if config.staff.telegram is not None:
            lines.append(
                await opened.enter_async_context(open_telegram(config.staff.telegram, office, calling, alarms))
            )
        if config.staff.signal is not None:
            lines.append(await opened.enter_async_context(open_signal(config.staff.signal, office, calling, alarms)))
        pagers = open_pagers(office, calling, inside=config.duty.pager_hosts)
        await opened.enter_async_context(open_gate(folder, triage, lambda given: unlock(config, given)))
        tick = asyncio.get_running_loop().time
        chores = (
            Chore(name="ringing", every=timedelta(seconds=1), do=lambda: ringing.ring(clock())),
            Chore(name="alarms", every=timedelta(seconds=1), do=lambda: alarms.look(clock())),
            Chore(name="parting", every=timedelta(seconds=1), do=parting.look),
            Chore(name="readiness", every=timedelta(seconds=5), do=lambda: readiness.look(clock(), tick())),
            Chore(name="calling anew", every=timedelta(seconds=5), do=lambda: triage.call_anew(clock())),
            Chore(name="referring", every=timedelta(seconds=1), do=lambda: referring.look(clock())),
            Chore(name="reminding", every=timedelta(seconds=30), do=lambda: reminding.look(clock())),
            Chore(name="indexing", every=timedelta(seconds=10), do=lambda: triage.index_names(clock())),
            Chore(name="living", every=EVERY, do=lambda: beat(database, living(triage), clock())),
            Chore(name="tidying", every=timedelta(hours=1), do=lambda: tidy(config, database, clock())),
        )
        yield Traffic(
            connections=[*(connection for line in lines for connection in line.connections), pagers],
            chores=[*chores, *(chore for line in lines for chore in line.chores)],
        )


def living(desk: TriageDesk) -> tuple[Process, ...]:
    """What lives in this process: itself, and the desk while it holds the group's keys."""
    return (Process.TRIAGE,) if desk.locked else (Process.TRIAGE, Process.UNLOCKED)
