"""Bells and stops: no ring is missed, and whatever waits for the end is broken off by it."""

import asyncio

import pytest

from bots.traffic import Bell, Stop


async def test_ring_from_before_is_heard_once():
    """A ring without a listener is kept, and several are one."""
    bell = Bell()
    bell.ring()
    bell.ring()
    assert await bell.wait(1)
    assert not await bell.wait(1)


async def test_bell_is_waited_for_no_longer_than_said():
    """Without a ring the listener goes on by itself."""
    assert not await Bell().wait(5)
    assert asyncio.get_running_loop().time() == pytest.approx(5)


async def test_stop_breaks_off_a_wait():
    """The block is left where it waits, and nothing is raised."""
    stop = Stop()
    asyncio.get_running_loop().call_later(3, stop.set)
    async with stop.breaking_off():
        await asyncio.sleep(100)
    assert asyncio.get_running_loop().time() == pytest.approx(3)


async def test_stop_that_is_set_breaks_off_what_begins_after_it():
    """Nothing is waited for any more, however often it is set."""
    stop = Stop()
    stop.set()
    stop.set()
    await stop.sleep(100)
    assert stop.is_set
    assert asyncio.get_running_loop().time() < 1


async def test_timeout_of_somebody_else_is_not_swallowed():
    """Only the end itself ends the block quietly."""

    async def wait():
        async with Stop().breaking_off(), asyncio.timeout(1):
            await asyncio.sleep(10)

    with pytest.raises(TimeoutError):
        await wait()


async def test_block_that_ended_is_not_broken_off_later():
    """Who has left is left alone."""
    stop = Stop()
    async with stop.breaking_off():
        pass
    stop.set()
    await asyncio.sleep(1)
