"""What the desk answers, as plain text: for the terminal, and for other text channels that may show content."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from bots.texts import Catalogue
from storage.documents import Language
from triage.notices import Notice, Value

_BLANK_LINES = re.compile(r"\n\s*\n")
_INDENT = "  "


def write(notices: Iterable[Notice], language: Language, catalogue: Catalogue) -> list[str]:
    """A block a notice, what belongs under it indented; no block holds an empty line."""
    return [_BLANK_LINES.sub("\n", "\n".join(_lines(notice, language, catalogue, ""))) for notice in notices]


def _lines(notice: Notice, language: Language, catalogue: Catalogue, indent: str) -> Iterable[str]:
    args = {name: _argument(value) for name, value in notice.args.items()}
    text = catalogue.text(language, notice.id, args).strip()
    yield indent + text.replace("\n", f"\n{indent}")
    for line in notice.lines:
        yield from _lines(line, language, catalogue, indent + _INDENT)


def _argument(value: Value) -> str | int:
    """Times in UTC, as the record has them."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return value
