"""What cases hold in the end, as a member reads them: to compare those of many conversations."""

import re
import sqlite3
from contextlib import closing

from tests.bots.house import House

REFERENCE = re.compile(r"\b[a-z]{6}-\d{2}\b")
WORD = re.compile(r"слово\d{3}ц")
"""A word by which a conversation is told from another, see ``mark`` in tests/recordings/recording.py."""

_CHANGING = re.compile(
    rf"{REFERENCE.pattern}|{WORD.pattern}"
    r"|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?(?: UTC)?|\d+ min|SHA-256 \w+|\b[0-9a-f]{32}\b"
)
"""What is not the same in two cases that say the same."""


def level(text: str) -> str:
    """A case without what is its own alone."""
    return _CHANGING.sub("·", text)


async def read_cases(house: House) -> dict[str, str]:
    """All cases of an installation, as the lead reads them at the desk."""
    with closing(sqlite3.connect(house.place.database)) as outside:
        references = [reference for (reference,) in outside.execute("SELECT reference FROM cases")]
    read: dict[str, str] = {}
    for reference in references:
        lines = f"/claim {reference}\n/open {reference}\n"
        read[reference] = (await house.call("desk", "--as", "Olena", given=lines, unlock=True)).out
    return read
