"""The moments of a recorded conversation that are shown: what stands in the chat then, and nothing else."""

import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from docs.picture.bot import Scene, open_scene
from tests.doubles.telegram.chats import Message
from tests.recordings.recording import FOLDER, Chosen, Heard, Step, read
from tests.recordings.telegram import replay

RECORDING = "appeal-en"

MOMENTS: tuple[Step, ...] = (
    Heard(words="How would you like to begin?"),
    Chosen(labels=("Someone was taken away or is held", "A court or a sentence soon")),
    Heard(words="{code}"),
    Heard(words="That is all for now. Take care of yourself."),
)
"""Lines of the recording, in its order; a screen shows the chat after each."""

PACE = timedelta(seconds=20)
"""How long a line takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message as it stands in the chat.

    Attributes:
        ours: it is the bot's, and not the submitter's.
        keyboard: what is written on its buttons, row by row.
    """

    text: str
    ours: bool
    keyboard: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A chat at one moment.

    Attributes:
        title: what stands above it.
        now: when this is.
    """

    title: str
    now: datetime
    messages: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What is shown of a conversation.

    Attributes:
        about: what it shows, as the recording says.
        language: in which it is held.
    """

    about: str
    language: str
    screens: tuple[Screen, ...]


async def hold() -> Conversation:
    """Hold the conversation with the bot, and look at the chat at each of its moments.

    Raises:
        AssertionError: the bot did not say what it said when this was recorded.
    """
    recording = read(RECORDING, (FOLDER / f"{RECORDING}.txt").read_text(encoding="utf-8"))
    screens, code = [], ""
    with tempfile.TemporaryDirectory(prefix="solidarity-picture-") as folder:
        async with open_scene(Path(folder), recording.language) as scene:
            for step in recording.on("telegram"):
                scene.clock.move(PACE)
                code = await replay(replace(recording, steps=(((), step),)), scene.person, code=code)
                await scene.settle()
                if step in MOMENTS:
                    screens.append(_look(scene))
    return Conversation(about=recording.about, language=recording.language, screens=tuple(screens))


def _look(scene: Scene) -> Screen:
    messages = tuple(map(_read, scene.person.messages))
    return Screen(title=scene.title, now=scene.clock(), messages=messages)


def _read(message: Message) -> Shown:
    return Shown(
        text=message.text,
        ours=message.sender.is_bot,
        keyboard=tuple(tuple(button.text for button in row) for row in message.keyboard),
    )
