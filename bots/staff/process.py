"""The staff process: the staff bots over a triage desk, the calling of those on duty, and the gate.

It begins locked unless it is given the passphrase: it calls, and opens nothing.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

from bots.config import Config
from bots.staff.alarms import Alarms
from bots.staff.calling import Calling
from bots.staff.gate import gate_folder, open_gate
from bots.staff.office import furnish
from bots.staff.ringing import Ringing
from bots.staff.signal.line import open_line as open_signal
from bots.staff.telegram.line import open_line as open_telegram
from bots.staff.wiring import desk, open_database, tidy, unlock
from bots.traffic.chores import Chore
from bots.traffic.process import Traffic, run
from bots.traffic.seat import in_charge
from bots.traffic.stop import Stop
from storage.ids import Draw

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
        lines = []
        if config.staff.telegram is not None:
            lines.append(
                await opened.enter_async_context(open_telegram(config.staff.telegram, office, calling, alarms))
            )
        if config.staff.signal is not None:
            lines.append(await opened.enter_async_context(open_signal(config.staff.signal, office, calling, alarms)))
        await opened.enter_async_context(open_gate(folder, triage, lambda given: unlock(config, given)))
        chores = (
            Chore(name="ringing", every=timedelta(seconds=1), do=lambda: ringing.ring(clock())),
            Chore(name="alarms", every=timedelta(seconds=1), do=lambda: alarms.look(clock())),
            Chore(name="tidying", every=timedelta(hours=1), do=lambda: tidy(config, database, clock())),
        )
        yield Traffic(
            connections=[connection for line in lines for connection in line.connections],
            chores=[*chores, *(chore for line in lines for chore in line.chores)],
        )
