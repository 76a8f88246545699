"""What follows from a decision: actions, their results, and what takes two people.

On the path from a typed line to an order: the orders and the forms of one subject. Values only.
"""

from dataclasses import dataclass

from storage.documents import ActionKind, ActionStatus, Urgency
from storage.ids import Reference
from triage.grammar.form import PROOF, REFERENCE, Argument, Form, Kind, field
from triage.grammar.moments import Moment
from triage.grammar.orders import Order
from triage.grammar.rights import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginAction(Order):
    """Somebody does this for the case. ``owner`` is a name as it was typed, or the member; ``text`` is secret."""

    reference: Reference
    kind: ActionKind
    owner: str = ""
    due: Moment | None = None
    priority: Urgency | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListActions(Order):
    """What is being done, for one case or for all."""

    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteResult(Order):
    """What came of an action. ``response``, ``impact`` and ``parties`` are secret."""

    number: int
    status: ActionStatus
    response: str = ""
    impact: str = ""
    parties: str = ""
    date: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Order):
    """The whole case shall leave, sealed to the member's own key; or, once another was for it, leaves."""

    reference: Reference
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase(Order):
    """The case shall be erased."""

    reference: Reference
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListProposals(Order):
    """What waits for a second member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(Order):
    """The member is for a proposal of another's."""

    number: int
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse(Order):
    """The member is against a proposal, or takes his own back."""

    number: int


_NUMBER = Argument(name="number", kind=Kind.NUMBER)

FORMS: tuple[Form, ...] = (
    Form(
        command=Command.ACTION,
        order=BeginAction,
        arguments=(
            REFERENCE,
            Argument(name="kind", kind=Kind.CHOICE, vocabulary="action"),
            field("owner", Kind.NAME, required=False),
            field("due", Kind.MOMENT, required=False),
            field("priority", Kind.CHOICE, "urgency", required=False),
            field("text", Kind.TEXT, required=False),
        ),
    ),
    Form(
        command=Command.ACTIONS,
        order=ListActions,
        arguments=(Argument(name="reference", kind=Kind.REFERENCE, required=False),),
    ),
    Form(
        command=Command.RESULT,
        order=NoteResult,
        arguments=(
            _NUMBER,
            Argument(name="status", kind=Kind.CHOICE, vocabulary="status"),
            field("response", Kind.TEXT, required=False),
            field("impact", Kind.TEXT, required=False),
            field("parties", Kind.TEXT, required=False),
            field("date", Kind.MOMENT, required=False),
        ),
    ),
    Form(command=Command.EXPORT, order=Export, arguments=(REFERENCE, PROOF)),
    Form(command=Command.ERASE, order=Erase, arguments=(REFERENCE, PROOF)),
    Form(command=Command.PROPOSALS, order=ListProposals),
    Form(command=Command.APPROVE, order=Approve, arguments=(_NUMBER, PROOF)),
    Form(command=Command.REFUSE, order=Refuse, arguments=(_NUMBER,)),
)
"""As the help lists them."""
