"""A bot's account: what the configuration names, read from its files."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bots.accounts import TelegramSection
from bots.secrets import SecretRefused, is_open_to_others, read_secret, read_token
from bots.telegram.webhook import Hook

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What the platform takes as a secret (Bot API, setWebhook)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A bot.

    Attributes:
        id: the bot's own number. It is not secret, and names the account in inbox and outbox.
        token: secret.
        api_url: of its Bot API server, without a slash at the end.
        hook: how Telegram reaches us; without it we ask.
    """

    id: str
    token: str = field(repr=False)
    api_url: str
    hook: Hook | None = None


def read_account(section: TelegramSection) -> Account:
    """Read a bot's token, and its webhook's secret if it has a webhook.

    Raises:
        SecretRefused: one of them is missing or malformed.
    """
    token = read_token(section.token_file)
    return Account(id=token.split(":")[0], token=token, api_url=section.api_url, hook=_hook(section))


def find_loose(section: TelegramSection) -> list[Path]:
    """The files with secrets that others may read."""
    return [path for path in (section.token_file, section.webhook_secret_file) if path and is_open_to_others(path)]


def _hook(section: TelegramSection) -> Hook | None:
    if section.webhook_url is None or section.webhook_secret_file is None:
        return None
    host, _, port = section.webhook_listen.rpartition(":")
    secret = read_secret(section.webhook_secret_file)
    if not _SECRET.fullmatch(secret):
        raise SecretRefused(
            f"the file {section.webhook_secret_file} holds nothing that Telegram takes as a webhook's secret",
            hint="1 to 256 letters, digits, _ and -, in one line",
        )
    return Hook(url=section.webhook_url, secret=secret, host=host, port=int(port))
