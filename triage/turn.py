"""A turn: one line of one member, and the room in which the desk answers it.

On the path between :class:`triage.desk.TriageDesk` and its use cases. It carries; it decides nothing but whether the
room is locked. The group's keys pass through here in memory only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storage.blobs import BlobStore
from storage.database import Works
from storage.documents import Language, Urgency
from storage.ids import Draw
from storage.keys.group import GroupKeys
from storage.manifest import Manifest
from storage.members import Member
from triage.errors import DeskLocked
from triage.grammar.labels import Labels
from triage.membership.roster import Roster
from triage.memory import Checked, Guesses
from triage.notices import Notice


def _minutes(*steps: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=step) for step in steps)


def _by_urgency(emergency: timedelta, urgent: timedelta, normal: timedelta) -> Mapping[Urgency, timedelta]:
    return {Urgency.EMERGENCY: emergency, Urgency.URGENT: urgent, Urgency.NORMAL: normal}


def _assessment() -> Mapping[Urgency, timedelta]:
    return _by_urgency(timedelta(hours=4), timedelta(days=2), timedelta(days=14))


def _decision() -> Mapping[Urgency, timedelta]:
    return _by_urgency(timedelta(hours=12), timedelta(days=4), timedelta(days=21))


def _answer() -> Mapping[Urgency, timedelta]:
    return _by_urgency(timedelta(hours=2), timedelta(days=1), timedelta(days=3))


TAGS = (
    "official",
    "defender",
    "journalist",
    "unionist",
    "crimean_tatar",
    "cleric",
    "lawyer",
    "volunteer",
    "medic",
    "teacher",
    "child",
    "prisoner",
    "hearing",
    "border",
    "un",
    "press",
)
"""What a group's cases are tagged with, unless it says otherwise; 2 to 24 characters of a-z, 0-9, _ and - each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a group configures.

    Attributes:
        quorum: assessments without a conflict of interest that a decision needs.
        lease: how long a claim holds a case.
        invitation: how long an invitation can be accepted.
        page: cases in one answer of the queue.
        escalation: after how long each of the four steps of an emergency calls.
        assessment: within what time from its first claim enough members should have assessed a case, by urgency.
        decision: within what time from then the group should have decided, by urgency.
        answer: how long a partner has to answer an offer, by urgency.
        alone: the group is one person, who may do what otherwise takes two.
        pager_hosts: hosts of the group's own network on which members' pagers may lie.
        tags: with which cases may be tagged.
    """

    quorum: int = 1
    lease: timedelta = timedelta(hours=8)
    invitation: timedelta = timedelta(days=7)
    page: int = 20
    escalation: tuple[timedelta, ...] = _minutes(0, 3, 8, 15)
    assessment: Mapping[Urgency, timedelta] = field(default_factory=_assessment)
    decision: Mapping[Urgency, timedelta] = field(default_factory=_decision)
    answer: Mapping[Urgency, timedelta] = field(default_factory=_answer)
    alone: bool = False
    pager_hosts: tuple[str, ...] = ()
    tags: tuple[str, ...] = TAGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What the desk works with.

    Attributes:
        database: of the deployment, or a transaction that is open in it.
        manifest: public; it says whom documents are sealed to and who may sign them.
        keys: the group's, secret; None while the desk is locked.
        labels: words for codes, from the wiring.
        blobs: where payloads lie that are too large for a row.
        settings: of the group.
        draw: randomness.
        checked: the files that were checked a moment ago.
        guesses: the wrong codes of the last hour.
    """

    database: Works
    manifest: Manifest
    keys: GroupKeys | None = field(repr=False)
    labels: Labels
    blobs: BlobStore
    settings: Settings
    draw: Draw
    checked: Checked = field(default_factory=Checked)
    guesses: Guesses = field(default_factory=Guesses)

    def unlocked(self) -> GroupKeys:
        """Give the group's keys; raises :class:`DeskLocked`."""
        if self.keys is None:
            raise DeskLocked
        return self.keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One line of one member whose row has verified.

    Attributes:
        room: where it is answered.
        member: who typed it.
        roster: to word who did what.
        language: of the answer.
        now: when it was typed.
        words: whether the channel may carry words of somebody's own. Where it may not none are taken, and a case is
            opened only for a member who has registered a key, to which the channel seals what it shows.
        proven: whoever types has shown that he is the member, by the group's passphrase; where he has not, what is
            sensitive takes a code of his authenticator.
        alarms: what must be said whatever becomes of the command, such as a document that was tampered with.
    """

    room: Room
    member: Member
    roster: Roster
    language: Language
    now: datetime
    words: bool = True
    proven: bool = False
    alarms: list[Notice] = field(default_factory=list)

    def alarm(self, notice: Notice) -> None:
        """Say this before the answer, once."""
        if notice not in self.alarms:
            self.alarms.append(notice)
