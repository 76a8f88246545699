"""Traffic in simulated time: the loop's clock leaps to the next thing that happens; and a line kept in memory."""

import asyncio
import selectors
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bots.traffic import Bell, Connection, Stop
from bots.traffic.process import serve
from storage.documents import Language
from storage.ids import ChatKey
from storage.post import Address, Letter

BEGINNING = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class _Leaping(selectors.DefaultSelector):
    """Waits for nothing: time passes by itself."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "nothing is ever going to happen any more"
            self.now += max(timeout, 0)
        return ready


class _SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop that never waits."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.now


def pytest_asyncio_loop_factories(item: pytest.Item) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The tests of this folder run in simulated time, but for those of real processes and a real database."""
    if item.path.name in {"test_children.py", "test_mailbox.py", "test_pulse.py"}:
        return {"real": asyncio.SelectorEventLoop}
    return {"simulated": _SimulatedLoop}


_AT_ONCE = datetime.min.replace(tzinfo=UTC)


def clock() -> datetime:
    """The time of day, as far as the loop has come."""
    return BEGINNING + timedelta(seconds=asyncio.get_running_loop().time())


def letter(number: int, chat: str, body: str = "") -> Letter:
    """A letter, by its number."""
    address = Address(channel="telegram", account="1", chat=chat, language=Language.EN)
    return Letter(number=number, key=ChatKey(chat), address=address, body=body.encode(), attempts=0)


class _MemoryLine:
    """A line whose mail lies in memory, and that can be told to fail.

    Attributes:
        inbox: what waits to be handled, by chat.
        outbox: what waits to be sent, with the time from which on it is due.
        handled: what was handled: the time, the chat and the update.
        delivered: what the platform was given: the time and the letter's number.
        postponed: the letters that were noted as due later.
        ahead: how far the time of day is ahead of the loop's.
        handling: called for each update, and may fail or wait; likewise ``delivering`` for each letter.
        paused: until when the account rests.
        pauses: those that were noted: how many seconds, and the platform's challenges.
        answering: whether an update handled puts a letter into the outbox.
    """

    box = "telegram:1"

    def __init__(self) -> None:
        self.inbox: dict[ChatKey, list[str]] = defaultdict(list)
        self.outbox: dict[int, tuple[Letter, datetime]] = {}
        self.handled: list[tuple[float, str, str]] = []
        self.delivered: list[tuple[float, int]] = []
        self.postponed: list[int] = []
        self.ahead = timedelta()
        self.closed: list[str] = []
        self.paused: datetime | None = None
        self.pauses: list[tuple[float, tuple[str, ...]]] = []
        self.at_once: list[int] = []
        self.faults: dict[str, list[Exception]] = defaultdict(list)
        self.handling: Callable[[str], object] = lambda _: None
        self.delivering: Callable[[Letter], object] = lambda _: None
        self.answering = False
        self._working = 0
        self._next = 1000

    def arrive(self, chat: str, *updates: str) -> None:
        """Updates arrive."""
        self.inbox[ChatKey(chat)] += updates

    def say(self, chat: str, *numbers: int) -> None:
        """Letters are written."""
        for number in numbers:
            self.outbox[number] = (letter(number, chat), _AT_ONCE)

    def clock(self) -> datetime:
        """The time of day, which may be set."""
        return clock() + self.ahead

    async def waiting(self) -> tuple[ChatKey, ...]:
        self._fail("waiting")
        return tuple(key for key, updates in self.inbox.items() if updates)

    async def work(self, key: ChatKey) -> bool:
        if not self.inbox[key]:
            return False
        self._working += 1
        self.at_once.append(self._working)
        try:
            update = self.inbox[key][0]
            await _may_wait(self.handling(update))
        finally:
            self._working -= 1
        self.inbox[key].pop(0)
        self.handled.append((asyncio.get_running_loop().time(), key, update))
        if self.answering:
            self._next += 1
            self.say(key, self._next)
        return True

    async def outgoing(self) -> tuple[Letter, ...]:
        self._fail("outgoing")
        now = self.clock()
        held: set[str] = set()
        ready: list[tuple[int, Letter]] = []
        places: Counter[ChatKey] = Counter()
        for _, (written, due) in sorted(self.outbox.items()):
            if due > now or written.key in held:
                held.add(written.key)
            else:
                places[written.key] += 1
                ready.append((places[written.key], written))
        ready.sort(key=lambda each: each[0])
        return tuple(written for _, written in ready[:100])

    async def stands(self, written: Letter) -> bool:
        self._fail("stands")
        return written.number in self.outbox

    async def deliver(self, written: Letter) -> None:
        await _may_wait(self.delivering(written))
        self.delivered.append((asyncio.get_running_loop().time(), written.number))

    async def sent(self, written: Letter) -> None:
        self._fail("sent")
        self.outbox.pop(written.number, None)

    async def postpone(self, written: Letter, until: datetime) -> None:
        self._fail("postpone")
        self.postponed.append(written.number)
        self.outbox[written.number] = (written, until)

    async def close(self, key: ChatKey) -> None:
        self.closed.append(key)
        self.outbox = {number: kept for number, kept in self.outbox.items() if kept[0].key != key}

    async def paused_until(self) -> datetime | None:
        self._fail("paused_until")
        return self.paused

    async def pause(self, until: datetime, challenges: tuple[str, ...]) -> None:
        self._fail("pause")
        self.paused = until
        self.pauses.append((round((until - self.clock()).total_seconds()), challenges))

    async def resume(self) -> None:
        self._fail("resume")
        self.paused = None

    def _fail(self, what: str) -> None:
        if self.faults[what]:
            raise self.faults[what].pop(0)


async def _may_wait(result: object) -> None:
    if result is not None:
        await result


class _Running:
    """A line in traffic.

    Attributes:
        arrived: rung when something arrived.
        said: rung when something is to be sent.
    """

    def __init__(self, line: _MemoryLine) -> None:
        self.line = line
        self.stop = Stop()
        self.arrived: Bell | None = None

    async def receive(self, arrived: Bell, stop: Stop) -> None:
        self.arrived = arrived
        await stop.wait()

    async def until(self, holds: Callable[[], object], *, within: float = 3600.0, step: float = 0.01) -> None:
        """Let time pass until something holds, looking in steps."""
        end = asyncio.get_running_loop().time() + within
        while not holds():
            assert asyncio.get_running_loop().time() < end, "it did not come to that"
            await asyncio.sleep(step)


@pytest.fixture(name="clock")
def _clock() -> Callable[[], datetime]:
    """The time of day in simulated time."""
    return clock


@pytest.fixture
def line() -> _MemoryLine:
    """A line in memory."""
    return _MemoryLine()


@pytest.fixture
def traffic() -> Callable[[_MemoryLine], AsyncIterator[_Running]]:
    """The traffic of a line, running within the block, and ended in order at its end."""

    @asynccontextmanager
    async def run(line: _MemoryLine) -> AsyncIterator[_Running]:
        running = _Running(line)
        async with asyncio.TaskGroup() as group:
            connection = Connection(line=line, receive=running.receive)
            group.create_task(serve([connection], [], running.stop, clock=line.clock))
            try:
                await asyncio.sleep(0)
                yield running
            finally:
                running.stop.set()

    return run
