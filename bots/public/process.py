"""The public process: the public bots over one intake desk. It can seal, and opens no case."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

from bots.config import Config
from bots.public.bot import PublicBot
from bots.public.signal.line import open_bot as open_signal
from bots.public.telegram.line import open_bot as open_telegram
from bots.public.wiring import memory, open_intake
from bots.traffic.chores import Chore
from bots.traffic.process import Traffic, run
from bots.traffic.seat import in_charge
from bots.traffic.stop import Stop
from storage.database import Database
from storage.ids import Draw

ROLE = "intake"


async def run_intake(config: Config, stop: Stop, *, clock: Callable[[], datetime], draw: Draw) -> None:
    """Run the public side, on all platforms that are configured for it, until it is time to end.

    Args:
        config: the whole of it.
        stop: when it is time to end.
        clock: gives aware times.
        draw: randomness.

    Raises:
        SeatTaken: another such process runs on this machine.
        StorageError: keys, database, blobs or secrets are not sound.
        BaseExceptionGroup: a part of it fell.
    """
    await run(_open(config, clock, draw), stop, clock=clock)


@asynccontextmanager
async def _open(config: Config, clock: Callable[[], datetime], draw: Draw) -> AsyncIterator[Traffic]:
    folder = memory(config)
    async with (
        in_charge(folder, ROLE),
        await Database.open(config.database.url) as database,
        AsyncExitStack() as opened,
    ):
        bots: list[PublicBot] = []
        if config.public.telegram is not None:
            bots.append(
                await opened.enter_async_context(open_telegram(config, config.public.telegram, database, clock))
            )
        if config.public.signal is not None:
            bots.append(await opened.enter_async_context(open_signal(config, config.public.signal, database, clock)))
        channels = [bot.channel for bot in bots]
        desk = await opened.enter_async_context(
            open_intake(config, channels=channels, clock=clock, draw=draw, volatile=folder, database=database)
        )
        work = [bot.start(desk) for bot in bots]
        chores = (
            Chore(name="announcing", every=timedelta(seconds=2), do=desk.announce),
            Chore(name="tidying", every=timedelta(hours=1), do=desk.tidy),
        )
        yield Traffic(
            connections=[part.connection for part in work],
            chores=(*chores, *(chore for part in work for chore in part.chores)),
        )
