"""Conversations with a public bot that is killed again and again, and whose connections fail; what they came to."""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from tests.bots.processes import Process
from tests.bots.telegram_e2e.house import TelegramHouse
from tests.doubles.telegram.faults import Faults
from tests.doubles.telegram.person import Person
from tests.recordings.recording import Recording, mark
from tests.recordings.telegram import replay

PATIENCE = 120.0
"""Seconds for which people wait: the bot may be killed many times before it answers."""

_MOST_CALLS = 12
_MOST_SECONDS = 0.03
_SENDING = ("sendMessage", "editMessageText", "deleteMessage", "answerCallbackQuery", "getUpdates", "getFile")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How bad it gets.

    Attributes:
        kills: how often the process is killed while people write; with ``kill -9``.
        faults: how many calls fail besides.
        seed: of all that is left to chance.
    """

    conversations: int
    kills: int
    faults: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What it came to.

    Attributes:
        people: who wrote, each with a mark that stands in everything they wrote.
        codes: their receipt codes, by mark.
        kills: how often the process was killed.
    """

    people: dict[str, Person]
    codes: dict[str, str]
    kills: int


async def rage(house: TelegramHouse, recording: Recording, plan: Plan) -> Outcome:
    """Let it happen, to the end of every conversation."""
    chance = random.Random(plan.seed)
    people = {f"слово{number:03}ц": house.add_submitter(recording.language) for number in range(plan.conversations)}
    _fail(house.public.faults, plan.faults, chance)
    talking = asyncio.gather(*(_talk(recording, word, person) for word, person in people.items()))
    kills = 0
    process = house.start("intake")
    while kills < plan.kills and not talking.done():
        await _wait(house, chance, talking)
        process = _kill(house, process)
        kills += 1
    codes = await talking
    await house.public.mailbox.empties()
    house.public.faults.clear()
    for word, person in people.items():
        # A chat is cleared behind the last words, and where a call has failed, some seconds later.
        with suppress(AssertionError):
            await person.awaits(partial(is_neutral, word, person), "a neutral chat")
    return Outcome(people=people, codes=dict(zip(people, codes, strict=True)), kills=kills)


def is_neutral(word: str, person: Person) -> bool:
    """Whether nothing that was written is left in a chat, nor a button."""
    return word not in person.screen and bool(person.messages) and not person.messages[-1].labels


async def _talk(recording: Recording, word: str, person: Person) -> str:
    person.patience = PATIENCE
    return await replay(mark(recording, word), person)


async def _wait(house: TelegramHouse, chance: random.Random, talking: asyncio.Future) -> None:
    """Wait for some calls of the bot, and then for a moment: the process dies anywhere in its work."""
    journal = house.telegram.journal
    calls = len(journal.exchanges) + chance.randint(1, _MOST_CALLS)
    wanted = asyncio.ensure_future(journal.change.until(lambda: len(journal.exchanges) >= calls, PATIENCE))
    await asyncio.wait({wanted, talking}, return_when=asyncio.FIRST_COMPLETED)
    wanted.cancel()
    await asyncio.wait({talking}, timeout=chance.uniform(0, _MOST_SECONDS))


def _kill(house: TelegramHouse, process: Process) -> Process:
    house.kill(process)
    return house.start("intake")


def _fail(faults: Faults, number: int, chance: random.Random) -> None:
    """Let some calls fail, in every way there is."""
    for _ in range(number):
        method = chance.choice(_SENDING)
        fail = chance.choice((faults.drop, faults.lose, faults.fail, faults.throttle))
        fail(method)
