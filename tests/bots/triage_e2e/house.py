"""A house on both messengers in which time passes when the test says so, with a second machine beside the first.

The processes have no clock but the real one, and the shortest step of an escalation is a minute. So whatever waits for
a time is made older in the database: to whoever looks at the rows, that much time has passed.
"""

import asyncio
import re
import shutil
import sqlite3
from base64 import b32decode
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from storage.database import tables
from storage.database.columns import Instant
from storage.sealed import step_code
from tests.bots.processes import Process
from tests.bots.signal_e2e.house import BothHouse
from tests.doubles.signal.muted import Muted
from tests.doubles.watching import PATIENCE, Watcher

_AGEING = (
    tables.alerts,
    tables.calls,
    tables.cases,
    tables.deadlines,
    tables.offers,
    tables.referrals,
    tables.reminders,
)
"""What waits for a time, or remembers one."""

_CALL = re.compile(r"(?:ALERT|DRILL) (\d+)(?:, call (\d+))?:")
_SILENCE = re.compile(r"Alert (\d+) has fallen silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A member.

    Attributes:
        chats: where the member is bound, by channel.
        secret: of the authenticator.
    """

    chats: dict[str, Watcher[Any]]
    secret: bytes

    @property
    def code(self) -> str:
        """What the authenticator shows now."""
        return step_code(self.secret, datetime.now(UTC))


class TriageHouse(BothHouse):
    """With a second machine.

    Attributes:
        colleagues: the members, by name.
    """

    async def open(self) -> None:
        """Let the services listen, and name them in both configurations."""
        self.colleagues: dict[str, Colleague] = {}
        await super().open()
        self.place.rewrite("[duty]\n", '[duty]\npager_hosts = ["127.0.0.1"]\n')
        muted = Muted(self.staff_signal)
        await muted.start()
        self.ends.push_async_callback(muted.stop)
        silent = await asyncio.start_server(_say_nothing, "127.0.0.1", 0)
        self.ends.callback(silent.close)
        port = silent.sockets[0].getsockname()[1]
        text = self.place.file.read_text(encoding="utf-8").replace('"../memory"', '"../memory-2"')
        text = text.replace(self.staff_signal.url, muted.url).replace(self.telegram.url, f"http://127.0.0.1:{port}")
        self._second = self.place.folder / "second.toml"
        self._second.write_text(text, encoding="utf-8")

    def start_second(self) -> Process:
        """Run triage on the second machine, which has the same working key.

        It hears what is written on Signal, and nothing on Telegram; what it sends arrives nowhere. So whatever arrives
        twice was written twice.
        """
        memory = self.place.root / "memory-2"
        if not memory.exists():
            memory.mkdir(mode=0o700)
            shutil.copy2(self.place.memory / "working.key", memory)
        return self.start("triage", "--config", self._second)

    async def listened(self, machines: int = 1) -> None:
        """Wait until the public side listens, and so many machines of the staff's."""
        await self.public_signal.account.feed.listened()
        await self.staff_signal.account.feed.listened(machines)

    async def enrol(self, name: str, role: str, *channels: str) -> Colleague:
        """Let somebody become a member, on these channels."""
        invited = await self.call("members add", name, "--role", role, unlock=True)
        assert invited.status == 0, invited
        secret = b32decode(re.search(r"typed: (\w+)", invited.err).group(1))
        chats: dict[str, Watcher[Any]] = {}
        for channel in channels:
            if chats:
                invited = await self.call("members invite", name, unlock=True)
                assert invited.status == 0, invited
            person = self.add_colleague() if channel == "signal" else self.add_member()
            person.types(invited.out.strip())
            await person.hears(f"Welcome, {name}")
            chats[channel] = person
        colleague = self.colleagues[name] = Colleague(chats=chats, secret=secret)
        return colleague

    def let_pass(self, **span: float) -> None:
        """Let so much time pass: whatever waits has waited for that much longer."""
        older = timedelta(**span) // timedelta(microseconds=1)
        with closing(sqlite3.connect(self.place.database, timeout=60)) as outside, outside:
            for table in _AGEING:
                columns = [column.name for column in table.columns if isinstance(column.type, Instant)]
                changes = ", ".join(f'"{name}" = "{name}" - {older}' for name in columns)
                outside.execute(f'UPDATE "{table.name}" SET {changes}')

    def read(self, query: str) -> list[Any]:
        """What lies in the database."""
        with closing(sqlite3.connect(self.place.database, timeout=60)) as outside:
            return outside.execute(query).fetchall()

    def write(self, statement: str) -> None:
        """Change something in the database."""
        with closing(sqlite3.connect(self.place.database, timeout=60)) as outside, outside:
            assert outside.execute(statement).rowcount

    async def until(self, query: str) -> None:
        """Wait until a query finds nothing any more."""
        async with asyncio.timeout(PATIENCE):
            while await asyncio.to_thread(self.read, query):
                pass

    def counted_calls(self) -> Counter[tuple[str, int, int]]:
        """The calls as they were noted: of each place its channel, the alert, and how often it was said."""
        return Counter(self.read("SELECT channel, alert, said FROM calls WHERE channel <> 'pager'"))

    def heard_calls(self) -> Counter[tuple[str, int, int]]:
        """The calls as they were heard, in the same form: none was left out, and they came in their order."""
        heard: Counter[tuple[str, int, int]] = Counter()
        for colleague in self.colleagues.values():
            for channel, chat in colleague.chats.items():
                for alert, numbers in find_calls(chat).items():
                    assert sorted(numbers) == numbers, chat.screen
                    assert set(numbers) == set(range(1, max(numbers) + 1)), chat.screen
                    heard[channel, alert, max(numbers)] += 1
        return heard

    def repeated_calls(self) -> Counter[str]:
        """How many calls were heard again under the same number, by channel."""
        repeated: Counter[str] = Counter()
        for colleague in self.colleagues.values():
            for channel, chat in colleague.chats.items():
                repeated[channel] += sum(len(numbers) - len(set(numbers)) for numbers in find_calls(chat).values())
        return repeated


def find_calls(chat: Watcher[Any]) -> dict[int, list[int]]:
    """The calls that stand in a chat: by alert, the how-manieth each was."""
    found: dict[int, list[int]] = {}
    for message in chat.bots:
        if match := _CALL.match(message.text):
            found.setdefault(int(match[1]), []).append(int(match[2] or 1))
    return found


def find_silences(chat: Watcher[Any]) -> list[int]:
    """The alerts of which a chat was told that they have fallen silent."""
    return [int(match[1]) for message in chat.bots if (match := _SILENCE.match(message.text))]


def count(chat: Watcher[Any], words: str) -> int:
    """How many messages of the bot with these words stand in a chat."""
    return sum(words in message.text for message in chat.bots)


async def _say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Take whatever comes, and answer nothing."""
    try:
        while await reader.read(1 << 16):
            pass
    except OSError:
        pass
    finally:
        writer.close()
