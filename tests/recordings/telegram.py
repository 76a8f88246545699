"""A recording on Telegram: labels are buttons, or lines of the message that a button with their number stands for."""

import re

from tests.doubles.telegram.chats import Message
from tests.doubles.telegram.person import Person
from tests.recordings.recording import CODE, Attached, Chosen, Heard, Recording, Typed

_MARKS = {False: "☐ ", True: "☑ "}
"""How the bot marks what can be chosen beside others."""


async def replay(recording: Recording, person: Person, *, code: str = "") -> str:
    """Hold the conversation; the receipt code that was heard or brought along.

    Raises:
        AssertionError: the bot did not say what it said when this was recorded, or does not offer what was chosen.
    """
    for step in recording.on("telegram"):
        match step:
            case Heard(words="{code}"):
                code = await _hear_code(person)
            case Heard(words=words):
                await person.hears(words)
            case Typed(text=text):
                person.types(text.replace("{code}", code))
            case Chosen(labels=labels):
                for label in labels:
                    await choose(person, label)
            case Attached(kind=kind, name=name):
                person.uploads(step.content, name, kind=kind)
    return code


async def choose(person: Person, label: str) -> None:
    """Press the button of an option once it is there; where it is one of several, wait for its mark."""
    wanted = f"[{label}]"
    message, button = await person.awaits(lambda: _find(person, label), wanted)
    person.clicks(button)
    if button.startswith(_MARKS[False]):
        marked = _MARKS[True] + button.removeprefix(_MARKS[False])
        await person.awaits(lambda: marked in message.labels, wanted)


async def _hear_code(person: Person) -> str:
    found = await person.awaits(lambda: CODE.search(person.screen), "a receipt code")
    return found.group()


def _find(person: Person, label: str) -> tuple[Message, str] | None:
    """The newest message that offers a label, and what is written on its button."""
    for message in reversed(person.bots):
        numbers = re.findall(rf"^(\d+)\. {re.escape(label)}$", message.text, re.MULTILINE)
        for name in (label, *numbers):
            for written in (name, _MARKS[False] + name):
                if written in message.labels:
                    return message, written
    return None
