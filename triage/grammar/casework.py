"""What is noted about a case: conflicts, assignments, notes, questions to the submitter, links, tags, and finding.

On the path from a typed line to an order: the orders and the forms of one subject. Values only.
"""

from dataclasses import dataclass

from storage.cases import CaseState
from storage.documents import Help, RequestKind, Urgency
from storage.ids import Reference
from storage.links import Tie
from triage.grammar.form import REFERENCE, Argument, Form, Kind, field
from triage.grammar.labels import Opening
from triage.grammar.moments import Moment
from triage.grammar.orders import Order
from triage.grammar.rights import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareConflict(Order):
    """The member is too close to this case, and leaves it to others."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Order):
    """Another member shall hold this case. ``name`` is as it was typed."""

    reference: Reference
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote(Order):
    """Words for the other members. ``text`` is secret."""

    reference: Reference
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Order):
    """A question to the submitter. ``text`` is secret; without it the prepared words stand alone."""

    reference: Reference
    what: RequestKind
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCases(Order):
    """What this case and another have in common."""

    reference: Reference
    other: Reference
    tie: Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCases(Order):
    """This case and another have nothing in common."""

    reference: Reference
    other: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTags(Order):
    """This case has these tags."""

    reference: Reference
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropTags(Order):
    """This case does not have these tags any more."""

    reference: Reference
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindCases(Order):
    """The cases whose readable columns are like this; after a case, the page that follows it."""

    state: CaseState | None = None
    urgency: Urgency | None = None
    kind: Opening | None = None
    tag: tuple[str, ...] = ()
    decision: Help | None = None
    since: Moment | None = None
    until: Moment | None = None
    after: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPerson(Order):
    """The cases that may be about somebody of this name. ``text`` is secret."""

    text: str


_OTHER = Argument(name="other", kind=Kind.REFERENCE)
_TAGS = Argument(name="tags", kind=Kind.TAGS)

FORMS: tuple[Form, ...] = (
    Form(command=Command.CONFLICT, order=DeclareConflict, arguments=(REFERENCE,)),
    Form(command=Command.ASSIGN, order=Assign, arguments=(REFERENCE, Argument(name="name", kind=Kind.NAME))),
    Form(command=Command.NOTE, order=WriteNote, arguments=(REFERENCE, Argument(name="text", kind=Kind.TEXT))),
    Form(
        command=Command.ASK,
        order=Ask,
        arguments=(
            REFERENCE,
            Argument(name="what", kind=Kind.CHOICE, vocabulary="request"),
            Argument(name="text", kind=Kind.TEXT, required=False),
        ),
    ),
    Form(
        command=Command.LINK,
        order=LinkCases,
        arguments=(REFERENCE, _OTHER, Argument(name="tie", kind=Kind.CHOICE, vocabulary="tie")),
    ),
    Form(command=Command.UNLINK, order=PartCases, arguments=(REFERENCE, _OTHER)),
    Form(command=Command.TAG, order=AddTags, arguments=(REFERENCE, _TAGS)),
    Form(command=Command.UNTAG, order=DropTags, arguments=(REFERENCE, _TAGS)),
    Form(
        command=Command.FIND,
        order=FindCases,
        arguments=(
            field("state", Kind.CHOICE, "state", required=False),
            field("urgency", Kind.CHOICE, "urgency", required=False),
            field("kind", Kind.CHOICE, "opening", required=False),
            field("tag", Kind.TAGS, required=False),
            field("decision", Kind.CHOICE, "decision", required=False),
            field("since", Kind.MOMENT, required=False),
            field("until", Kind.MOMENT, required=False),
            field("after", Kind.REFERENCE, required=False),
        ),
    ),
    Form(command=Command.WHO, order=FindPerson, arguments=(Argument(name="text", kind=Kind.TEXT),)),
)
"""As the help lists them."""
