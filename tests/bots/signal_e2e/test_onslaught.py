"""Many people write while connections end and frames are broken: each message has its effect once, in order.

Forty people by default, ten messages each; and stock signalbot under the same script, whose losses are shown::

    SOLIDARITY_ONSLAUGHT=200 pytest -s tests/bots/signal_e2e/test_onslaught.py    # people: two thousand messages
"""

import asyncio
import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bots.signal_e2e.house import SignalHouse
from tests.bots.signal_e2e.onslaught import LINES, Onslaught, attack
from tests.doubles.signal.person import Person
from tests.doubles.signal.server import Signal

PATIENCE = 120.0
RECONNECTING = 3.0
"""Seconds for which stock signalbot is given the chance to come back; ours has all the time that it needs."""

STOCK = Path(__file__).with_name("stock.py")
REVIEW = "Щоб змінити відповідь"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What it came to.

    Attributes:
        calm: what the review shows to somebody whom nothing disturbed, by whether a file was sent.
        shown: what it shows to each, by their words.
        seconds: until the last was answered.
    """

    house: SignalHouse
    onslaught: Onslaught
    calm: dict[bool, str]
    shown: dict[str, str]
    seconds: float


@pytest.fixture(scope="module")
def number() -> int:
    """How many people write."""
    return int(os.environ.get("SOLIDARITY_ONSLAUGHT", "40"))


@pytest.fixture(scope="module")
def aftermath(fresh, starter, number) -> Aftermath:
    """Let them write to our bot."""

    async def live() -> Aftermath:
        async with SignalHouse(fresh, starter) as house:
            house.start("intake")
            await house.public_signal.account.feed.listened()
            calm = {with_file: await answer(house.add_writer(), with_file=with_file) for with_file in (False, True)}
            started = asyncio.get_running_loop().time()
            onslaught = await attack(house.public_signal, number, patience=PATIENCE)
            shown = {word: await review(person) for word, person in onslaught.people.items()}
            for person in onslaught.people.values():
                with suppress(AssertionError):
                    await person.all_is_read()
            seconds = asyncio.get_running_loop().time() - started
            await house.stop()
        return Aftermath(house=house, onslaught=onslaught, calm=calm, shown=shown, seconds=seconds)

    return asyncio.run(live())


async def answer(person: Person, *, with_file: bool) -> str:
    """Write what all write, waiting for each answer; the review in the end."""
    for place, line in enumerate(LINES):
        if with_file and place == 8:
            person.attaches(b"x" * 100, "x.txt", media_type="text/plain")
        else:
            person.types(line.format(word="слово000ц"))
        await person.awaits(lambda: person.said, line)
    return await review(person)


async def review(person: Person) -> str:
    """What the bot showed in the end, when it was asked for all answers; without what is everybody's own."""
    person.patience = PATIENCE
    shown = await person.sees(REVIEW)
    return re.sub(r"слово\d{3}ц", "·", shown.text)


def test_every_message_had_its_effect_once_and_in_order(aftermath):
    """Everybody's answers are what they are where nothing goes wrong: nothing is missing, twice, or elsewhere."""
    for place, shown in enumerate(aftermath.shown.values()):
        assert shown == aftermath.calm[place % 20 == 0]


def test_nobody_sees_what_another_has_written(aftermath):
    """Each chat holds the words of one."""
    for word, person in aftermath.onslaught.people.items():
        assert set(re.findall(r"слово\d{3}ц", person.screen)) == {word}


def test_everything_was_shown_as_read(aftermath):
    """All of it is with us."""
    for person in aftermath.onslaught.people.values():
        assert person.is_all_read()


def test_every_connection_was_made_again(aftermath):
    """After a clean close, a dirty one, and another clean one."""
    assert aftermath.house.public_signal.account.feed.connections >= 4


def test_nothing_that_was_written_is_in_the_log(aftermath):
    """Whatever went wrong; only its kinds are."""
    log = aftermath.house.said()
    assert "слово" not in log
    assert " ERROR " not in log.replace("FrameUnreadable", "")
    assert "Traceback" not in log


def test_nothing_is_left_of_files(aftermath):
    """In the folder of the REST side."""
    assert aftermath.house.public_signal.account.fetched
    assert not aftermath.house.public_signal.account.attachments


async def test_stock_signalbot_loses_under_the_same_script(number, tmp_path):
    """It does not come back after a clean close, and what it held in memory is gone: this is what we do otherwise."""
    async with Signal() as signal:
        signal.account.voice_notes = True
        bot = await asyncio.create_subprocess_exec(
            sys.executable,
            str(STOCK),
            signal.url.removeprefix("http://"),
            signal.account.number,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=1 << 24,
        )
        try:
            await signal.account.feed.listened(patience=PATIENCE)
            onslaught = await attack(signal, number, patience=RECONNECTING)
        finally:
            bot.kill()
        said, _ = await bot.communicate()
    handled = {(uuid, int(timestamp)) for uuid, timestamp in (line.split() for line in said.decode().splitlines())}
    lost = onslaught.names - handled
    print(f"\nstock signalbot 2.2.1: {len(lost)} of {len(onslaught.names)} messages lost")
    assert lost
