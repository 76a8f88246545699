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
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from bots.accounts import PublicChannels, StaffChannels
from storage.documents import Language, Urgency
from storage.errors import PermanentError

VARIABLE = "SOLIDARITY_CONFIG"
DEFAULT = Path("config.toml")

_STRICT = {"extra": "forbid"}
_Count = Annotated[int, Field(ge=1)]
_Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
_Tag = Annotated[str, Field(pattern=r"^[a-z0-9_-]{2,24}$")]
_Steps = tuple[_Minutes, _Minutes, _Minutes, _Minutes]


def _in_order(minutes: _Steps) -> _Steps:
    if list(minutes) != sorted(minutes):
        raise ValueError("a later step cannot call before an earlier one")
    return minutes


class ConfigRefused(PermanentError):
    """The configuration is missing, unreadable or breaks a rule; the message names the place in it."""

    hint = "compare it with config.example.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Who we are.

    Attributes:
        name: of the group, for its own people: ``solidarity check`` says whose installation it looks at.
        languages: that the bots speak; the first one is spoken until somebody chooses another of them.
        quorum: assessments without a conflict of interest that a decision needs.
        members: ``alone`` declares a group of one person, who may do what otherwise takes two.
        tags: with which cases may be tagged; without any, those of config.example.toml.
    """

    __pydantic_config__ = _STRICT

    name: str
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = tuple(Language)
    quorum: _Count = 1
    members: Literal["alone", "several"] = "several"
    tags: tuple[_Tag, ...] = ()


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
class Duty:
    """Emergencies.

    Attributes:
        minutes: when those on duty, their backup, everyone and the lead are called; none before the one before it.
        pager_hosts: hosts of the group's own network on which members' pagers may lie; others there are not called.
    """

    __pydantic_config__ = _STRICT

    minutes: Annotated[_Steps, AfterValidator(_in_order)] = (0, 3, 8, 15)
    pager_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hours:
    """So many hours, by urgency; what is not said stays as it is, so that every case has a deadline."""

    __pydantic_config__ = _STRICT

    emergency: _Count
    urgent: _Count
    normal: _Count

    @property
    def spans(self) -> Mapping[Urgency, timedelta]:
        """How long that is, for every urgency."""
        return {
            Urgency.EMERGENCY: timedelta(hours=self.emergency),
            Urgency.URGENT: timedelta(hours=self.urgent),
            Urgency.NORMAL: timedelta(hours=self.normal),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswer(_Hours):
    """Within how many hours a submitter should hear from the group."""

    emergency: _Count = 1
    urgent: _Count = 24
    normal: _Count = 7 * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(_Hours):
    """Within how many hours from its first claim enough members should have assessed a case."""

    emergency: _Count = 4
    urgent: _Count = 2 * 24
    normal: _Count = 14 * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(_Hours):
    """Within how many hours from then the group should have decided."""

    emergency: _Count = 12
    urgent: _Count = 4 * 24
    normal: _Count = 21 * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAnswer(_Hours):
    """How many hours a partner has to answer an offer."""

    emergency: _Count = 2
    urgent: _Count = 24
    normal: _Count = 3 * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Offers to partners.

    Attributes:
        answer_hours: how long a partner has to answer, before the next one is asked.
    """

    __pydantic_config__ = _STRICT

    answer_hours: PartnerAnswer = field(default_factory=PartnerAnswer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much, how long, how often.

    Attributes:
        file_megabytes: the largest file that is taken.
        tries: how often a message is tried before it is set aside.
        lease_hours: how long a claim holds a case.
        invitation_days: how long an invitation can be accepted.
        first_answer_hours: within what time a submitter should hear from the group.
        assessment_hours: within what time from its first claim enough members should have assessed a case.
        decision_hours: within what time from then the group should have decided.
    """

    __pydantic_config__ = _STRICT

    file_megabytes: _Count = 100
    tries: _Count = 5
    lease_hours: _Count = 8
    invitation_days: _Count = 7
    first_answer_hours: FirstAnswer = field(default_factory=FirstAnswer)
    assessment_hours: Assessment = field(default_factory=Assessment)
    decision_hours: Decision = field(default_factory=Decision)


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
    referral: Referral = field(default_factory=Referral)
    limits: Limits = field(default_factory=Limits)
    retention: Retention = field(default_factory=Retention)

    def __post_init__(self) -> None:
        if self.public.signal and self.staff.signal and self.public.signal.number == self.staff.signal.number:
            raise ValueError("the public and the staff side have one number: each needs its own")

    @property
    def escalation(self) -> tuple[timedelta, ...]:
        """After how long each step of an alert calls."""
        return tuple(timedelta(minutes=minutes) for minutes in self.duty.minutes)


_ADAPTER = TypeAdapter(Config)
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


def _absolute(config: Config, folder: Path) -> Config:
    url = _SQLITE.sub(lambda match: f"{match[1]}{quote(str(folder))}/{match[2]}", config.database.url)
    blobs = config.blobs.url if "://" in config.blobs.url else str(folder / config.blobs.url)
    volatile = config.keys.volatile and folder / config.keys.volatile
    return replace(
        config,
        database=DatabaseSection(url=url),
        blobs=BlobsSection(url=blobs),
        keys=replace(config.keys, dir=folder / config.keys.dir, volatile=volatile),
        public=config.public.within(folder),
        staff=config.staff.within(folder),
    )
