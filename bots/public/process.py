"""The public process: the public bots over one intake desk. It can seal, and opens no case."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

from bots.config import Config
from bots.paging.line import PagerLine, connect
from bots.public.bot import PublicBot
from bots.public.signal.line import open_bot as open_signal
from bots.public.telegram.line import open_bot as open_telegram
from bots.public.watchdog import PAGERS
from bots.public.wiring import memory, open_intake, open_watchdog
from bots.traffic.chores import Chore
from bots.traffic.process import Traffic, run
from bots.traffic.pulse import EVERY, beat
from bots.traffic.seat import in_charge
from bots.traffic.stop import Stop
from storage.database import Database
from storage.ids import Draw
from storage.pulses import Process

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
        watchdog = open_watchdog(config, database, desk, channels)
        pagers = PagerLine(
            database=database, post=desk.post, account=PAGERS, clock=clock, inside=config.duty.pager_hosts
        )
        tick = asyncio.get_running_loop().time
        chores = (
            Chore(name="announcing", every=timedelta(seconds=2), do=desk.announce),
            Chore(name="tidying", every=timedelta(hours=1), do=desk.tidy),
            Chore(name="living", every=EVERY, do=lambda: beat(database, (Process.INTAKE,), clock())),
            Chore(name="watching", every=timedelta(seconds=10), do=lambda: watchdog.look(tick())),
        )
        yield Traffic(
            connections=[*(part.connection for part in work), connect(pagers)],
            chores=(*chores, *(chore for part in work for chore in part.chores)),
        )
