"""A recording at a terminal: labels are looked up in what was printed, and their numbers typed."""

import re
from pathlib import Path
from typing import Any, Protocol

from tests.recordings.recording import CODE, Attached, Chosen, Heard, Recording, Typed


class Talk(Protocol):
    """The program in a process, with which one talks line by line."""

    def type(self, line: str) -> None:
        """Type a line."""

    def hear(self, words: str) -> str:
        """Listen until a block with these words has ended; what was heard since the last time."""

    def finish(self) -> Any:
        """End its input, and wait for its end."""


def replay(recording: Recording, talk: Talk, folder: Path, *, code: str = "") -> str:
    """Hold the conversation; the receipt code that was heard or brought along. Files are made in ``folder``.

    Raises:
        AssertionError: the bot did not say what it said when this was recorded, or does not offer what was chosen.
    """
    screen = _Screen(talk)
    for step in recording.on("terminal"):
        match step:
            case Heard(words=words):
                found = screen.hear(words)
                code = found or code
            case Typed(text=text):
                screen.type(text.replace("{code}", code))
            case Chosen(labels=labels):
                screen.type(", ".join(screen.find(label) for label in labels))
            case Attached(name=name):
                file = folder / name
                file.write_bytes(step.content)
                screen.type(f"/file {file}")
    return code


class _Screen:
    """What was printed since the last line was typed."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._printed = ""

    def type(self, line: str) -> None:
        self._printed = ""
        self._talk.type(line)

    def hear(self, words: str) -> str:
        """Wait for words; the receipt code, where it is what was waited for."""
        if words != "{code}":
            self._wait(words)
            return ""
        while not (found := CODE.search(self._printed)):
            self._printed += self._talk.hear("")
        return found.group()

    def find(self, label: str) -> str:
        """What is typed to choose this: a number, or a command."""
        self._wait(label)
        numbers = re.findall(rf"^(\d+)\. {re.escape(label)}(?:$| .+$)", self._printed, re.MULTILINE)
        commands = re.findall(rf"(/\w+) {re.escape(label)}(?=   |$)", self._printed, re.MULTILINE)
        found = numbers or commands
        assert found, f"{label!r} is not offered:\n{self._printed}"
        return found[-1]

    def _wait(self, words: str) -> None:
        if words not in self._printed:
            self._printed += self._talk.hear(words)
