"""The sender: order, pace, what the platform refuses, and what is noted of it."""

import asyncio
import itertools
import logging
from datetime import timedelta
from itertools import pairwise

import pytest

from bots.traffic import ChatClosed, Throttled, Undeliverable
from bots.traffic.pace import CHAT_BURST
from bots.traffic.sender import TRIES
from storage.errors import TemporaryError


def times(line, *numbers):
    """When these letters were delivered."""
    return [time for time, number in line.delivered if number in numbers]


def once(fault, *, number=1):
    """Fail once, at one letter."""
    faults = [fault]

    def deliver(letter):
        if letter.number == number and faults:
            raise faults.pop()

    return deliver


async def test_letters_of_a_chat_are_sent_in_their_order(line, traffic):
    """However long each of them takes."""
    line.delivering = lambda letter: asyncio.sleep(5 if letter.number == 1 else 0.1)
    line.say("a", 1, 2, 3)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert [number for _, number in line.delivered] == [1, 2, 3]


async def test_letter_that_was_dropped_meanwhile_is_not_sent(line, traffic):
    """What was read of the outbox may be for somebody else by now; what was written since is sent."""

    def drop(letter):
        if letter.number == 1:
            del line.outbox[2]
            line.say("a", 4)

    line.delivering = drop
    line.say("a", 1, 2, 3)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert [number for _, number in line.delivered] == [1, 3, 4]


async def test_letter_of_which_it_is_not_known_whether_it_waits_is_sent_later(line, traffic):
    """The database fails for a moment."""
    line.faults["stands"] = [TemporaryError("gone")]
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert [number for _, number in line.delivered] == [1]


async def test_slow_chat_keeps_nobody_else_waiting(line, traffic):
    """Chats are sent to side by side."""
    line.delivering = lambda letter: asyncio.sleep(60 if letter.key == "slow" else 0)
    line.say("slow", 1)
    line.say("b", 2)
    async with traffic(line) as running:
        await running.until(lambda: len(line.delivered) == 2, step=1)
    assert times(line, 2) < [1.0]


async def test_chat_hears_a_message_a_second_after_a_short_burst(line, traffic):
    """The pace that the platform asks for within a chat is kept."""
    numbers = range(1, CHAT_BURST + 6)
    line.say("a", *numbers)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    sent = times(line, *numbers)
    assert [number for _, number in line.delivered] == list(numbers)
    assert sent[CHAT_BURST - 1] < 1
    for index in range(CHAT_BURST, len(sent)):
        assert sent[index] >= index - CHAT_BURST + 0.99
    assert sent[-1] < 2 * len(sent)
    assert not line.postponed  # it rests in memory alone: a flood does not become a write for each letter


async def test_account_sends_thirty_messages_a_second_at_most(line, traffic):
    """However many chats have something to hear."""
    for number in range(90):
        line.say(f"chat {number}", number)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    sent = sorted(time for time, _ in line.delivered)
    assert all(sent[index + 30] - sent[index] >= 0.99 for index in range(60))
    assert sent[-1] < 4


async def test_chat_with_much_to_hear_does_not_fill_the_window(line, traffic):
    """The outbox hands out a hundred letters; a chat with more than that is no wall before the others."""
    line.say("flood", *range(1, 300))
    line.say("a person", 500)
    async with traffic(line) as running:
        await running.until(lambda: times(line, 500))
        assert times(line, 500) < [3.0]
        line.outbox.clear()


async def test_throttled_chat_waits_as_long_as_the_platform_says(line, traffic):
    """And the letters behind it wait with it, while other chats go on."""
    line.delivering = once(Throttled(17))
    line.say("a", 1, 2)
    line.say("b", 3)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert 17 <= times(line, 1)[0] < 18.5
    assert [number for _, number in line.delivered] == [3, 1, 2]
    assert times(line, 3) < [1.0]


