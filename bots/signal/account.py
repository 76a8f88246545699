"""A number on Signal: what the configuration names, read from its files."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bots.accounts import SignalSection
from bots.secrets import SecretRefused, is_open_to_others, read_secret

CHANNEL: Final = "signal"
"""As addresses and boxes call the channel."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
"""What fits into a path as it is, and cannot be guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """How signal-cli-rest-api reaches us, besides its websocket.

    Attributes:
        path: where it posts; whoever knows it may. Secret.
        host: where we listen.
        port: on which port.
    """

    path: str = field(repr=False)
    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A number.

    Attributes:
        number: in international form. It names the account in inbox and outbox, and is not for a log.
        api_url: of its signal-cli-rest-api, without a slash at the end.
        hook: how that reaches us, besides the websocket.
    """

    number: str = field(repr=False)
    api_url: str
    hook: Hook | None = None

    @property
    def box(self) -> str:
        """As inbox and outbox name the account."""
        return f"{CHANNEL}:{self.number}"


def read_account(section: SignalSection) -> Account:
    """Read a number, and the secret of its webhook if it has one.

    Raises:
        SecretRefused: it is missing or malformed.
    """
    return Account(number=section.number, api_url=section.api_url, hook=_hook(section))


def find_loose(section: SignalSection) -> list[Path]:
    """The files with secrets that others may read."""
    return [path for path in (section.webhook_secret_file,) if path and is_open_to_others(path)]


def _hook(section: SignalSection) -> Hook | None:
    if section.webhook_listen is None or section.webhook_secret_file is None:
        return None
    host, _, port = section.webhook_listen.rpartition(":")
    secret = read_secret(section.webhook_secret_file)
    if not _SECRET.fullmatch(secret):
        raise SecretRefused(
            f"the file {section.webhook_secret_file} holds nothing that can be the secret path of a webhook",
            hint="16 to 256 letters, digits, _ and -, in one line",
        )
    return Hook(path=f"/{secret}", host=host, port=int(port))
