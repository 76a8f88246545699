"""Chores: at once, then at their times, whatever the clock on the wall does and whatever fails."""

import asyncio
import logging
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bots.traffic import Stop
from bots.traffic.chores import LATE, Chore, keep


def noting(times, *faults):
    """Something to do that notes when it was done, and fails at first."""
    left = list(faults)

    async def do():
        times.append(asyncio.get_running_loop().time())
        if left:
            raise left.pop(0)

    return do


async def keep_for(seconds, *chores):
    """Keep chores for so long."""
    stop = Stop()
    asyncio.get_running_loop().call_later(seconds, stop.set)
    await keep(chores, stop)


async def test_chore_is_done_at_once_and_again_and_again(monkeypatch):
    """The scheduler calls, and the chore follows each call."""
    bells = []
    monkeypatch.setattr(AsyncIOScheduler, "add_job", lambda _, ring, *_args, args, **_kw: bells.append((ring, *args)))
    times = []
    stop = Stop()
    async with asyncio.TaskGroup() as group:
        group.create_task(keep([Chore(name="x", every=timedelta(hours=1), do=noting(times))], stop))
        for _ in range(3):
            await asyncio.sleep(10)
            ((ring, bell),) = bells
            await ring(bell)
        await asyncio.sleep(1)
        stop.set()
    assert times == [0, 10, 20, 30]


async def test_chore_goes_by_itself_when_the_clock_was_set_back(monkeypatch):
    """A scheduler that waits for a time of day that is far away is not waited for."""
    monkeypatch.setattr(AsyncIOScheduler, "add_job", lambda *_args, **_kw: None)
    times = []
    await keep_for(10.0, Chore(name="x", every=timedelta(seconds=1), do=noting(times)))
    assert times[:4] == [0, LATE, 2 * LATE, 3 * LATE]


async def test_chore_that_fails_is_done_again_and_the_others_go_on(monkeypatch, caplog):
    """Of what it raised only the kind is logged."""
    monkeypatch.setattr(AsyncIOScheduler, "add_job", lambda *_args, **_kw: None)
    failing, steady = [], []
    with caplog.at_level(logging.DEBUG):
        await keep_for(
            5.0,
            Chore(name="failing", every=timedelta(seconds=1), do=noting(failing, ValueError("canary-7f3a"))),
            Chore(name="steady", every=timedelta(seconds=1), do=noting(steady)),
        )
    assert failing == steady == [0, 2, 4]
    assert "failing failed: ValueError" in caplog.text
    assert "canary-7f3a" not in caplog.text


async def test_chore_that_has_begun_is_finished(monkeypatch):
    """The end does not come into the middle of it."""
    monkeypatch.setattr(AsyncIOScheduler, "add_job", lambda *_args, **_kw: None)
    finished = []

    async def do():
        await asyncio.sleep(3)
        finished.append(True)

    await keep_for(1.0, Chore(name="x", every=timedelta(seconds=1), do=do))
    assert finished == [True]
