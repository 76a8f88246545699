"""The workers: order within a chat, chats side by side, and what happens when handling fails."""

import asyncio
import logging
from itertools import pairwise

from bots.traffic.workers import AT_ONCE, TURN
from storage.errors import TemporaryError


async def test_updates_of_a_chat_are_handled_in_their_order(line, traffic):
    """One after the other, however many there are."""
    updates = [str(number) for number in range(3 * TURN)]
    line.arrive("a", *updates)
    line.handling = lambda _: asyncio.sleep(0.1)
    async with traffic(line) as running:
        await running.until(lambda: len(line.handled) == len(updates))
    assert [update for _, _, update in line.handled] == updates
    assert set(line.at_once) == {1}


async def test_chats_are_handled_side_by_side(line, traffic):
    """A slow chat does not keep the others waiting, and not more are handled at once than there are places."""
    for number in range(2 * AT_ONCE):
        line.arrive(f"chat {number}", "x")
    line.handling = lambda _: asyncio.sleep(1)
    async with traffic(line) as running:
        await running.until(lambda: len(line.handled) == 2 * AT_ONCE)
        assert asyncio.get_running_loop().time() < 2.1
    assert max(line.at_once) == AT_ONCE


async def test_mail_that_arrives_is_handled_at_once_when_the_bell_rings(line, traffic):
    """Nobody waits for the next look."""
    async with traffic(line) as running:
        await asyncio.sleep(10.5)
        line.arrive("a", "x")
        running.arrived.ring()
        await running.until(lambda: line.handled)
    assert line.handled[0][0] < 10.51


async def test_mail_that_nobody_announced_is_found_within_a_second(line, traffic):
    """As when another process has put it there."""
    async with traffic(line) as running:
        await asyncio.sleep(10.5)
        line.arrive("a", "x")
        await running.until(lambda: line.handled, within=1.1)


async def test_chat_that_fails_rests_ever_longer_and_the_others_go_on(line, traffic):
    """What cannot be handled for the moment is tried after 1, 2, 4 ... seconds; nobody else notices."""
    tried = []

    def handle(update):
        if update == "bad":
            tried.append(asyncio.get_running_loop().time())
            if len(tried) < 5:
                raise TemporaryError("a full disk")

    line.handling = handle
    line.arrive("a", "bad", "after")
    line.arrive("b", *"12345")
    async with traffic(line) as running:
        await running.until(lambda: len(line.handled) == 7)
    pauses = [round(later - earlier) for earlier, later in pairwise(tried)]
    assert all(paused >= planned for paused, planned in zip(pauses, [1, 2, 4, 8], strict=True))
    assert all(paused <= planned + 1 for paused, planned in zip(pauses, [1, 2, 4, 8], strict=True))
    assert [update for _, chat, update in line.handled if chat == "b"] == list("12345")
    assert max(time for time, chat, _ in line.handled if chat == "b") < 1
    assert [update for _, chat, update in line.handled if chat == "a"] == ["bad", "after"]


async def test_chat_in_which_a_defect_shows_rests_too(line, traffic, caplog):
    """A line that raises what it should not is no reason to fall, and only the kind of the error is logged."""
    faults = [ZeroDivisionError("canary-7f3a")]

    def handle(_update):
        if faults:
            raise faults.pop()

    line.handling = handle
    line.arrive("a", "x")
    with caplog.at_level(logging.DEBUG):
        async with traffic(line) as running:
            await running.until(lambda: line.handled)
    assert "ZeroDivisionError" in caplog.text
    assert "canary-7f3a" not in caplog.text


async def test_inbox_that_cannot_be_read_is_read_again(line, traffic):
    """The workers outlive a database that fails for a while."""
    line.faults["waiting"] = [TemporaryError("busy"), TemporaryError("busy")]
    line.arrive("a", "x")
    async with traffic(line) as running:
        await running.until(lambda: line.handled)
    assert 1 < line.handled[0][0] < 3


async def test_one_chat_with_much_mail_leaves_places_to_others(line, traffic):
    """After a few updates it stands behind everybody who waits."""
    for number in range(AT_ONCE):
        line.arrive(f"flood {number}", *["x"] * 10 * TURN)
    line.arrive("a person", "hello")
    line.handling = lambda _: asyncio.sleep(0.1)
    async with traffic(line) as running:
        await running.until(lambda: any(chat == "a person" for _, chat, _ in line.handled))
        assert asyncio.get_running_loop().time() <= 0.1 * (TURN + 1) + 0.05
        running.line.inbox.clear()


async def test_what_has_arrived_is_handled_before_the_end(line, traffic):
    """Workers that are told to end finish what lies in the inbox."""
    line.handling = lambda _: asyncio.sleep(0.1)
    async with traffic(line) as running:
        line.arrive("a", *"12345")
        line.arrive("b", *"12345")
        running.stop.set()
    assert len(line.handled) == 10


async def test_mail_of_a_resting_chat_does_not_delay_the_end(line, traffic):
    """It is in the inbox; the next process takes it."""

    def fail(_update):
        raise TemporaryError("a full disk")

    line.handling = fail
    line.arrive("a", "x")
    async with traffic(line) as running:
        await asyncio.sleep(0.5)
        running.stop.set()
    assert asyncio.get_running_loop().time() < 2
    assert line.inbox["a"] == ["x"]
