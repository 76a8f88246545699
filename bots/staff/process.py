"""The staff process: the staff bot over a triage desk, the calling of those on duty, and the gate.

It begins locked unless it is given the passphrase: it calls, and opens nothing.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bots.config import Config, TelegramSection
from bots.staff.gate import gate_folder, open_gate
from bots.staff.telegram.line import open_line
from bots.staff.wiring import desk, open_database, tidy, unlock
from bots.traffic.chores import Chore
from bots.traffic.line import Connection
from bots.traffic.process import Traffic, run
from bots.traffic.seat import in_charge
from bots.traffic.stop import Stop
from storage.ids import Draw

ROLE = "triage"


async def run_triage(
    config: Config,
    section: TelegramSection,
    stop: Stop,
    *,
    passphrase: str | None,
    clock: Callable[[], datetime],
    draw: Draw,
) -> None:
    """Run the staff side until it is time to end.

    Args:
        config: the whole of it.
        section: of it, the bot's.
        stop: when it is time to end.
        passphrase: of the group, to begin unlocked. Secret.
        clock: gives aware times.
        draw: randomness.

    Raises:
        SeatTaken: another such process runs on this machine.
        StorageError: keys, database or secrets are not sound.
        BaseExceptionGroup: a part of it fell.
    """
    await run(_open(config, section, passphrase, clock, draw), stop, clock=clock)


@asynccontextmanager
async def _open(
    config: Config, section: TelegramSection, passphrase: str | None, clock: Callable[[], datetime], draw: Draw
) -> AsyncIterator[Traffic]:
    folder = gate_folder(config)
    async with in_charge(folder, ROLE), open_database(config) as database:
        keys = None if passphrase is None else await unlock(config, passphrase)
        triage = desk(config, database, keys, draw)
        async with (
            open_line(config, section, database, triage, clock=clock, draw=draw) as (line, receive),
            open_gate(folder, triage, lambda given: unlock(config, given)),
        ):
            chores = (
                Chore(name="ringing", every=timedelta(seconds=1), do=lambda: line.ring(clock())),
                Chore(name="tidying", every=timedelta(hours=1), do=lambda: tidy(config, database, clock())),
            )
            yield Traffic(connections=[Connection(line=line, receive=receive)], chores=chores)
