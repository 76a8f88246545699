"""The files that the configuration names for secrets, each of one line.

Beside the configuration, which holds their paths only. What is read here goes straight to whatever needs it.
"""

import os
import re
from pathlib import Path

from storage.errors import PermanentError

_TOKEN = re.compile(r"^\d+:[A-Za-z0-9_-]+$")
_LONGEST_SECRET = 4096


class SecretRefused(PermanentError):
    """A file that the configuration names for a secret is missing, open to others, or holds none."""


def read_secret(path: Path) -> str:
    """Read the one line of a file. Secret.

    A file that others may read is taken, for some systems hand secrets out like that; :func:`is_open_to_others` tells.

    Raises:
        SecretRefused: it is missing, unreadable, empty, or holds more than a line.
    """
    try:
        # Not to block on a pipe that lies in the file's place.
        with open(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb") as file:  # noqa: PTH123
            data = file.read(_LONGEST_SECRET)
    except FileNotFoundError:
        raise SecretRefused(f"there is no file {path}", hint="write the secret into it, and chmod 600 it") from None
    except OSError:
        raise SecretRefused(f"the file {path} cannot be read", hint="check its owner and its mode") from None
    lines = data.decode("ascii", "replace").split("\n")
    secret = lines[0].strip()
    if not secret or any(line.strip() for line in lines[1:]) or not secret.isascii() or " " in secret:
        raise SecretRefused(f"the file {path} does not hold one secret", hint="it holds one line, and nothing else")
    return secret


def is_open_to_others(path: Path) -> bool:
    """Whether a file with a secret can be read by more than its owner."""
    return bool(path.stat().st_mode & 0o077)


def read_token(path: Path) -> str:
    """Read a bot's token. Secret, but for the digits before its colon, which are the bot's own id.

    Raises:
        SecretRefused: as :func:`read_secret`; or what the file holds has not the form of a token.
    """
    token = read_secret(path)
    if not _TOKEN.match(token):
        raise SecretRefused(
            f"the file {path} holds no bot token", hint="copy the token from BotFather: digits, a colon, and the rest"
        )
    return token
