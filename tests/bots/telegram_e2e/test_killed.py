"""``kill -9`` of the public bot while people write: what was confirmed has its effect once, what was told is true.

A few conversations and kills by default. For more, with a seed that is printed where it fails::

    SOLIDARITY_STORM=50,100,7 pytest tests/bots/telegram_e2e/test_killed.py    # conversations, kills, seed
"""

import asyncio
import os
from dataclasses import dataclass

import pytest

from tests.bots.cases import WORD, level, read_cases
from tests.bots.telegram_e2e.house import TelegramHouse
from tests.bots.telegram_e2e.storm import Outcome, Plan, is_neutral, rage
from tests.recordings.recording import FOLDER, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What was left.

    Attributes:
        cases: as a member reads them, by reference.
        calm: a case of the same conversation without any kill.
        returned: what is answered to each code, by mark.
        statuses: of the last process.
    """

    house: TelegramHouse
    outcome: Outcome
    cases: dict[str, str]
    calm: str
    statuses: list[int]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """How bad it gets."""
    conversations, kills, seed = map(int, os.environ.get("SOLIDARITY_STORM", "6,12,1").split(","))
    return Plan(conversations=conversations, kills=kills, faults=kills // 2, seed=seed)


@pytest.fixture(scope="module")
def aftermath(fresh, starter, plan) -> Aftermath:
    """Let people write, kill the bot, and read what came of it."""
    recording = read("appeal-uk", (FOLDER / "appeal-uk.txt").read_text(encoding="utf-8"))

    async def live() -> Aftermath:
        async with TelegramHouse(fresh, starter) as house:
            calm = await rage(house, recording, Plan(conversations=1, kills=0, faults=0, seed=0))
            await house.stop()
            ((quiet, text),) = (await read_cases(house)).items()
            outcome = await rage(house, recording, plan)
            statuses = await house.stop()
            cases = await read_cases(house)
        assert calm.kills == 0
        return Aftermath(
            house=house,
            outcome=outcome,
            cases={reference: read for reference, read in cases.items() if reference != quiet},
            calm=text,
            statuses=statuses,
        )

    return asyncio.run(live())


def test_it_was_killed_as_often_as_planned(aftermath, plan):
    """Or this would show nothing."""
    assert aftermath.outcome.kills == plan.kills


def test_every_update_was_confirmed_once(aftermath):
    """Telegram keeps none of them any more."""
    happened = [number for person in aftermath.outcome.people.values() for number in person.updates]
    assert set(happened) <= set(aftermath.house.public.mailbox.confirmed)
    assert not aftermath.house.public.mailbox.waiting


def test_everybody_who_was_told_received_has_exactly_one_case(aftermath):
    """As many cases as people, each with the words of one of them."""
    found = [set(WORD.findall(text)) for text in aftermath.cases.values()]
    assert all(len(words) == 1 for words in found)
    assert sorted(word for words in found for word in words) == sorted(aftermath.outcome.people)


def test_every_update_had_its_effect_exactly_once(aftermath):
    """Each case reads like that of a conversation that nobody disturbed: nothing is missing, nothing is there twice."""
    calm = level(aftermath.calm)
    for text in aftermath.cases.values():
        assert level(text) == calm


def test_codes_are_all_different(aftermath):
    """Everybody was given one of their own, and the one that was typed back was right."""
    codes = list(aftermath.outcome.codes.values())
    assert all(codes)
    assert len(set(codes)) == len(codes)


def test_last_process_ends_well(aftermath):
    """With status 0."""
    assert aftermath.statuses == [0]


def test_chats_are_neutral_in_the_end(aftermath):
    """Nothing that was written is left in any chat, nor a button."""
    for word, person in aftermath.outcome.people.items():
        assert is_neutral(word, person), person.screen
