"""Orders: what a member asked for, once the line he typed has been understood.

On the path from :mod:`triage.parsing` to the desk. Values only.
"""

from dataclasses import dataclass

from storage.documents import Help, Outcome, Reliability, Urgency
from storage.ids import Reference
from triage.labels import Canned, Why, YesNo
from triage.rights import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRoster:
    """A stranger presents a one-time code. Secret until it was used."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain:
    """How a command is used; without a topic, all of them."""

    topic: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQueue:
    """The open cases, most urgent first; after a case, the page that follows it."""

    after: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNext:
    """The most urgent case that nobody holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Hold this case."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Put this case back."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """The readable columns of this case."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The whole case, unsealed."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Assess:
    """The member's own judgement. ``risk`` and ``note`` are secret; where nobody can write words there are none."""

    reference: Reference
    reliability: Reliability
    society: YesNo
    fits: tuple[Help, ...]
    risk: str = ""
    conflict: YesNo = YesNo.NO
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """The group's conclusion. ``reason`` is secret; where nobody can write words there is none."""

    reference: Reference
    decision: Help
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Words to the submitter. ``text`` is secret."""

    reference: Reference
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCanned:
    """A prepared text to the submitter, in the language of the case."""

    reference: Reference
    which: Canned


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """The end of the work. ``note`` is secret."""

    reference: Reference
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUrgency:
    """Higher or lower in the queue."""

    reference: Reference
    urgency: Urgency
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAlerts:
    """The alerts that wait for somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """Somebody has taken over: named by an alert's number or by the case's reference."""

    alert: int | Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterKey:
    """What is sent to the member is sealed to this key from now on; without one: which key that is.

    Attributes:
        recipient: as it was typed, an age recipient if it is one.
        code: what the member's authenticator shows, as it was typed. Secret until it was used.
    """

    recipient: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readmit:
    """A suspended member is who he says, and shall come back; or, after the name, that this is not so sure any more.

    Attributes:
        name: as it was typed; whether its last word belongs to it only the roster can tell.
    """

    name: str


Order = (
    JoinRoster
    | Explain
    | ListQueue
    | TakeNext
    | Claim
    | Release
    | Show
    | Read
    | Assess
    | Decide
    | Answer
    | AnswerCanned
    | Close
    | ChangeUrgency
    | ListAlerts
    | Acknowledge
    | RegisterKey
    | Readmit
)
