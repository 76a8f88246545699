"""A process of ours: its connections and its chores under one roof, from the start to an orderly end.

When it is time to end, receiving ends first, then the workers finish what arrived, then the senders what was said; what
is not done in time is broken off, and done by the next process: all of it is in the inbox and the outbox.
"""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime

from bots.traffic.bell import Bell
from bots.traffic.chores import Chore, keep
from bots.traffic.line import Connection
from bots.traffic.sender import Sender
from bots.traffic.stop import Stop
from bots.traffic.workers import Workers

log = logging.getLogger(__name__)

GRACE = 7.0
"""Seconds for an orderly end; with what comes after it, nine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What a process carries.

    Attributes:
        connections: its accounts.
        chores: what it does by the clock.
    """

    connections: Sequence[Connection]
    chores: Sequence[Chore]


async def run(opening: AbstractAsyncContextManager[Traffic], stop: Stop, *, clock: Callable[[], datetime]) -> None:
    """Open a process's traffic, carry it until it is time to end, and close it.

    It may be time to end before all is open, as while another process is in charge: then what is open is closed.

    Raises:
        Exception: what the opening raises.
        BaseExceptionGroup: a part of the traffic fell.
    """
    async with AsyncExitStack() as opened:
        traffic = None
        async with stop.breaking_off():
            traffic = await opened.enter_async_context(opening)
        if traffic is None:
            log.info("ended before it was at work")
        else:
            await serve(traffic.connections, traffic.chores, stop, clock=clock)


async def serve(
    connections: Sequence[Connection],
    chores: Sequence[Chore],
    stop: Stop,
    *,
    clock: Callable[[], datetime],
    grace: float = GRACE,
) -> None:
    """Carry the traffic of all connections, and do the chores, until it is time to end.

    Raises:
        BaseExceptionGroup: a part of it fell, which is a defect; the others were broken off.
    """
    async with asyncio.TaskGroup() as group:
        work = [group.create_task(_carry(connection, stop, clock)) for connection in connections]
        work.append(group.create_task(keep(chores, stop)))
        log.info("at work")
        await stop.wait()
        log.info("ending")
        _, late = await asyncio.wait(work, timeout=grace)
        for task in late:
            task.cancel()
    log.info("ended%s", ", with something left for the next process" if late else "")


async def _carry(connection: Connection, stop: Stop, clock: Callable[[], datetime]) -> None:
    """The traffic of one account: each part ends after the one before it."""
    arrived, said = Bell(), Bell()
    received, handled = Stop(), Stop()
    workers = Workers(connection.line, arrived=arrived, said=said)
    sender = Sender(connection.line, said=said, clock=clock)

    async def receive() -> None:
        await connection.receive(arrived, stop)
        received.set()
        arrived.ring()

    async def work() -> None:
        await workers.run(received)
        handled.set()
        said.ring()

    async with asyncio.TaskGroup() as group:
        group.create_task(receive())
        group.create_task(work())
        group.create_task(sender.run(handled))


@contextmanager
def until_signalled(stop: Stop) -> Iterator[None]:
    """Let SIGTERM and SIGINT say that it is time to end. On the running loop."""
    loop, signals = asyncio.get_running_loop(), (signal.SIGTERM, signal.SIGINT)
    for number in signals:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


@contextmanager
def until_input_ends(stop: Stop) -> Iterator[None]:
    """Let the end of standard input, a pipe, say that it is time to end: whoever held its other end is gone."""
    loop, descriptor = asyncio.get_running_loop(), sys.stdin.fileno()

    def look() -> None:
        if not os.read(descriptor, 1):
            loop.remove_reader(descriptor)
            stop.set()

    loop.add_reader(descriptor, look)
    try:
        yield
    finally:
        loop.remove_reader(descriptor)
