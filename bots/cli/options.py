"""What several commands take: the configuration, the passphrase; and the clock and the randomness they run on."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from bots.config import Config, load, locate
from storage.ids import Draw

F = TypeVar("F", bound=Callable[..., object])

draw: Draw = os.urandom
"""The system's own randomness."""


class PassphraseNeeded(click.UsageError):
    """A passphrase is needed, and standard input is no terminal."""

    hint = "name a file with --passphrase-file"


def clock() -> datetime:
    """The system's own time."""
    return datetime.now(UTC)


def configured(function: F) -> F:
    """Let a command take ``--config`` after its name as well as before it, and hand it the configuration."""

    def read(context: click.Context, _parameter: click.Parameter, given: Path | None) -> Config:
        return load(locate(given or context.obj))

    option = click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=read,
        help="The configuration file.  [default: $SOLIDARITY_CONFIG, else ./config.toml]",
    )
    return option(function)


def with_passphrase_file(function: F) -> F:
    """Let a command take ``--passphrase-file``."""
    option = click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Read the group's passphrase from the first line of this file instead of asking for it.",
    )
    return option(function)


def ask_passphrase(given: Path | None, *, new: bool = False) -> str:
    """The group's passphrase: from the file that was given, else from whoever sits at the terminal. Secret."""
    if given is not None:
        try:
            lines = given.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            raise click.UsageError(f"the passphrase file {given} cannot be read") from None
        if not lines or not lines[0]:
            raise click.UsageError(f"the passphrase file {given} is empty")
        return lines[0]
    if not sys.stdin.isatty():
        raise PassphraseNeeded("nobody is here to type the passphrase")
    passphrase: str = click.prompt("Passphrase of the group", hide_input=True, confirmation_prompt=new, err=True)
    return passphrase
