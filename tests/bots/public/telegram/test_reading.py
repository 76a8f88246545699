"""What written messages mean."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bots.public.telegram.reading import MOST_BYTES, Reader, Remote
from bots.public.telegram.updates import Written
from bots.public.wiring import texts
from intake.events import Choose, File, Mistake, Present, Speak, Steer, Text
from intake.messages import Option, Prompt, say
from storage.documents import Language

OPEN = Prompt(ask=say("code-ask"))
CHOICE = Prompt(
    ask=say("begin-ask"),
    options=(Option(code="appeal", label=say("begin-appeal")), Option(code="report", label=say("begin-report"))),
)


class Fetched:
    """Remembers which files were asked for."""

    def __init__(self) -> None:
        self.asked: list[Remote] = []

    async def __call__(self, remote: Remote) -> AsyncIterator[bytes]:
        """Read a file."""
        self.asked.append(remote)
        yield b"data"


@pytest.fixture
def fetched() -> Fetched:
    """Where files come from."""
    return Fetched()


@pytest.fixture
def read(fetched):
    """Read a message with these fields."""
    reader = Reader(texts(), (Language.UK, Language.EN), fetched)

    def read(prompt=OPEN, *, edited=False, held=False, **fields):
        written = Written(chat=7, message=5, fields=fields, edited=edited)
        return reader(written, prompt, Language.EN, held=held)

    return read


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("hello", Text(text="hello")),
        ("/start", Steer.SHOW),
        ("/start deep-link", Steer.SHOW),
        ("/start@some_bot", Steer.SHOW),
        ("/skip", Steer.SKIP),
        ("/lang uk", Speak(language=Language.UK)),
        ("/code 123", Present(code="123")),
        ("/help", Mistake(message="help-commands")),
    ],
)
def test_words_mean_what_they_mean_on_every_channel(read, typed, means):
    """Words and commands are read as at the terminal; a command may name the bot."""
    assert read(text=typed) == means


def test_language_that_is_not_offered_is_not_spoken(read):
    """A language that this group does not offer cannot be chosen by a command."""
    assert isinstance(read(text="/lang ru"), Mistake)


@pytest.mark.parametrize("typed", ["2", "2.", "Tell what happened", "tell what happened"])
def test_choices_can_be_typed(read, typed):
    """A number or a label chooses, as a button does."""
    assert read(CHOICE, text=typed) == Choose(codes=("report",))


@pytest.mark.parametrize(
    "text", ["<b>bold</b> *stars* _x_", "🕊" * 2048, "\u202eevil", "'; DROP TABLE drafts; --", "=cmd|' /C calc'!A0"]
)
def test_strange_words_are_words(read, text):
    """Whatever somebody types is taken as it is."""
    assert read(text=text) == Text(text=text)


def test_half_characters_are_made_whole(read):
    """Half of a pair of surrogates, which JSON can spell, becomes a replacement character."""
    [typed] = json.loads(r'["a\ud83d b"]')
    assert read(text=typed) == Text(text="a\ufffd b")


def test_invisible_characters_at_the_end_are_no_button(read):
    """aiogram-dialog reads invisible characters at a text's end as a button; for us they are the writer's own."""
    assert read(text="hello\u2060\u200c") == Text(text="hello\u2060\u200c")


@pytest.mark.parametrize(
    ("fields", "name", "media_type"),
    [
        (
            {"document": {"file_id": "f", "file_name": "r.pdf", "mime_type": "application/pdf"}},
            "r.pdf",
            "application/pdf",
        ),
        ({"document": {"file_id": "f"}}, "file", "application/octet-stream"),
        ({"photo": [{"file_id": "s", "file_size": 9}, {"file_id": "f", "file_size": 90}]}, "photo.jpg", "image/jpeg"),
        ({"photo": [{"file_id": "f"}]}, "photo.jpg", "image/jpeg"),
        ({"video": {"file_id": "f", "mime_type": "video/quicktime"}}, "video.mp4", "video/quicktime"),
        ({"voice": {"file_id": "f"}}, "voice.ogg", "audio/ogg"),
        ({"audio": {"file_id": "f", "file_name": "call.mp3"}}, "call.mp3", "audio/mpeg"),
        ({"video_note": {"file_id": "f"}}, "video.mp4", "video/mp4"),
        (
            {"animation": {"file_id": "f"}, "document": {"file_id": "f", "file_name": "a.mp4"}},
            "a.mp4",
            "application/octet-stream",
        ),
    ],
)
async def test_every_kind_of_file_is_a_file(read, fetched, fields, name, media_type):
    """Whatever way a file is sent, it is one, and read from where it lies; of a photo's sizes the largest counts."""
    file = read(**fields)
    assert isinstance(file, File)
    assert (file.name, file.media_type) == (name, media_type)
    assert [chunk async for chunk in file.open()] == [b"data"]
    assert [remote.id for remote in fetched.asked] == ["f"]


def test_file_that_telegram_does_not_hand_out_is_explained(read):
    """A file that is declared larger than the Bot API hands out is not even asked for."""
    assert isinstance(read(document={"file_id": "f", "file_size": MOST_BYTES}), File)
    assert read(document={"file_id": "f", "file_size": MOST_BYTES + 1}) == Mistake(message="correct-file-platform")


def test_file_of_a_strange_shape_is_a_file(read):
    """What a server says wrongly about a file does not keep it from being read."""
    assert isinstance(read(document={"file_size": "large", "file_name": 7}), File)


@pytest.mark.parametrize(
    "kind", ["sticker", "contact", "location", "venue", "poll", "dice", "game", "story", "a_new_one"]
)
def test_what_cannot_be_kept_is_said_to_be_so(read, kind):
    """Stickers, contacts, places and whatever comes next are not taken, and the submitter is told."""
    assert read(**{kind: {"x": 1}}) == Mistake(message="correct-kind")


def test_what_telegram_says_itself_means_nothing(read):
    """A message of Telegram's own into the chat is nobody's."""
    assert read(pinned_message={"message_id": 1}) is None


def test_changed_message_changes_nothing(read):
    """What was taken is not taken again when it is edited."""
    assert read(edited=True, text="other words") == Mistake(message="correct-edited")


def test_changed_message_that_was_not_taken_is_taken(read):
    """Somebody who shortens the text that was too long has written an answer."""
    assert read(edited=True, held=True, text="shorter") == Text(text="shorter")


def test_moving_location_says_nothing(read):
    """A live location, which changes by itself, is answered once and not at every step."""
    assert read(edited=True, location={"latitude": 1}) is None


def test_nothing_secret_is_in_a_remote_files_repr():
    """What is logged of a file by mistake holds neither its id nor its chat."""
    remote = Remote(id="canary", size=1)
    assert "canary" not in repr(remote)
    assert "4711" not in repr(replace(remote, size=2))
