"""The public process: the public bot over an intake desk. It can seal, and opens no case."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bots.config import Config, TelegramSection
from bots.public.telegram.line import open_bot
from bots.public.wiring import memory, open_intake
from bots.traffic.chores import Chore
from bots.traffic.line import Connection
from bots.traffic.process import Traffic, run
from bots.traffic.seat import in_charge
from bots.traffic.stop import Stop
from storage.ids import Draw

ROLE = "intake"


async def run_intake(
    config: Config, section: TelegramSection, stop: Stop, *, clock: Callable[[], datetime], draw: Draw
) -> None:
    """Run the public side until it is time to end.

    Args:
        config: the whole of it.
        section: of it, the bot's.
        stop: when it is time to end.
        clock: gives aware times.
        draw: randomness.

    Raises:
        SeatTaken: another such process runs on this machine.
        StorageError: keys, database, blobs or secrets are not sound.
        BaseExceptionGroup: a part of it fell.
    """
    await run(_open(config, section, clock, draw), stop, clock=clock)


@asynccontextmanager
async def _open(
    config: Config, section: TelegramSection, clock: Callable[[], datetime], draw: Draw
) -> AsyncIterator[Traffic]:
    folder = memory(config)
    async with (
        in_charge(folder, ROLE),
        open_bot(config, section) as bot,
        open_intake(config, channels=[bot.channel], clock=clock, draw=draw, volatile=folder) as desk,
    ):
        line, receive = bot.line(desk)
        chores = (
            Chore(name="announcing", every=timedelta(seconds=2), do=desk.announce),
            Chore(name="tidying", every=timedelta(hours=1), do=desk.tidy),
        )
        yield Traffic(connections=[Connection(line=line, receive=receive)], chores=chores)
