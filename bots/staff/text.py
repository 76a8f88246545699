"""What the desk answers, as plain text: for the terminal, and for other text channels that may show content."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from bots.texts import Catalogue, clean
from storage.documents import Language
from triage.notices import Notice, Value, flatten

_BLANK_LINES = re.compile(r"\n\s*\n")
_INDENT = "  "
_MORE = "\n│ "
"""Before every further line of what somebody wrote, so that none of them can pass for a line of the desk."""


def write(notices: Iterable[Notice], language: Language, catalogue: Catalogue) -> list[str]:
    """A block a notice, what belongs under it indented; no block holds an empty line."""
    return [_BLANK_LINES.sub("\n", "\n".join(_lines(notice, language, catalogue, ""))) for notice in notices]


def in_clear(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices in which, and under which, stand nobody's words."""
    return tuple(notice for notice in notices if not any(part.content for part in flatten((notice,))))


def find_reference(notices: tuple[Notice, ...]) -> str:
    """The case that an answer is about; empty if it is about none."""
    return next((str(part.args["reference"]) for part in flatten(notices) if "reference" in part.args), "")


def _lines(notice: Notice, language: Language, catalogue: Catalogue, indent: str) -> Iterable[str]:
    args = {name: _argument(value, content=notice.content) for name, value in notice.args.items()}
    text = catalogue.text(language, notice.id, args).strip()
    yield indent + text.replace("\n", f"\n{indent}")
    for line in notice.lines:
        yield from _lines(line, language, catalogue, indent + _INDENT)


def _argument(value: Value, *, content: bool) -> str | int:
    """Times in UTC, as the record has them; the lines of what somebody wrote marked as such."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if isinstance(value, str) and content:
        return _BLANK_LINES.sub("\n", clean(value).strip()).replace("\n", _MORE)
    return value
