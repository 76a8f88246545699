"""An account that its platform has throttled: how long it rests, how it is lifted, and what is noted of it."""

import asyncio
import logging
from datetime import timedelta

from bots.traffic import Throttled
from bots.traffic.pausing import LONGEST, SHORTEST
from storage.errors import TemporaryError


def refuse(until):
    """A platform that takes nothing before this time of the loop."""

    def deliver(_letter):
        if asyncio.get_running_loop().time() < until():
            raise Throttled(None, account=True, challenges=("puzzle",))

    return deliver


async def test_throttled_account_rests_as_a_whole(line, traffic):
    """One chat's letter is refused, and no other chat's is tried before the pause is over."""
    line.delivering = refuse(lambda: SHORTEST)
    line.say("a", 1, 2)
    async with traffic(line) as running:
        await running.until(lambda: line.paused)
        line.say("b", 3)
        await running.until(lambda: not line.outbox)
    assert all(SHORTEST <= time < SHORTEST + 5 for time, _ in line.delivered)
    assert sorted(number for _, number in line.delivered) == [1, 2, 3]
    assert not line.postponed
    assert line.paused is None


async def test_pause_is_noted_with_its_puzzles(line, traffic):
    """So that the next process keeps it, and a person can solve them."""
    line.delivering = refuse(lambda: 1.0)
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: line.pauses)
        assert line.pauses == [(SHORTEST, ("puzzle",))]


async def test_pause_lasts_as_long_as_the_platform_says(line, traffic):
    """Its word comes before our own measure."""
    faults = [Throttled(1000, account=True)]

    def deliver(_letter):
        if faults:
            raise faults.pop()

    line.delivering = deliver
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert 1000 <= line.delivered[0][0] < 1005


async def test_one_letter_tries_when_a_pause_is_over(line, traffic):
    """And each pause in a row is twice as long as the one before it, up to a quarter of a day."""
    tried = []

    def deliver(letter):
        tried.append(letter.number)
        raise Throttled(None, account=True)

    line.delivering = deliver
    for number in range(20):
        line.say(f"chat {number}", number)
    async with traffic(line) as running:
        await running.until(lambda: len(line.pauses) >= 9, within=LONGEST * 12, step=10)
        line.outbox.clear()
    lengths = [seconds for seconds, _ in line.pauses]
    assert lengths[:3] == [SHORTEST, 2 * SHORTEST, 4 * SHORTEST]
    assert max(lengths) == LONGEST
    # Before the first refusal several may be on their way; after it each pause costs one try.
    assert len(tried) <= 20 + len(line.pauses)


async def test_letters_on_their_way_do_not_make_a_pause_longer(line, traffic):
    """Ten refusals at once are one."""

    async def deliver(_letter):
        await asyncio.sleep(5)
        if asyncio.get_running_loop().time() < 20:
            raise Throttled(None, account=True)

    line.delivering = deliver
    for number in range(10):
        line.say(f"chat {number}", number)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert [seconds for seconds, _ in line.pauses] == [SHORTEST]


async def test_solved_puzzle_lifts_the_pause_at_once(line, traffic):
    """The command line removes what was noted; the sender sees it at its next look."""
    lifted = []
    line.delivering = refuse(lambda: lifted[0] if lifted else LONGEST)
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: line.paused)
        await asyncio.sleep(30)
        lifted.append(0.0)
        line.paused = None
        await running.until(lambda: not line.outbox)
    assert 30 < line.delivered[0][0] < 33


async def test_pause_of_the_last_process_is_kept(line, traffic):
    """A restart tries nothing before its time."""
    line.paused = line.clock() + timedelta(seconds=100)
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert 100 <= line.delivered[0][0] < 105
    assert line.paused is None


async def test_clock_that_was_set_back_makes_no_pause_endless(line, traffic):
    """A pause of the last process that seems to last for a day ends after a quarter of one."""
    line.paused = line.clock() + timedelta(days=1)
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox, within=LONGEST + 60, step=1)
    assert line.delivered


async def test_pause_that_could_not_be_noted_is_kept_and_noted_later(line, traffic):
    """A database that is busy just then changes nothing about it."""
    line.faults["pause"] = [TemporaryError("busy"), TemporaryError("busy")]
    line.faults["resume"] = [TemporaryError("busy")]
    line.delivering = refuse(lambda: SHORTEST)
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: line.pauses)
        await running.until(lambda: not line.outbox)
        await running.until(lambda: line.paused is None)
    assert [number for _, number in line.delivered] == [1]
    assert line.delivered[0][0] >= SHORTEST


async def test_new_puzzles_that_come_during_a_pause_are_noted(line, traffic):
    """A later refusal may bring what an earlier one did not."""
    faults = [Throttled(None, account=True), Throttled(None, account=True, challenges=("new",))]

    async def deliver(letter):
        await asyncio.sleep(letter.number)
        if faults:
            raise faults.pop(0)

    line.delivering = deliver
    line.say("a", 1)
    line.say("b", 2)
    async with traffic(line) as running:
        await running.until(lambda: len(line.pauses) == 2)
    assert [challenges for _, challenges in line.pauses] == [(), ("new",)]


async def test_chat_that_is_throttled_without_a_time_rests_by_itself(line, traffic):
    """Then our own patience is the measure, and other chats go on."""
    faults = [Throttled(None)]

    def deliver(letter):
        if letter.number == 1 and faults:
            raise faults.pop()

    line.delivering = deliver
    line.say("a", 1)
    line.say("b", 2)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert [number for _, number in line.delivered] == [2, 1]
    assert line.pauses == []


async def test_log_says_nothing_of_the_puzzles(line, traffic, caplog):
    """Whoever has one could answer it in our name."""
    caplog.set_level(logging.DEBUG)
    line.delivering = refuse(lambda: 1.0)
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: line.pauses)
    assert "it rests for 300 s" in caplog.text
    assert "puzzle" not in caplog.text
