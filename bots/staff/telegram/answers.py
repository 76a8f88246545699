"""The desk's answers as letters: what Telegram may read as a text with buttons, anybody's words as a sealed file.

On the path from the desk to the outbox, inside the transaction in which the desk obeyed. A notice that holds words, and
everything under it, never stands in a text; this is the only place that decides so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bots.staff import text
from bots.staff.handing import Hand, hand_over
from bots.staff.telegram.letters import Keyboard, Letter, Menu, Say, Settle
from bots.telegram.text import split
from bots.texts import Catalogue
from storage.documents import Language
from storage.ids import Draw
from triage.handout import HandedOut
from triage.notices import Notice

UPLOAD_BYTES = 49_000_000
"""The platform takes 50 MB from a bot, the form around a file included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an answer belongs.

    Attributes:
        answers: the press of a button, if it was one.
        place: the message whose place the answer takes.
    """

    answers: str | None = None
    place: int | None = None


class Wording:
    """Words for letters in one language."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self.catalogue = catalogue
        self.language = language

    def tell(self, notices: tuple[Notice, ...], keyboard: Keyboard = (), spot: Spot | None = None) -> list[Letter]:
        """Word notices that hold nobody's words, in as few texts as they fit in.

        Raises:
            ValueError: one of them holds somebody's words.
        """
        if text.in_clear(notices) != notices:
            raise ValueError("somebody's words cannot be said where others read along")
        where = spot or Spot()
        said = split("\n\n".join(text.write(notices, self.language, self.catalogue)))
        letters = [Say(text=piece) for piece in said]
        if not letters:
            return [Settle(answers=where.answers)] if where.answers else []
        letters[-1] = replace(letters[-1], keyboard=keyboard)
        letters[0] = replace(letters[0], place=where.place, answers=where.answers)
        return list(letters)

    def file(self, notices: tuple[Notice, ...]) -> str:
        """Word notices for a file that is going to be sealed. Secret."""
        return "\n\n".join(text.write(notices, self.language, self.catalogue))

    def hand(self, sealed: bytes, files: tuple[HandedOut, ...], reference: str, draw: Draw) -> list[Letter]:
        """A sealed text and sealed files, and what is said of those that are too large for the platform.

        Args:
            sealed: the text as a whole age file.
            files: header and payload of each are an age file.
            reference: of the case that they belong to.
            draw: for the name of the text's file, which says nothing.
        """
        letters: list[Letter] = [
            Hand(name=f"{draw(4).hex()}.age", header=sealed, caption=self._text("telegram-sealed"))
        ]
        return [*letters, *self.carry(files, reference)]

    def carry(self, files: tuple[HandedOut, ...], reference: str) -> list[Letter]:
        """Sealed files by themselves, and what is said of those that are too large for the platform."""
        handed, left = hand_over(files, UPLOAD_BYTES, reference)
        return [*handed, *self.tell(left)]

    def menu(self, commands: Iterable[tuple[str, str]]) -> Menu:
        """What the platform offers while one types: commands, each with the message that says what it does."""
        return Menu(commands=tuple((command, self._text(about)) for command, about in commands))

    def _text(self, message: str) -> str:
        return self.catalogue.text(self.language, message)
