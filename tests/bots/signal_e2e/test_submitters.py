"""The recordings on Signal: the public bot in a process of its own, met by texts and files.

All conversations are held at the same time, each by another person; each test looks at one.
"""

import asyncio
from dataclasses import dataclass

import pytest

from tests.bots.house import copy
from tests.bots.signal_e2e.house import SignalHouse
from tests.doubles.signal.person import Person
from tests.recordings.recording import Attached, Recording, Typed, read_all
from tests.recordings.signal import replay


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

    house: SignalHouse
    statuses: list[int]
    conversations: dict[str, Held]


@pytest.fixture(scope="module")
def evening(asked, starter, tmp_path_factory) -> Evening:
    """Hold all conversations."""

    async def hold(house: SignalHouse, recording: Recording) -> Held:
        person = house.add_writer()
        try:
            await replay(recording, person, code=house.place.code_for(recording.name))
            await person.awaits(lambda: len(person.bots) == 1, "the last words alone")
            # Receipts and answers go side by side, and the bot that is ended waits but a moment for a receipt.
            await person.all_is_read()
        except AssertionError as failure:
            return Held(person=person, failure=failure)
        return Held(person=person, failure=None)

    async def hold_all() -> Evening:
        async with SignalHouse(copy(asked, tmp_path_factory.mktemp("evening")), starter) as house:
            house.start("intake")
            await house.public_signal.account.feed.listened()
            recordings = read_all()
            held = await asyncio.gather(*(hold(house, recording) for recording in recordings))
            statuses = await house.stop()
        named = {recording.name: one for recording, one in zip(recordings, held, strict=True)}
        return Evening(house=house, statuses=statuses, conversations=named)

    return asyncio.run(hold_all())


def each(recordings: tuple[Recording, ...] = read_all()):
    """A test for each recording."""
    return pytest.mark.parametrize("recording", recordings, ids=lambda recording: recording.name)


@each()
def test_conversation_is_held_on_signal_as_it_was_recorded(recording, evening):
    """Everything is said and offered that was; in the end one neutral message of the bot is left."""
    held = evening.conversations[recording.name]
    if held.failure:
        raise held.failure


@each()
def test_everything_that_was_written_was_shown_as_read(recording, evening):
    """Once it was with us for good."""
    person = evening.conversations[recording.name].person
    assert [message for message in person.messages if message.sender is not None]
    assert person.is_all_read()


@each()
def test_messages_disappear_and_the_bot_was_seen_typing(recording, evening):
    """As it is configured."""
    chat = evening.conversations[recording.name].person.chat
    assert chat.expires == 24 * 3600
    assert chat.typed


@each()
def test_nothing_typed_is_said_back_but_in_the_review(recording, evening):
    """Of all that the bot ever sent to a chat, only a look at the answers holds them."""
    held = evening.conversations[recording.name]
    typed = [step.text for step in recording.on("signal") if isinstance(step, Typed) and "{" not in step.text]
    answers = [text for text in typed[1:] if not text[0].isdecimal()]
    assert answers
    journal = evening.house.public_signal.journal.of(evening.house.public_signal.account.number, "send")
    said = [
        call.form.values["message"] for call in journal if call.form.values["recipients"] == [held.person.user.uuid]
    ]
    titles = ("Щоб змінити відповідь", "Чтобы изменить ответ", "To change an answer")
    shown = [text for text in said if not any(title in text for title in titles)]
    assert not [text for text in shown if any(answer in text for answer in answers)]


def test_nothing_is_left_of_files(evening):
    """In the folder of the REST side."""
    assert evening.house.public_signal.account.fetched
    assert not evening.house.public_signal.account.attachments


def test_processes_end_well(evening):
    """With status 0, and with nothing said that somebody has to look at."""
    assert evening.statuses == [0]
    assert not [line for line in evening.house.said().splitlines() if " ERROR " in line or " CRITICAL " in line]


def test_no_answer_is_in_the_log_at_debug(evening):
    """Neither what was typed, nor a file's name, nor who wrote, nor a code, nor a number."""
    log = evening.house.said()
    assert "at work" in log
    for recording in read_all():
        user = evening.conversations[recording.name].person.user
        for step in recording.on("signal"):
            for word in (getattr(step, "text", ""), getattr(step, "name", "")):
                assert not word or word not in log
        assert user.uuid not in log
        assert user.name not in log
    assert evening.house.place.code not in log
    assert evening.house.public_signal.account.number not in log


@each()
def test_files_are_attached_byte_for_byte(recording, evening):
    """Each was asked for once, and no more."""
    attached = [step for step in recording.on("signal") if isinstance(step, Attached)]
    files = [file for message in evening.conversations[recording.name].person.messages for file in message.files]
    assert [file.content for file in files] == [step.content for step in attached]


def test_calls_are_only_such_as_the_service_knows(evening):
    """None was refused."""
    refused = [call for call in evening.house.public_signal.journal.exchanges if call.status >= 400]
    assert not [(call.method, call.status) for call in refused]
