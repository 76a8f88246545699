"""Those who type in the demo: they read what is asked and type what the script has for it."""

import re
from collections.abc import AsyncIterator

from bots.demo.script import CODE, Part
from bots.demo.stage import Stage
from bots.texts import Catalogue

_PATIENCE = 100
"""Lines after which a conversation that was written down here is not coming to its end any more."""

_CODE = re.compile(r"\b(?:\d{3} ){6}\d{3}\b")


class Submitter:
    """One side of a conversation; the other side is the real public bot."""

    def __init__(self, part: Part, stage: Stage, catalogue: Catalogue, *, code: str = "") -> None:
        self._stage = stage
        self._asked = {catalogue.text(part.language, message): list(lines) for message, lines in part.answers.items()}
        self._farewells = [catalogue.text(part.language, message) for message in ("goodbye", "goodbye-neutral")]
        self._last: list[str] = []
        self.code = code
        self.heard: list[str] = []

    def hear(self, text: str) -> None:
        """Take a block of the bot."""
        self._stage.says(text)
        self.heard.append(text)
        self._last.append(text)
        found = _CODE.search(text)
        if found:
            self.code = found.group()

    async def lines(self) -> AsyncIterator[bytes]:
        """Type until the bot says goodbye.

        Raises:
            LookupError: it does not, so that the script must be for other questions.
        """
        typed = 0
        while not any(farewell in block for block in self._last for farewell in self._farewells):
            typed += 1
            if typed > _PATIENCE:
                raise LookupError("the script of the demo does not fit the questions")
            line = self._answer()
            self._last = []
            self._stage.types(line)
            yield line.encode()

    def _answer(self) -> str:
        asked = self._last[-1]
        known = [question for question in self._asked if question in asked]
        if not known:
            return "/skip"
        # The question comes first; a review quotes other questions below its own.
        lines = self._asked[min(known, key=asked.index)]
        line = lines[0] if len(lines) == 1 else lines.pop(0)
        return line.replace(CODE, self.code)