async def test_rest_is_over_in_time_though_the_clock_was_set_back(line, traffic):
    """What the outbox says of a postponed letter is put right as soon as its chat has rested."""
    line.delivering = once(Throttled(17))
    line.say("a", 1, 2)
    async with traffic(line) as running:
        await asyncio.sleep(2)
        line.ahead = timedelta(hours=-12)
        line.say("a", 3)
        await running.until(lambda: not line.outbox)
    assert [number for _, number in line.delivered] == [1, 2, 3]
    assert 17 <= times(line, 1)[0] < 18.5


async def test_clock_that_could_not_be_put_right_is_put_right_later(line, traffic):
    """A database that is busy just then delays it by a moment."""
    line.delivering = once(Throttled(17))
    line.say("a", 1)
    async with traffic(line) as running:
        await asyncio.sleep(2)
        line.ahead = timedelta(hours=-12)
        line.faults["postpone"] = [TemporaryError("busy")]
        await running.until(lambda: not line.outbox)
    assert 17 <= times(line, 1)[0] < 19.5


@pytest.mark.parametrize("fault", [TemporaryError("no network"), ConnectionResetError(), TimeoutError()])
async def test_letter_is_tried_again_when_the_network_fails(line, traffic, fault):
    """Later, and ahead of what follows it."""
    line.delivering = once(fault)
    line.say("a", 1, 2)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert [number for _, number in line.delivered] == [1, 2]
    assert 1 <= times(line, 1)[0] < 2.5


async def test_tries_become_rarer_while_the_network_is_away(line, traffic):
    """1, 2, 4 ... seconds, a minute at most."""
    tried = []

    def deliver(_letter):
        tried.append(asyncio.get_running_loop().time())
        if tried[-1] < 600:
            raise TemporaryError("no network")

    line.delivering = deliver
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox, step=1)
    pauses = [later - earlier for earlier, later in pairwise(tried)]
    assert pauses[:6] == pytest.approx([1, 2, 4, 8, 16, 32], abs=1.1)
    assert max(pauses) == pytest.approx(60, abs=1.1)


async def test_letter_that_alone_fails_again_and_again_is_given_up(line, traffic, caplog):
    """While others are served the platform is there; what waits behind it, such as an alarm, is sent at last."""
    tried = []

    def deliver(letter):
        if letter.number == 1:
            tried.append(asyncio.get_running_loop().time())
            raise TemporaryError("canary-7f3a")

    line.delivering = deliver
    line.say("a", 1, 2)
    async with traffic(line) as running:
        for number in itertools.count(100):
            if times(line, 2):
                break
            line.say("b", number)
            await asyncio.sleep(10)
        await running.until(lambda: not line.outbox)
    assert TRIES <= len(tried) <= TRIES + 4  # those between which nobody else was served do not count
    assert times(line, 2)[0] < 400
    assert "a letter was given up" in caplog.text
    assert "canary-7f3a" not in caplog.text


async def test_letter_is_not_given_up_while_the_platform_is_away(line, traffic, caplog):
    """However long: nobody is served, so it is no letter's fault."""
    begun = asyncio.get_running_loop().time()

    def deliver(_letter):
        if asyncio.get_running_loop().time() - begun < 6 * 3600:
            raise ConnectionResetError

    line.delivering = deliver
    line.say("a", 1, 2)
    line.say("b", 3)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox, within=7 * 3600, step=10)
    assert sorted(number for _, number in line.delivered) == [1, 2, 3]
    assert "given up" not in caplog.text


async def test_throttling_gives_up_no_letter(line, traffic, caplog):
    """A chat that has to wait is not failing, though others are served."""
    faults = [Throttled(1) for _ in range(2 * TRIES)]

    def deliver(letter):
        if letter.number == 1 and faults:
            raise faults.pop()

    line.delivering = deliver
    line.say("a", 1)
    async with traffic(line) as running:
        for number in range(100, 120):
            line.say("b", number)
            await asyncio.sleep(2)
        await running.until(lambda: not line.outbox)
    assert len(times(line, 1)) == 1
    assert "given up" not in caplog.text


