"""The sections of the configuration that tell where each side is reached: its accounts on Telegram and Signal.

Beside :mod:`bots.config`, which reads them. They hold addresses, and paths of secrets, never a secret.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field

_STRICT = {"extra": "forbid"}
_Listen = Annotated[str, Field(pattern=r"^[^\s:]+:\d{1,5}$")]
_WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s/]"), AfterValidator(lambda address: address.rstrip("/"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSection:
    """A bot on Telegram.

    Attributes:
        token_file: holds the token that BotFather gave.
        api_url: of the Bot API server, without a slash at the end.
        webhook_url: where Telegram is to bring updates, with a path that cannot be guessed; without it we ask for them.
        webhook_secret_file: holds what Telegram must say with each update; a webhook needs it.
        webhook_listen: host and port where we listen for them, behind whatever serves ``webhook_url``.
    """

    __pydantic_config__ = _STRICT

    token_file: Path
    api_url: _WebAddress = "https://api.telegram.org"
    webhook_url: _WebAddress | None = None
    webhook_secret_file: Path | None = None
    webhook_listen: _Listen = "127.0.0.1:8443"

    def __post_init__(self) -> None:
        if self.webhook_url and not self.webhook_secret_file:
            raise ValueError("a webhook needs a webhook_secret_file")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalSection:
    """A number on Signal.

    Attributes:
        number: in international form.
        api_url: of signal-cli-rest-api, without a slash at the end.
        webhook_listen: host and port where we listen for its webhook, besides its socket; without it we do not.
        webhook_secret_file: holds the secret path of the webhook; a webhook needs it.
        disappear_hours: after how many hours the messages of a chat with us disappear.
    """

    __pydantic_config__ = _STRICT

    number: Annotated[str, Field(pattern=r"^\+\d{5,15}$")]
    api_url: _WebAddress = "http://127.0.0.1:8080"
    webhook_listen: _Listen | None = None
    webhook_secret_file: Path | None = None
    disappear_hours: Annotated[int, Field(ge=1, le=4 * 7 * 24)] = 24

    def __post_init__(self) -> None:
        if (self.webhook_listen is None) is not (self.webhook_secret_file is None):
            raise ValueError("a webhook needs a webhook_listen and a webhook_secret_file")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSignalSection(SignalSection):
    """The staff's number on Signal.

    Attributes:
        alert_group: where alerts go, too, as signal-cli-rest-api calls it; whoever is in it may acknowledge there.
    """

    __pydantic_config__ = _STRICT

    alert_group: Annotated[str, Field(pattern=r"^group\.[A-Za-z0-9+/]+={0,2}$")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicChannels:
    """Where the public side is reached, besides a terminal; it has accounts of its own."""

    __pydantic_config__ = _STRICT

    telegram: TelegramSection | None = None
    signal: SignalSection | None = None

    def within(self, folder: Path) -> "PublicChannels":
        """The same, with paths that are relative to a folder made absolute."""
        return PublicChannels(telegram=_telegram(self.telegram, folder), signal=_signal(self.signal, folder))


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChannels:
    """Where the staff side is reached, besides a terminal; it has accounts of its own."""

    __pydantic_config__ = _STRICT

    telegram: TelegramSection | None = None
    signal: StaffSignalSection | None = None

    def within(self, folder: Path) -> "StaffChannels":
        """The same, with paths that are relative to a folder made absolute."""
        return StaffChannels(telegram=_telegram(self.telegram, folder), signal=_signal(self.signal, folder))


_Signal = TypeVar("_Signal", bound=SignalSection)


def _telegram(section: TelegramSection | None, folder: Path) -> TelegramSection | None:
    if section is None:
        return None
    secret = section.webhook_secret_file and folder / section.webhook_secret_file
    return replace(section, token_file=folder / section.token_file, webhook_secret_file=secret)


def _signal(section: _Signal | None, folder: Path) -> _Signal | None:
    if section is None or section.webhook_secret_file is None:
        return section
    return replace(section, webhook_secret_file=folder / section.webhook_secret_file)
