"""``solidarity open``: an .age file, with one's own identity. Works anywhere, without an installation."""

import io
import os
import sys
from pathlib import Path
from typing import BinaryIO

import click

from bots.cli.options import ask_passphrase
from storage.errors import PermanentError
from storage.sealed import AgeError, Identity, NoMatch, PassphraseIdentity, decrypt, parse_identities

_SEALED = (b"age-encryption.org/", b"-----BEGIN AGE")


class OpeningFailed(PermanentError):
    """The file was not opened."""


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-i",
    "--identity",
    "identity_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=lambda: Path(click.get_app_dir("solidarity")) / "identity.txt",
    show_default="identity.txt in the settings folder of solidarity",
    help="Your identity file, as age-keygen writes it; it may lie under a passphrase.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A new file.  [default: standard output]"
)
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the identity file's passphrase from the first line of this file instead of asking for it.",
)
def command(file: Path, identity_file: Path, output: Path | None, passphrase_file: Path | None) -> None:
    """Open an .age FILE with your own identity.

    What was changed or cut off is refused; what was already written of it is removed again.
    """
    identities = _identities(identity_file, passphrase_file)
    try:
        with file.open("rb") as source:
            if output is None:
                decrypt(source, sys.stdout.buffer, identities)
            else:
                _into(output, source, identities)
    except NoMatch:
        raise OpeningFailed("this file is for somebody else's identity", hint="try another identity file") from None
    except AgeError as error:
        raise OpeningFailed(f"this file is damaged or was changed: {error}", hint="ask for it again") from None


def _identities(path: Path, passphrase_file: Path | None) -> tuple[Identity, ...]:
    """The identities of a file, which may itself be sealed under a passphrase. Secret."""
    try:
        data = path.read_bytes()
    except OSError:
        raise OpeningFailed(f"there is no identity file at {path}", hint="name yours with -i FILE") from None
    if data.startswith(_SEALED):
        passphrase = ask_passphrase(passphrase_file, asking="Passphrase of your identity file")
        opened = io.BytesIO()
        try:
            decrypt(io.BytesIO(data), opened, [PassphraseIdentity(passphrase=passphrase)])
        except AgeError:
            raise OpeningFailed("the identity file does not open", hint="check the passphrase") from None
        data = opened.getvalue()
    try:
        return parse_identities(data.decode("utf-8"))
    except (AgeError, UnicodeDecodeError):
        raise OpeningFailed(f"{path} holds no identity", hint="age-keygen makes one") from None


def _into(path: Path, source: BinaryIO, identities: tuple[Identity, ...]) -> None:
    try:
        # What comes out is plaintext: for its owner's eyes from the first byte, whatever the umask.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError:
        raise OpeningFailed(f"{path} exists or cannot be written", hint="choose another name with -o") from None
    try:
        with os.fdopen(handle, "wb") as target:
            decrypt(source, target, identities)
    except BaseException:
        path.unlink()
        raise
