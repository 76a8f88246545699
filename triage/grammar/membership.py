"""Who belongs to the group: invitations, roles, suspension, departure, channels.

On the path from a typed line to an order: the orders and the forms of one subject. Values only.
"""

from dataclasses import dataclass

from storage.members import Role
from triage.grammar.form import PROOF, Argument, Form, Kind
from triage.grammar.labels import Channel, Drop
from triage.grammar.orders import Order
from triage.grammar.rights import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMembers(Order):
    """Who belongs to the group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Order):
    """Somebody may come, in this role. The name is somebody's own words; ``code`` is secret until it was used."""

    name: str
    role: Role
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole(Order):
    """A member does something else from now on."""

    name: str
    role: Role
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend(Order):
    """A member may not act until two take him back."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Depart(Order):
    """A member belongs to the group no more."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(Order):
    """Whoever types it belongs to the group no more."""

    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowChannels(Order):
    """From which channels a member is known; with ``drop`` and a channel, no more from that one."""

    drop: Drop | None = None
    channel: Channel | None = None
    code: str = ""


_NAME = Argument(name="name", kind=Kind.NAME)
_ROLE = Argument(name="role", kind=Kind.CHOICE, vocabulary="role")

FORMS: tuple[Form, ...] = (
    Form(command=Command.MEMBERS, order=ListMembers),
    Form(command=Command.INVITE, order=Invite, arguments=(_NAME, _ROLE, PROOF)),
    Form(command=Command.ROLE, order=ChangeRole, arguments=(_NAME, _ROLE, PROOF)),
    Form(command=Command.SUSPEND, order=Suspend, arguments=(_NAME, PROOF)),
    Form(command=Command.DEPART, order=Depart, arguments=(_NAME, PROOF)),
    Form(command=Command.LEAVE, order=Leave, arguments=(PROOF,)),
    Form(
        command=Command.CHANNELS,
        order=ShowChannels,
        arguments=(
            Argument(name="drop", kind=Kind.CHOICE, vocabulary="drop", required=False),
            Argument(name="channel", kind=Kind.CHOICE, vocabulary="channel", required=False),
            # Only to drop one is sensitive: so it is asked for by the use case.
            Argument(name="code", kind=Kind.CODE, required=False, named=True),
        ),
    ),
)
"""As the help lists them."""
