"""Why an order about the members was refused: one class a rule, each with its message in the catalogue."""

from triage.errors import RosterError


class NotActive(RosterError):
    """The member may not act as it is."""

    message_id = "error-not-active"


class HasDeparted(RosterError):
    """The member has left already."""

    message_id = "error-has-departed"
    hint = "invite NAME ROLE lets somebody who has left come back"


class LastLead(RosterError):
    """The group would be left without a lead."""

    message_id = "error-last-lead"
    hint = "make somebody else lead first: role NAME lead"


class NotBound(RosterError):
    """The member is not known on this channel."""

    message_id = "error-not-bound"