async def test_closed_chat_is_closed_and_the_others_go_on(line, traffic):
    """What waits for it is dropped by the line."""
    line.delivering = once(ChatClosed())
    line.say("a", 1, 2)
    line.say("b", 3)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert line.closed == ["a"]
    assert [number for _, number in line.delivered] == [3]


@pytest.mark.parametrize("fault", [Undeliverable("never"), KeyError("canary-7f3a")])
async def test_letter_that_is_never_taken_is_given_up(line, traffic, fault, caplog):
    """The chat behind it goes on, and the log says the kind of the error alone."""
    line.delivering = once(fault)
    line.say("a", 1, 2)
    with caplog.at_level(logging.DEBUG):
        async with traffic(line) as running:
            await running.until(lambda: not line.outbox)
    assert [number for _, number in line.delivered] == [2]
    assert type(fault).__name__ in caplog.text
    assert "canary-7f3a" not in caplog.text


async def test_letter_is_not_sent_twice_because_it_could_not_be_noted(line, traffic):
    """While the disk is full nothing is sent again; it is noted once there is space."""
    line.faults["sent"] = [TemporaryError("a full disk") for _ in range(5)]
    line.say("a", 1, 2)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert [number for _, number in line.delivered] == [1, 2]


async def test_chat_rests_when_a_wait_could_not_be_noted(line, traffic):
    """The platform's wish is kept in memory too: a full disk does not make us hammer."""
    line.delivering = once(Throttled(17))
    line.faults["postpone"] = [TemporaryError("a full disk")]
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert 17 <= times(line, 1)[0] < 18.5


async def test_outbox_that_cannot_be_read_is_read_again(line, traffic):
    """The sender outlives a database that fails for a while."""
    line.faults["outgoing"] = [TemporaryError("busy")]
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
    assert times(line, 1)[0] < 2


async def test_outbox_that_cannot_be_read_is_not_hammered(line, traffic):
    """Also not when a chat's rest is over meanwhile."""
    line.delivering = once(Throttled(3))
    line.say("a", 1)
    async with traffic(line) as running:
        await asyncio.sleep(2)
        line.faults["outgoing"] = [TemporaryError("busy") for _ in range(1000)]
        await asyncio.sleep(10)
        assert len(line.faults["outgoing"]) > 980
        line.faults["outgoing"].clear()
        await running.until(lambda: not line.outbox)


async def test_letter_that_is_sent_while_the_outbox_is_read_is_not_sent_again(line, traffic):
    """What was read before it was gone is not believed."""
    line.delivering = lambda _: asyncio.sleep(1.2)
    read = line.outgoing

    async def read_slowly():
        letters = await read()
        await asyncio.sleep(0.5)
        return letters

    line.outgoing = read_slowly
    line.say("a", 1)
    async with traffic(line) as running:
        await running.until(lambda: not line.outbox)
        await asyncio.sleep(5)
    assert [number for _, number in line.delivered] == [1]


async def test_letters_that_nobody_announced_are_found_within_a_second(line, traffic):
    """Also while a chat rests for long."""
    line.delivering = once(Throttled(300))
    line.say("a", 1)
    async with traffic(line) as running:
        await asyncio.sleep(5)
        line.say("b", 2)
        await running.until(lambda: times(line, 2), within=1.2)
        line.outbox.clear()


async def test_answers_to_the_last_updates_are_sent_before_the_end(line, traffic):
    """The sender ends after the workers."""
    line.answering = True
    line.handling = lambda _: asyncio.sleep(0.5)
    async with traffic(line) as running:
        line.arrive("a", "1", "2")
        line.arrive("b", "1")
        running.stop.set()
    assert len(line.delivered) == 3
    assert not line.outbox


async def test_letters_that_have_to_wait_do_not_delay_the_end(line, traffic):
    """They are in the outbox; the next process sends them."""
    line.delivering = once(Throttled(300))
    line.say("a", 1)
    async with traffic(line) as running:
        await asyncio.sleep(1)
        running.stop.set()
    assert asyncio.get_running_loop().time() < 3
    assert list(line.outbox) == [1]
