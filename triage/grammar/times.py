"""What is due, for whom, and when he is told: one's own work, what is overdue, when to look again, the daily digest.

On the path from a typed line to an order: the orders and the forms of one subject. Values only.
"""

from dataclasses import dataclass
from datetime import time

from storage.ids import Reference
from triage.grammar.form import REFERENCE, Argument, Form, Kind
from triage.grammar.labels import DigestAct, Off
from triage.grammar.moments import Moment
from triage.grammar.orders import Order
from triage.grammar.rights import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMine(Order):
    """What the member holds, sees to and waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOverdue(Order):
    """Whatever is overdue in the group, the worst first; ``page`` counts from 1."""

    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow(Order):
    """Somebody shall look at a case again, or has; with neither: when that is."""

    reference: Reference
    when: Moment | None = None
    off: Off | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDigest(Order):
    """When the member's daily digest comes, or that it shall not, or shall come now; with neither: when that is."""

    digest: DigestAct | None = None
    at: time | None = None


FORMS: tuple[Form, ...] = (
    Form(command=Command.MINE, order=ListMine),
    Form(
        command=Command.OVERDUE,
        order=ListOverdue,
        arguments=(Argument(name="page", kind=Kind.NUMBER, required=False),),
    ),
    Form(
        command=Command.FOLLOW,
        order=Follow,
        arguments=(
            REFERENCE,
            Argument(name="when", kind=Kind.MOMENT, required=False),
            Argument(name="off", kind=Kind.CHOICE, vocabulary="off", required=False),
        ),
    ),
    Form(
        command=Command.DIGEST,
        order=SetDigest,
        arguments=(
            Argument(name="at", kind=Kind.TIME, required=False),
            Argument(name="digest", kind=Kind.CHOICE, vocabulary="digest", required=False),
        ),
    ),
)
"""As the help lists them."""
