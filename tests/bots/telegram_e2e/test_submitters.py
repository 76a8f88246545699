"""The recordings on Telegram: the public bot in a process of its own, met by clicks, texts and files.

All conversations are held at the same time, each by another person; each test looks at one.
"""

import asyncio
from dataclasses import dataclass

import pytest

from tests.bots.house import copy
from tests.bots.telegram_e2e.house import TelegramHouse
from tests.doubles.telegram.person import Person
from tests.recordings.recording import Recording, Typed, read_all
from tests.recordings.telegram import replay


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was left of a conversation.

    Attributes:
        failure: what went other than it was recorded.
    """

    person: Person
    failure: Exception | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """What was left of all of them."""

    house: TelegramHouse
    statuses: list[int]
    conversations: dict[str, Held]


@pytest.fixture(scope="module")
def evening(asked, starter, tmp_path_factory) -> Evening:
    """Hold all conversations."""

    async def hold(house: TelegramHouse, recording: Recording) -> Held:
        person = house.add_submitter(recording.language)
        try:
            await replay(recording, person, code=house.place.code_for(recording.name))
            # The chat is cleared behind the last words, and by a bot that is ended only for a while.
            await person.awaits(lambda: len(person.messages) == 1 and not person.messages[0].labels, "a neutral chat")
        except AssertionError as failure:
            return Held(person=person, failure=failure)
        return Held(person=person, failure=None)

    async def hold_all() -> Evening:
        async with TelegramHouse(copy(asked, tmp_path_factory.mktemp("evening")), starter) as house:
            house.start("intake")
            recordings = read_all()
            held = await asyncio.gather(*(hold(house, recording) for recording in recordings))
            await house.public.mailbox.empties()
            statuses = await house.stop()
        named = {recording.name: one for recording, one in zip(recordings, held, strict=True)}
        return Evening(house=house, statuses=statuses, conversations=named)

    return asyncio.run(hold_all())


def each(recordings: tuple[Recording, ...] = read_all()):
    """A test for each recording."""
    return pytest.mark.parametrize("recording", recordings, ids=lambda recording: recording.name)


@each()
def test_conversation_is_held_on_telegram_as_it_was_recorded(recording, evening):
    """Everything is said and offered that was."""
    held = evening.conversations[recording.name]
    if held.failure:
        raise held.failure


@each()
def test_chat_is_neutral_after_the_end(recording, evening):
    """One message of the bot is left, without buttons; nothing that was typed or sent."""
    held = evening.conversations[recording.name]
    (left,) = held.person.messages
    assert (left.sender.is_bot, left.labels) == (True, []), held.person.screen


@each()
def test_nothing_typed_is_said_back_but_in_the_review(recording, evening):
    """Of all that the bot ever sent to a chat, only a look at the answers holds them."""
    held = evening.conversations[recording.name]
    typed = [step.text for step in recording.on("telegram") if isinstance(step, Typed) and "{" not in step.text]
    answers = [text for text in typed if not text.startswith("/") and not text[0].isdecimal()]
    assert answers
    journal = evening.house.telegram.journal.of("solidarity_bot", "sendMessage", "editMessageText")
    said = [call.form.values["text"] for call in journal if call.form.values["chat_id"] == str(held.person.chat.id)]
    titles = ("Ваші відповіді", "Ваши ответы", "Your answers")
    shown = [text for text in said if not any(title in text for title in titles)]
    assert not [text for text in shown if any(answer in text for answer in answers)]


def test_processes_end_well(evening):
    """With status 0, and with nothing said that somebody has to look at."""
    assert evening.statuses == [0]
    assert not [line for line in evening.house.said().splitlines() if " ERROR " in line or " CRITICAL " in line]


def test_no_answer_is_in_the_log_at_debug(evening):
    """Neither what was typed, nor a file's name, nor a chat, nor a code, nor a token."""
    log = evening.house.said()
    for recording in read_all():
        held = evening.conversations[recording.name]
        for step in recording.on("telegram"):
            for word in (getattr(step, "text", ""), getattr(step, "name", "")):
                assert not word or word.startswith("/") or word not in log
        assert str(held.person.chat.id) not in log
    assert evening.house.place.code not in log
    assert evening.house.public.token.partition(":")[2] not in log


def test_updates_are_polled_by_one_process_at_a_time(evening):
    """Nobody was sent away by a second poller, and everything was confirmed."""
    assert evening.house.public.mailbox.conflicts == 0
    assert not evening.house.public.mailbox.waiting
