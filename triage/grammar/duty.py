"""Who is on duty: shifts, swaps, a member's own hours and pager, the drill.

On the path from a typed line to an order: the orders and the forms of one subject. Values only.
"""

from dataclasses import dataclass
from datetime import time

from storage.shifts import Duty
from triage.grammar.form import PROOF, Argument, Form, Kind
from triage.grammar.labels import Days, Off, PagerAct
from triage.grammar.moments import Moment
from triage.grammar.orders import Order
from triage.grammar.rights import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowDuty(Order):
    """Who is on call, now and in the coming week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddShift(Order):
    """Somebody is on duty on these days, week after week; ``name`` is as it was typed."""

    name: str
    days: tuple[Days, ...]
    hours: tuple[time, time]
    duty: Duty = Duty.ON_CALL
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropShift(Order):
    """This shift is no more."""

    shift: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSwap(Order):
    """Somebody else shall take the member's own shift of one day; ``name`` is as it was typed."""

    day: Moment
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSwap(Order):
    """The member takes the shift that another has asked him to take."""

    swap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetZone(Order):
    """The member is in this time zone; without one: in which."""

    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQuiet(Order):
    """When the member wants to hear nothing that is not urgent; with neither: when that is."""

    hours: tuple[time, time] | None = None
    off: Off | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPager(Order):
    """The member is paged there, or nowhere, or now; with neither: whether he is.

    Attributes:
        pager: what shall be done about the one there is.
        url: of another one. Secret.
        code: what the member's authenticator shows. Secret until it was used.
    """

    pager: PagerAct | None = None
    url: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginDrill(Order):
    """Everybody is called as in an emergency, and nobody waits."""


_NAME = Argument(name="name", kind=Kind.NAME)
_ZONE = Argument(name="zone", kind=Kind.WORD, required=False)

FORMS: tuple[Form, ...] = (
    Form(command=Command.DUTY, order=ShowDuty),
    Form(
        command=Command.SHIFT,
        order=AddShift,
        arguments=(
            _NAME,
            Argument(name="days", kind=Kind.CHOICES, vocabulary="days"),
            Argument(name="hours", kind=Kind.HOURS),
            Argument(name="duty", kind=Kind.CHOICE, vocabulary="duty", required=False),
            _ZONE,
        ),
    ),
    Form(command=Command.UNSHIFT, order=DropShift, arguments=(Argument(name="shift", kind=Kind.NUMBER),)),
    Form(command=Command.SWAP, order=AskSwap, arguments=(Argument(name="day", kind=Kind.MOMENT), _NAME)),
    Form(command=Command.TAKE, order=TakeSwap, arguments=(Argument(name="swap", kind=Kind.NUMBER),)),
    Form(command=Command.ZONE, order=SetZone, arguments=(_ZONE,)),
    Form(
        command=Command.QUIET,
        order=SetQuiet,
        arguments=(
            Argument(name="hours", kind=Kind.HOURS, required=False),
            Argument(name="off", kind=Kind.CHOICE, vocabulary="off", required=False),
        ),
    ),
    Form(
        command=Command.PAGER,
        order=SetPager,
        arguments=(
            Argument(name="pager", kind=Kind.CHOICE, vocabulary="pager", required=False),
            # A URL holds what its service takes for a password.
            Argument(name="url", kind=Kind.TEXT, required=False),
            PROOF,
        ),
    ),
    Form(command=Command.DRILL, order=BeginDrill),
)
"""As the help lists them."""
