"""Orders: what a member asked for, once the line he typed has been understood.

On the path from :mod:`triage.grammar.parsing` to the desk. Values only.
"""

from dataclasses import dataclass

from storage.documents import Declined, Help, Outcome, Reliability, Urgency
from storage.ids import Reference
from triage.grammar.labels import Canned, Why, YesNo
from triage.grammar.moments import Moment
from triage.grammar.rights import Command


class Order:
    """What one line asks for; each command has an order of its own."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRoster(Order):
    """A stranger presents a one-time code. Secret until it was used."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain(Order):
    """How a command is used; without a topic, all of them."""

    topic: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQueue(Order):
    """The open cases, most urgent first; after a case, the page that follows it."""

    after: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNext(Order):
    """The most urgent case that nobody holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Order):
    """Hold this case."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Order):
    """Put this case back."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(Order):
    """The readable columns of this case."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Order):
    """The whole case, unsealed."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Assess(Order):
    """The member's own judgement. ``risk`` and ``note`` are secret; where nobody can write words there are none."""

    reference: Reference
    reliability: Reliability
    society: YesNo
    fits: tuple[Help, ...]
    risk: str = ""
    conflict: YesNo = YesNo.NO
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Order):
    """The group's conclusion. What is text is secret; where nobody can write words there is none.

    Attributes:
        reference: of which case.
        decision: of what kind.
        reason: in words.
        to: whom a statement, a letter or news is for.
        signed: who signs.
        court: where a hearing, or another gathering, is.
        date: when it is.
        goes: who goes there.
        partner: through whom help comes.
        due: by when it shall be done.
        why: of a refusal, why.
        reply: of a refusal, whether the submitter is told so.
        again: whether it is decided in spite of what was decided before.
    """

    reference: Reference
    decision: Help
    reason: str = ""
    to: str = ""
    signed: str = ""
    court: str = ""
    date: Moment | None = None
    goes: str = ""
    partner: str = ""
    due: Moment | None = None
    why: Declined | None = None
    reply: YesNo | None = None
    again: YesNo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Order):
    """Words to the submitter. ``text`` is secret."""

    reference: Reference
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCanned(Order):
    """A prepared text to the submitter, in the language of the case."""

    reference: Reference
    which: Canned


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Order):
    """The end of the work. ``note`` is secret, and ``code`` until it was used."""

    reference: Reference
    outcome: Outcome
    note: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUrgency(Order):
    """Higher or lower in the queue."""

    reference: Reference
    urgency: Urgency
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAlerts(Order):
    """The alerts that wait for somebody; with a reference, how those about it went."""

    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge(Order):
    """Somebody has taken over: named by an alert's number or by the case's reference; and what he takes besides."""

    alert: int | Reference
    more: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterKey(Order):
    """What is sent to the member is sealed to this key from now on; without one: which key that is.

    Attributes:
        recipient: as it was typed, an age recipient if it is one.
        code: what the member's authenticator shows, as it was typed. Secret until it was used.
    """

    recipient: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readmit(Order):
    """A suspended member is who he says, and shall come back; or, after the name, that this is not so sure any more.

    Attributes:
        name: as it was typed; whether its last word belongs to it only the roster can tell.
    """

    name: str
