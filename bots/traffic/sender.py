"""The sender of one line: what waits in the outbox goes to the platform, in order in a chat, many chats side by side.

Whatever has to wait, for its chat's pace, for a platform that throttles or a network that fails, waits in the outbox
and in no task; so a chat with much to hear holds up nobody else, and there is little to break off at the end. How long
it rests is measured by the event loop's time; what a platform or a network makes us wait for is noted in the outbox
too, for the next process. A letter is sent at least once. What it says is never logged, nor for whom it is.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bots.traffic.backoff import back_off
from bots.traffic.bell import Bell
from bots.traffic.errors import ChatClosed, Throttled
from bots.traffic.line import Line
from bots.traffic.pace import Pace
from bots.traffic.pausing import Leave, Pausing
from bots.traffic.stop import Stop
from storage.errors import TemporaryError
from storage.ids import ChatKey
from storage.post import Letter

log = logging.getLogger(__name__)

LOOK = 1.0
"""Seconds after which it looks without having been called."""

TRIES = 8
"""A letter that has failed so often while other chats were served is given up: what is behind it may be an alarm."""


@dataclass(slots=True, kw_only=True)
class _Failing:
    """A letter that fails, the first of its chat.

    Attributes:
        number: its own.
        tries: how many times it has failed, not counting those without another chat served since the one before.
        served: how many letters the platform had taken when it failed last.
    """

    number: int
    tries: int = 0
    served: int = -1


class Sender:
    """The sender of one line."""

    def __init__(self, line: Line, *, said: Bell, clock: Callable[[], datetime]) -> None:
        """Listen to ``said``; the clock gives aware times."""
        self._line = line
        self._said = said
        self._clock = clock
        self._pace = Pace()
        self._pausing = Pausing(line, clock=clock)
        self._busy: set[ChatKey] = set()
        self._resting: dict[ChatKey, float] = {}
        self._failures: dict[ChatKey, int] = {}
        self._failing: dict[ChatKey, _Failing] = {}
        self._noted: dict[ChatKey, tuple[Letter, datetime]] = {}
        self._taken: set[int] = set()
        self._served = 0

    async def run(self, stop: Stop) -> None:
        """Send until it is time to end and nothing is due any more."""
        async with asyncio.TaskGroup() as group:
            while True:
                # Asked first: whatever was written before it was set is seen by the look that follows.
                ending = stop.is_set
                for key, letters in (await self._look()).items():
                    self._busy.add(key)
                    group.create_task(self._send(key, letters))
                if ending and not self._busy:
                    return
                await self._said.wait(self._until_next())

    async def _look(self) -> Mapping[ChatKey, Sequence[Letter]]:
        """What can be sent now, by chat."""
        # A letter may be sent while the outbox is read, and still be in what was read of it.
        busy = set(self._busy)
        try:
            await self._end_rests()
            leave = await self._pausing.look()
            if leave is Leave.NONE or (leave is Leave.ONE and busy):
                return {}
            outgoing = await self._line.outgoing()
        except TemporaryError as error:
            log.warning("the outbox cannot be read: %s", type(error).__name__)
            return {}
        chats: dict[ChatKey, list[Letter]] = {}
        for letter in outgoing:
            if letter.key not in busy and letter.key not in self._resting:
                chats.setdefault(letter.key, []).append(letter)
                if leave is Leave.ONE:
                    break
        return chats

    async def _end_rests(self) -> None:
        """Let the chats go on that have rested, also where the outbox says later because the clock was set back."""
        now = _now()
        self._resting = {key: until for key, until in self._resting.items() if until > now}
        for key in [key for key in self._noted if key not in self._resting]:
            letter, until = self._noted[key]
            if until > self._clock():
                await self._line.postpone(letter, self._clock())
            del self._noted[key]

    def _until_next(self) -> float:
        """How many seconds to wait for the bell."""
        now = _now()
        return min([LOOK, *(max(until - now, 0.0) for until in self._resting.values())])

    async def _send(self, key: ChatKey, letters: Sequence[Letter]) -> None:
        try:
            for letter in letters:
                if not await self._send_one(letter):
                    return
        except TemporaryError as error:
            log.warning("what became of a letter cannot be read or noted: %s", type(error).__name__)
            self._rest_after_failure(key)
        finally:
            self._busy.discard(key)
            self._said.ring()

    async def _send_one(self, letter: Letter) -> bool:
        """Send a letter, if this is the time and it still waits; whether the next one may follow.

        Raises:
            TemporaryError: it is not known whether it waits, or what became of it was not saved.
        """
        if letter.number not in self._taken:
            if wait := self._pace.take_in(letter.key, _now()):
                self._resting[letter.key] = _now() + wait
                return False
            await asyncio.sleep(self._pace.reserve(_now()))
            if self._pausing.is_on:
                return False
            if not await self._line.stands(letter):
                return True
            if not await self._deliver(letter):
                return False
            # It is with the platform. If that cannot be noted now, it is noted later, and not sent once more.
            self._taken.add(letter.number)
        await self._line.sent(letter)
        self._taken.discard(letter.number)
        self._failures.pop(letter.key, None)
        return True

    async def _deliver(self, letter: Letter) -> bool:
        """Hand a letter to the platform; whether it is done with."""
        try:
            await self._line.deliver(letter)
        except Throttled as error:
            await self._wait(letter, error)
            return False
        except ChatClosed:
            await self._line.close(letter.key)
            self._failures.pop(letter.key, None)
            self._failing.pop(letter.key, None)
            return False
        except (TemporaryError, OSError) as error:
            if self._count(letter) < TRIES:
                log.warning("a letter waits for another try: %s", type(error).__name__)
                await self._postpone(letter, self._rest_after_failure(letter.key))
                return False
            log.error("a letter was given up, as others are taken meanwhile: %s", type(error).__name__)
        except Exception as error:  # noqa: BLE001 - whatever it is, the chat goes on; only its kind is logged
            log.error("a letter was given up: %s", type(error).__name__)
        else:
            self._served += 1
            self._pausing.end()
        self._failing.pop(letter.key, None)
        return True

    async def _wait(self, letter: Letter, error: Throttled) -> None:
        """Let an account rest, or one chat of it."""
        if error.account:
            self._pausing.begin(error)
            return
        seconds = self._rest_after_failure(letter.key) if error.seconds is None else error.seconds
        log.info("the platform wants us to wait for %d s", seconds)
        await self._postpone(letter, seconds)

    def _count(self, letter: Letter) -> int:
        """How many times a letter has failed, now too, that are its own fault and not the platform's, which is away."""
        failing = self._failing.get(letter.key)
        if failing is None or failing.number != letter.number:
            failing = self._failing[letter.key] = _Failing(number=letter.number)
        if self._served > failing.served:
            failing.tries += 1
        failing.served = self._served
        return failing.tries

    async def _postpone(self, letter: Letter, seconds: float) -> None:
        # Due before its chat has rested, so that the first look after the rest finds it.
        until = self._clock() + timedelta(seconds=seconds)
        self._resting[letter.key] = _now() + seconds
        await self._line.postpone(letter, until)
        self._noted[letter.key] = letter, until

    def _rest_after_failure(self, key: ChatKey) -> float:
        self._failures[key] = self._failures.get(key, 0) + 1
        seconds = back_off(self._failures[key])
        self._resting[key] = max(self._resting.get(key, 0.0), _now() + seconds)
        return seconds


def _now() -> float:
    return asyncio.get_running_loop().time()
