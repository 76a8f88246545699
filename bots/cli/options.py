"""What several commands take: the configuration, the passphrase; and the clock and the randomness they run on."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from bots.config import Config, load, locate
from storage.documents import Language
from storage.ids import Draw

F = TypeVar("F", bound=Callable[..., object])

draw: Draw = os.urandom
"""The system's own randomness."""


class PassphraseNeeded(click.UsageError):
    """A passphrase is needed, and standard input is no terminal."""

    hint = "name a file with --passphrase-file"


class LanguageNotSpoken(click.UsageError):
    """A language was asked for that the group's bots do not speak."""

    hint = "the configuration lists the group's languages"


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


def with_language(function: F) -> F:
    """Let a command take ``--lang``, before its configuration is known; :func:`spoken` looks whether it is spoken."""
    choice = click.Choice([language.value for language in Language])
    return click.option("--lang", type=choice, help="One of the group's languages.")(function)


def spoken(config: Config, lang: str | None) -> Language | None:
    """The language that was asked for, if one was.

    Raises:
        LanguageNotSpoken: the group's bots do not speak it.
    """
    if lang is None:
        return None
    if lang not in config.group.languages:
        raise LanguageNotSpoken(f"the bots of this group do not speak {lang}")
    return Language(lang)


def ask_passphrase(given: Path | None, *, new: bool = False, asking: str = "Passphrase of the group") -> str:
    """A passphrase, the group's if not said otherwise: from the file that was given, else from the terminal. Secret."""
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
    passphrase: str = click.prompt(asking, hide_input=True, confirmation_prompt=new, err=True)
    return passphrase
