"""Conversations in plain text, which every channel is to carry in the same way.

One line is one thing that happened::

    # a comment; the first one says what the conversation shows
    language uk
    < words that the bot's answer holds
    > what is typed
    [Label] [Label]             what is chosen: buttons, or their numbers at a terminal
    @document протокол.txt      a file is sent; it holds its own name, many times

``{code}`` stands for a receipt code: heard, it is remembered; typed, it is the one that was heard or brought along.
``telegram: `` before a line, or ``telegram, signal: ``, lets it happen on these channels alone.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).parent
CHANNELS = ("telegram", "signal", "terminal")
CODE = re.compile(r"\b(?:\d{3} ){6}\d{3}\b")
"""A receipt code as the bot writes it."""

_NAME = "|".join(CHANNELS)
_LINE = re.compile(rf"^(?:((?:{_NAME})(?:, (?:{_NAME}))*): )?(\S.*)$")
_LABEL = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Words that an answer of the bot holds."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A message."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One option, or several of one question."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file.

    Attributes:
        kind: as what it is sent, where a channel knows more than files.
    """

    kind: str
    name: str

    @property
    def content(self) -> bytes:
        """What is in it."""
        return f"{self.name}\n".encode() * 1000


Step = Heard | Typed | Chosen | Attached


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A conversation.

    Attributes:
        about: what it shows.
        language: in which it is held.
        steps: what happened, each with the channels that it happens on alone; none for all.
    """

    name: str
    about: str
    language: str
    steps: tuple[tuple[tuple[str, ...], Step], ...]

    def on(self, channel: str) -> tuple[Step, ...]:
        """What happens on a channel."""
        return tuple(step for only, step in self.steps if not only or channel in only)


class NoRecording(ValueError):
    """A line is nothing that can happen in a conversation; the message is its number."""


def read(name: str, text: str) -> Recording:
    """Read a recording.

    Raises:
        NoRecording: it has no language, or a line that means nothing.
    """
    about, language, steps = "", "", []
    for number, line in enumerate(text.splitlines(), start=1):
        match line.split(maxsplit=1):
            case []:
                continue
            case ["#", words]:
                about = about or words
            case ["language", code]:
                language = code
            case _:
                only, happened = _LINE.match(line).groups() if _LINE.match(line) else ("", "")
                step = _read_step(happened)
                if step is None:
                    raise NoRecording(f"{name}, line {number}")
                steps.append((tuple(only.split(", ")) if only else (), step))
    if not language or not about:
        raise NoRecording(f"{name} does not say what it is about, or in which language")
    return Recording(name=name, about=about, language=language, steps=tuple(steps))


def read_all() -> tuple[Recording, ...]:
    """All recordings that are kept here."""
    return tuple(read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt")))


def mark(recording: Recording, word: str) -> Recording:
    """The same conversation, with a word in everything that is written and in the names of files."""

    def marked(step: Step) -> Step:
        match step:
            case Typed(text=text) if text[0] not in "/{":
                return Typed(text=f"{text} {word}")
            case Attached(kind=kind, name=name):
                return Attached(kind=kind, name=f"{word} {name}")
        return step

    return replace(recording, steps=tuple((only, marked(step)) for only, step in recording.steps))


def _read_step(line: str) -> Step | None:
    sign, rest = line[:2], line[2:].strip()
    if sign == "< " and rest:
        return Heard(words=rest)
    if sign == "> " and rest:
        return Typed(text=rest)
    labels = tuple(_LABEL.findall(line))
    if labels and not _LABEL.sub("", line).strip():
        return Chosen(labels=labels)
    match line.split(maxsplit=1):
        case [kind, name] if kind[0] == "@" and len(kind) > 1:
            return Attached(kind=kind[1:], name=name)
    return None
