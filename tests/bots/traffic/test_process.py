"""A process: its orderly end, and what happens when a part of it hangs or falls."""

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from unittest import mock

import pytest

from bots.traffic import Connection, Stop
from bots.traffic.process import GRACE, Traffic, run, serve, until_input_ends, until_signalled


async def wait_for_stop(_arrived, stop):
    """Receive nothing."""
    await stop.wait()


async def test_work_that_hangs_is_broken_off(line, clock):
    """Whatever does not end in time is left for the next process."""
    line.arrive("a", "x")
    line.handling = lambda _: asyncio.sleep(10_000)
    stop = Stop()
    asyncio.get_running_loop().call_later(5, stop.set)
    await serve([Connection(line=line, receive=wait_for_stop)], [], stop, clock=clock)
    assert asyncio.get_running_loop().time() == pytest.approx(5 + GRACE, abs=0.1)
    assert line.inbox["a"] == ["x"]


async def test_part_that_falls_takes_the_process_with_it(line, clock):
    """Half a process would receive and answer nobody."""

    async def fall(_arrived, _stop):
        raise ZeroDivisionError

    with pytest.raises(BaseExceptionGroup) as fell:
        await serve([Connection(line=line, receive=fall)], [], Stop(), clock=clock)
    assert fell.group_contains(ZeroDivisionError)


@pytest.mark.parametrize("after", [0, 5])
async def test_process_that_is_still_being_opened_ends_at_once(after, clock):
    """As while it waits for another one to end; what is open already is closed again."""
    closed = []

    @asynccontextmanager
    async def opening():
        try:
            await asyncio.sleep(10_000)
            yield Traffic(connections=(), chores=())
        finally:
            closed.append(asyncio.get_running_loop().time())

    stop = Stop()
    asyncio.get_running_loop().call_later(after, stop.set)
    await run(opening(), stop, clock=clock)
    assert closed == [pytest.approx(after, abs=0.1)]


async def test_process_is_closed_after_its_traffic_has_ended(line, clock):
    """Not before: the last letters need what is open."""
    stop = Stop()

    @asynccontextmanager
    async def opening():
        line.say("a", 1)
        yield Traffic(connections=[Connection(line=line, receive=wait_for_stop)], chores=())
        assert line.delivered

    asyncio.get_running_loop().call_later(5, stop.set)
    await run(opening(), stop, clock=clock)
    assert asyncio.get_running_loop().time() == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_signal_says_that_it_is_time_to_end(number):
    """SIGTERM and Ctrl-C are heard, and nothing is torn from what it does."""
    stop = Stop()
    with until_signalled(stop):
        os.kill(os.getpid(), number)
        await stop.wait()


async def test_end_of_the_input_says_that_it_is_time_to_end():
    """What comes over the pipe means nothing; that it ends means that the parent is gone."""
    ours, theirs = os.pipe()
    stop = Stop()
    with os.fdopen(ours, "rb") as given, mock.patch("sys.stdin", given), until_input_ends(stop):
        os.write(theirs, b"x")
        await asyncio.sleep(1)
        assert not stop.is_set
        os.close(theirs)
        await stop.wait()
