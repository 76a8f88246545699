"""The configuration: one TOML file, read here and nowhere else.

It holds paths and names of secrets, never a secret. Relative paths are relative to the folder of the file.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import quote

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from storage.documents import Language, Urgency
from storage.errors import PermanentError

VARIABLE = "SOLIDARITY_CONFIG"
DEFAULT = Path("config.toml")

_STRICT = {"extra": "forbid"}
_Count = Annotated[int, Field(ge=1)]
_Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
_Steps = tuple[_Minutes, _Minutes, _Minutes, _Minutes]
_Listen = Annotated[str, Field(pattern=r"^[^\s:]+:\d{1,5}$")]
_WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s/]"), AfterValidator(lambda address: address.rstrip("/"))]


def _in_order(minutes: _Steps) -> _Steps:
    if list(minutes) != sorted(minutes):
        raise ValueError("a later step cannot call before an earlier one")
    return minutes


class ConfigRefused(PermanentError):
    """The configuration is missing, unreadable or breaks a rule; the message names the place in it."""

    hint = "compare it with config.example.toml"


class SecretRefused(PermanentError):
    """A file that the configuration names for a secret is missing, open to others, or holds none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Who we are.

    Attributes:
        name: of the group, for its own people: ``solidarity check`` says whose installation it looks at.
        languages: that the bots speak; the first one is spoken until somebody chooses another of them.
        quorum: assessments without a conflict of interest that a decision needs.
        members: ``alone`` declares a group of one person, who may do what otherwise takes two.
    """

    __pydantic_config__ = _STRICT

    name: str
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = tuple(Language)
    quorum: _Count = 1
    members: Literal["alone", "several"] = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSection:
    """Where the tables are.

    Attributes:
        url: an address, so that ``?``, ``#`` and ``%`` in a path are percent-encoded.
    """

    __pydantic_config__ = _STRICT

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlobsSection:
    """Where attachments are: a directory."""

    __pydantic_config__ = _STRICT

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysSection:
    """Where the keys are.

    Attributes:
        dir: the folder of the key files.
        root: the public root key, 64 hexadecimal digits: the manifest must be signed with it.
        volatile: a memory-backed folder for the draft key, where the system's own is not to be used.
    """

    __pydantic_config__ = _STRICT

    dir: Path
    root: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    volatile: Path | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChannels:
    """Where the staff side is reached, besides a terminal; it has accounts of its own."""

    __pydantic_config__ = _STRICT

    telegram: TelegramSection | None = None
    signal: StaffSignalSection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Emergencies.

    Attributes:
        minutes: when those on duty, their backup, everyone and the lead are called; none before the one before it.
    """

    __pydantic_config__ = _STRICT

    minutes: Annotated[_Steps, AfterValidator(_in_order)] = (0, 3, 8, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswer:
    """Within how many hours a submitter should hear from the group, by urgency; what is not said stays as it is."""

    __pydantic_config__ = _STRICT

    emergency: _Count = 1
    urgent: _Count = 24
    normal: _Count = 7 * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much, how long, how often.

    Attributes:
        file_megabytes: the largest file that is taken.
        tries: how often a message is tried before it is set aside.
        lease_hours: how long a claim holds a case.
        invitation_days: how long an invitation can be accepted.
        first_answer_hours: within what time a submitter should hear from the group.
    """

    __pydantic_config__ = _STRICT

    file_megabytes: _Count = 100
    tries: _Count = 5
    lease_hours: _Count = 8
    invitation_days: _Count = 7
    first_answer_hours: FirstAnswer = field(default_factory=FirstAnswer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long what is kept.

    Attributes:
        draft_days: an unfinished interview.
        case_days: a case after it was closed, as the submitters are told.
    """

    __pydantic_config__ = _STRICT

    draft_days: _Count = 30
    case_days: _Count = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole configuration; paths and addresses in it are absolute."""

    __pydantic_config__ = _STRICT

    group: Group
    database: DatabaseSection
    blobs: BlobsSection
    keys: KeysSection
    public: PublicChannels = field(default_factory=PublicChannels)
    staff: StaffChannels = field(default_factory=StaffChannels)
    duty: Duty = field(default_factory=Duty)
    limits: Limits = field(default_factory=Limits)
    retention: Retention = field(default_factory=Retention)

    def __post_init__(self) -> None:
        if self.public.signal and self.staff.signal and self.public.signal.number == self.staff.signal.number:
            raise ValueError("the public and the staff side have one number: each needs its own")

    @property
    def escalation(self) -> tuple[timedelta, ...]:
        """After how long each step of an alert calls."""
        return tuple(timedelta(minutes=minutes) for minutes in self.duty.minutes)

    @property
    def first_answer(self) -> Mapping[Urgency, timedelta]:
        """Within what time a submitter should hear from the group; every urgency has one."""
        hours = self.limits.first_answer_hours
        return {
            Urgency.EMERGENCY: timedelta(hours=hours.emergency),
            Urgency.URGENT: timedelta(hours=hours.urgent),
            Urgency.NORMAL: timedelta(hours=hours.normal),
        }


_Signal = TypeVar("_Signal", bound=SignalSection)

_ADAPTER = TypeAdapter(Config)
_TOKEN = re.compile(r"^\d+:[A-Za-z0-9_-]+$")
_LONGEST_SECRET = 4096
_SQLITE = re.compile(r"^(sqlite\+aiosqlite:///)(?!/)(.+)$")


def locate(given: Path | None) -> Path:
    """The configuration file that is meant: the one given, else the variable's, else the one in this folder."""
    return given or Path(os.environ.get(VARIABLE) or DEFAULT)


def load(path: Path) -> Config:
    """Read and check a configuration file.

    Raises:
        ConfigRefused: it cannot be read, is no TOML, or breaks a rule.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigRefused(
            f"there is no configuration at {path}",
            hint=f"run solidarity init DIR, then name its file with --config or in {VARIABLE}",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise ConfigRefused(
            f"the configuration at {path} cannot be read", hint="check its owner and its mode"
        ) from None
    try:
        config = _ADAPTER.validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigRefused(f"the configuration at {path} is no TOML: {error}") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ConfigRefused(f"the configuration at {path} breaks a rule: {place}: {first['msg']}") from None
    return _absolute(config, path.absolute().parent)


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


def _absolute(config: Config, folder: Path) -> Config:
    url = _SQLITE.sub(lambda match: f"{match[1]}{quote(str(folder))}/{match[2]}", config.database.url)
    blobs = config.blobs.url if "://" in config.blobs.url else str(folder / config.blobs.url)
    volatile = config.keys.volatile and folder / config.keys.volatile
    return replace(
        config,
        database=DatabaseSection(url=url),
        blobs=BlobsSection(url=blobs),
        keys=replace(config.keys, dir=folder / config.keys.dir, volatile=volatile),
        public=PublicChannels(
            telegram=_absolute_telegram(config.public.telegram, folder),
            signal=_absolute_signal(config.public.signal, folder),
        ),
        staff=StaffChannels(
            telegram=_absolute_telegram(config.staff.telegram, folder),
            signal=_absolute_signal(config.staff.signal, folder),
        ),
    )


def _absolute_telegram(section: TelegramSection | None, folder: Path) -> TelegramSection | None:
    if section is None:
        return None
    secret = section.webhook_secret_file and folder / section.webhook_secret_file
    return replace(section, token_file=folder / section.token_file, webhook_secret_file=secret)


def _absolute_signal(section: _Signal | None, folder: Path) -> _Signal | None:
    if section is None or section.webhook_secret_file is None:
        return section
    return replace(section, webhook_secret_file=folder / section.webhook_secret_file)
