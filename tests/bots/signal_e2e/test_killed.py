"""``kill -9`` of the public bot while people write: what is told again until it was read has its effect once.

Signal itself would not tell it again; people would, and repeat themselves. What is shown here is ours: whatever was
committed is worked at once, whatever was not is not shown as read. A few conversations and kills by default; for more::

    SOLIDARITY_STORM=30,60,7 pytest tests/bots/signal_e2e/test_killed.py    # conversations, kills, seed
"""

import asyncio
import os
import random
from dataclasses import dataclass

import pytest

from tests.bots.cases import WORD, level, read_cases
from tests.bots.signal_e2e.house import SignalHouse
from tests.doubles.signal.faults import Faults
from tests.doubles.signal.person import Person
from tests.recordings.recording import FOLDER, Recording, mark, read
from tests.recordings.signal import replay

PATIENCE = 120.0
"""Seconds for which people wait: the bot may be killed many times before it answers."""

_MOST_CALLS = 12
_MOST_SECONDS = 0.03
_CALLED = ("send", "receipts", "typing-indicator", "remote-delete", "contacts", "file", "discard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What was left.

    Attributes:
        people: who wrote, each with a word that stands in everything they wrote.
        codes: their receipt codes.
        kills: how often the process was killed.
        faults: how many calls failed besides.
        cases: as a member reads them.
        calm: a case of the same conversation without any kill.
        statuses: of the last process.
    """

    house: SignalHouse
    people: dict[str, Person]
    codes: list[str]
    kills: int
    faults: int
    cases: list[str]
    calm: str
    statuses: list[int]


@pytest.fixture(scope="module")
def plan() -> tuple[int, int, int]:
    """How many conversations and kills, and the seed of all that is left to chance."""
    conversations, kills, seed = map(int, os.environ.get("SOLIDARITY_STORM", "5,10,1").split(","))
    return conversations, kills, seed


@pytest.fixture(scope="module")
def aftermath(fresh, starter, plan) -> Aftermath:
    """Let people write, kill the bot, and read what came of it."""
    recording = read("appeal-uk", (FOLDER / "appeal-uk.txt").read_text(encoding="utf-8"))
    conversations, kills, seed = plan

    async def live() -> Aftermath:
        async with SignalHouse(fresh, starter) as house:
            house.public_signal.account.feed.patient = True
            house.start("intake")
            await replay(mark(recording, "слово999ц"), house.add_writer())
            ((quiet, calm),) = (await read_cases(house)).items()
            chance = random.Random(seed)
            people = {f"слово{number:03}ц": house.add_writer() for number in range(conversations)}
            _fail(house.public_signal.account.faults, kills // 2, chance)
            talking = asyncio.gather(*(_talk(recording, word, person) for word, person in people.items()))
            killed = 0
            while killed < kills and not talking.done():
                await _wait(house, chance, talking)
                house.kill(house.running[0])
                house.start("intake")
                killed += 1
            codes = await talking
            await house.public_signal.account.feed.empties(PATIENCE)
            await _take_back(list(people.values()), killed, kills // 2)
            statuses = await house.stop()
            cases = await read_cases(house)
        return Aftermath(
            house=house,
            people=people,
            codes=codes,
            kills=killed,
            faults=kills // 2,
            cases=[text for reference, text in cases.items() if reference != quiet],
            calm=calm,
            statuses=statuses,
        )

    return asyncio.run(live())


async def _talk(recording: Recording, word: str, person: Person) -> str:
    person.patience = PATIENCE
    return await replay(mark(recording, word), person)


async def _wait(house: SignalHouse, chance: random.Random, talking: asyncio.Future) -> None:
    """Wait for some calls of the bot, and then for a moment: the process dies anywhere in its work."""
    journal = house.public_signal.journal
    calls = len(journal.exchanges) + chance.randint(1, _MOST_CALLS)
    wanted = asyncio.ensure_future(journal.change.until(lambda: len(journal.exchanges) >= calls, PATIENCE))
    await asyncio.wait({wanted, talking}, return_when=asyncio.FIRST_COMPLETED)
    wanted.cancel()
    await asyncio.wait({talking}, timeout=chance.uniform(0, _MOST_SECONDS))


def find_left(people: list[Person], kills: int, faults: int) -> list[int]:
    """How many of the bot's messages are left in each chat besides its last words; nothing if no more than may be.

    In a chat one message is under way at a time, and the next one only when it is remembered: a kill loses one at most
    of each chat, in however many chats at once; and a call that fails leaves one message in one chat.
    """
    left = [len(person.bots) - 1 for person in people]
    return left if max(left) > kills + faults or sum(left) > kills * len(people) + faults else []


async def _take_back(people: list[Person], kills: int, faults: int) -> None:
    """Wait until the bot has taken back its own, or for long enough."""

    async def watch(person: Person) -> None:
        await person.awaits(lambda: not find_left(people, kills, faults), "that the bot takes back its own")

    watching = [asyncio.ensure_future(watch(person)) for person in people]
    _, left = await asyncio.wait(watching, return_when=asyncio.FIRST_COMPLETED)
    for one in left:
        one.cancel()


def _fail(faults: Faults, number: int, chance: random.Random) -> None:
    """Let some calls fail, in every way there is."""
    for _ in range(number):
        method = chance.choice(_CALLED)
        chance.choice((faults.drop, faults.lose, faults.fail))(method)


def test_it_was_killed_as_often_as_planned(aftermath, plan):
    """Or this would show nothing."""
    assert aftermath.kills == plan[1]


def test_everybody_has_exactly_one_case(aftermath):
    """As many cases as people, each with the words of one of them."""
    found = [set(WORD.findall(text)) for text in aftermath.cases]
    assert all(len(words) == 1 for words in found)
    assert sorted(word for words in found for word in words) == sorted(aftermath.people)


def test_every_message_had_its_effect_exactly_once(aftermath):
    """Each case reads like that of a conversation that nobody disturbed: nothing is missing, nothing is there twice."""
    for text in aftermath.cases:
        assert level(text) == level(aftermath.calm)


def test_codes_are_all_different(aftermath):
    """Everybody was given one of their own, and the one that was typed back was right."""
    assert all(aftermath.codes)
    assert len(set(aftermath.codes)) == len(aftermath.codes)


def test_last_process_ends_well(aftermath):
    """With status 0, and nothing in the log of what was written."""
    assert aftermath.statuses == [0]
    assert not WORD.search(aftermath.house.said())


def test_bot_takes_back_its_own(aftermath):
    """All but the last words, and in each chat what was sent the moment before a kill, which no process remembers."""
    assert find_left(list(aftermath.people.values()), aftermath.kills, aftermath.faults) == []
