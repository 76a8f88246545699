"""The catalogues: from a message id to words in a reader's language.

Fluent lives here and nowhere else. Every catalogue is complete in every language (a test compares them), so there is no
falling back from one language to another. This is also the border at which what people wrote becomes something that is
shown: it comes in whole, whatever its length, and without anything that would command a screen.
"""

import logging
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.runtime.types import FluentType

from storage.documents import Language

log = logging.getLogger(__name__)

_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the text after it (UAX 9): with these a line can be made to read as another one."""

_MARK = re.compile("\ue000(\\d+)\ue001")
_ABSENT = "Unknown external: "
"""How Fluent's error begins where a message names an argument that was not given."""


class TextMissing(LookupError):
    """A catalogue has no such message."""


class TextBroken(LookupError):
    """A message of a catalogue cannot be put into words; the error names it, and none of its arguments."""


def clean(words: str) -> str:
    """Words as they may be shown: every kind of line break as one, and no control character, surrogate or bidi control.

    Documents are signed by intake, which may have been taken over: an escape sequence in one must not reach a terminal.
    """
    return "".join(char for char in _LINE_BREAK.sub("\n", words) if _is_shown(char))


def _is_shown(char: str) -> bool:
    return char in "\n\t" or (char not in _TURNING and unicodedata.category(char) not in {"Cc", "Cs"})


class Catalogue:
    """The texts of one wing, in all languages."""

    def __init__(self, bundles: Mapping[Language, FluentBundle]) -> None:
        self._bundles = bundles
        # Most messages have no arguments, and every window is made of dozens of them: these are put into words once.
        self._settled: dict[tuple[Language, str], str] = {}

    def text(self, language: Language, message_id: str, args: Mapping[str, str | int] | None = None) -> str:
        """A message in words.

        Raises:
            TextMissing: there is no such message.
        """
        if not args and (settled := self._settled.get((language, message_id))) is not None:
            return settled
        bundle = self._bundles[language]
        if not bundle.has_message(message_id):
            raise TextMissing(message_id)
        text = _format(bundle, message_id, bundle.get_message(message_id).value, args)
        if not args:
            self._settled[language, message_id] = text
        return text

    def attribute(self, language: Language, message_id: str, attribute: str) -> str:
        """An attribute of a message, such as the help below a question; empty where there is none."""
        bundle = self._bundles[language]
        pattern = bundle.get_message(message_id).attributes.get(attribute)
        return _format(bundle, message_id, pattern, None) if pattern else ""

    def has(self, language: Language, message_id: str) -> bool:
        """Whether there is such a message."""
        return bool(self._bundles[language].has_message(message_id))


@cache
def catalogue(wing: str) -> Catalogue:
    """The catalogue of ``intake`` or ``triage``."""
    return Catalogue({language: _bundle(wing, language) for language in Language})


def _bundle(wing: str, language: Language) -> FluentBundle:
    bundle = FluentBundle([language.value], use_isolating=False)
    for source in sorted((files(wing) / "locales" / language.value).iterdir(), key=lambda path: path.name):
        if source.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(source.read_text(encoding="utf-8")))
    return bundle


class _Words(FluentType):
    """Words among a message's arguments.

    Fluent refuses a placeable of more than 2,500 characters. It is given a short mark, and the words take its place
    afterwards; a selector compares the words themselves.
    """

    def __init__(self, number: int, words: str) -> None:
        self._mark = f"\ue000{number}\ue001"
        self._words = words

    def __eq__(self, other: object) -> bool:
        return self._words == other

    def __hash__(self) -> int:
        return hash(self._words)

    def format(self, locale: object) -> str:  # noqa: ARG002 - Fluent's own signature
        return self._mark


def _format(
    bundle: FluentBundle, message_id: str, pattern: Pattern | None, args: Mapping[str, str | int] | None
) -> str:
    """Put a message into words.

    What is missing shows as an ellipsis, and the log names the message: an answer that was given is not held up by a
    mistake in the sentence that confirms it.

    Raises:
        TextMissing: there are no words.
        TextBroken: Fluent cannot make words of it at all.
    """
    if pattern is None:
        raise TextMissing(message_id)
    words = [clean(value) if isinstance(value, str) else "" for value in (args or {}).values()]
    given = {
        name: _Words(number, words[number]) if isinstance(value, str) else value
        for number, (name, value) in enumerate((args or {}).items())
    }
    text, errors = bundle.format_pattern(pattern, given)
    if errors:
        # The arguments may hold answers: only the kind of the mistake is logged.
        log.error("the text %s has a mistake: %s", message_id, type(errors[0]).__name__)
        absent = {str(error).removeprefix(_ABSENT): "…" for error in errors if str(error).startswith(_ABSENT)}
        text, errors = bundle.format_pattern(pattern, {**given, **absent})
    if errors:
        raise TextBroken(message_id)
    return _MARK.sub(lambda mark: words[int(mark[1])], str(text))
