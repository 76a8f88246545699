"""Where the demo is shown: paced and coloured in a terminal, plain in a pipe."""

import time
from collections.abc import Iterable

from rich.console import Console

_TYPING = 0.012
_PAUSE = 0.7
"""Seconds; only for eyes, so only in a terminal."""


class Stage:
    """Prints acts, what people type, what the bots say, and the results of checks."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._paced = console.is_terminal

    def act(self, title: str) -> None:
        """Begin another part."""
        self._line(f"\n== {title} ==\n", style="bold")
        self._wait(_PAUSE)

    def tell(self, text: str) -> None:
        """Explain what is seen."""
        self._line(text, style="italic")

    def types(self, text: str) -> None:
        """Somebody types a line."""
        if not self._paced:
            self._line(f"> {text}")
            return
        self._console.print("> ", end="", style="cyan bold", markup=False)
        for char in text:
            self._console.print(char, end="", style="cyan", markup=False, highlight=False)
            self._wait(_TYPING)
        self._console.print()

    def says(self, block: str) -> None:
        """A bot says something."""
        for line in block.strip().split("\n"):
            self._line(f"  | {line}", style="green")
        self._line("")
        self._wait(_PAUSE / 2)

    def lists(self, lines: Iterable[str]) -> None:
        """Show lines as they are, such as a hex peek."""
        for line in lines:
            self._line(f"  {line}", style="dim")
        self._wait(_PAUSE)

    def verdict(self, claim: str, *, holds: bool | None) -> None:
        """The result of one check; None if it could not be made here."""
        mark, style = {True: ("passed", "green"), False: ("FAILED", "red bold"), None: ("not here", "yellow")}[holds]
        self._line(f"  {mark:<9}{claim}", style=style)

    def _line(self, text: str, *, style: str = "") -> None:
        self._console.print(text, style=style or None, markup=False, highlight=False, soft_wrap=True)

    def _wait(self, seconds: float) -> None:
        if self._paced:
            time.sleep(seconds)
