"""The grammar: one table of commands with their forms, which the parser, the help and the tests read.

On the path from a typed line to an order. How a form is read stands in :mod:`triage.grammar.form`, who may give a
command in :mod:`triage.grammar.rights`; sentences stand in the catalogue under the ids that a form names.
"""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

from storage.documents import Help
from triage.grammar import casework, decisions, duty, membership, orders, referrals, times
from triage.grammar.form import REFERENCE, Argument, Form, Kind, field
from triage.grammar.rights import Command

_FORMS = (
    Form(
        command=Command.JOIN,
        order=orders.JoinRoster,
        arguments=(Argument(name="code", kind=Kind.CODE),),
    ),
    Form(
        command=Command.HELP,
        order=orders.Explain,
        arguments=(Argument(name="topic", kind=Kind.TOPIC, required=False),),
    ),
    Form(
        command=Command.QUEUE,
        order=orders.ListQueue,
        arguments=(Argument(name="after", kind=Kind.REFERENCE, required=False),),
    ),
    Form(command=Command.NEXT, order=orders.TakeNext),
    Form(command=Command.CLAIM, order=orders.Claim, arguments=(REFERENCE,)),
    Form(command=Command.RELEASE, order=orders.Release, arguments=(REFERENCE,)),
    Form(command=Command.SHOW, order=orders.Show, arguments=(REFERENCE,)),
    Form(command=Command.OPEN, order=orders.Read, arguments=(REFERENCE,)),
    Form(
        command=Command.ASSESS,
        order=orders.Assess,
        arguments=(
            REFERENCE,
            field("reliability", Kind.CHOICE, "reliability"),
            field("society", Kind.CHOICE, "yesno"),
            field("fits", Kind.CHOICES, "decision"),
            field("risk", Kind.TEXT, waived=True),
            field("conflict", Kind.CHOICE, "yesno", required=False),
            field("note", Kind.TEXT, required=False),
        ),
    ),
    Form(
        command=Command.DECIDE,
        order=orders.Decide,
        arguments=(
            REFERENCE,
            Argument(name="decision", kind=Kind.CHOICE, vocabulary="decision"),
            # Whether it is needed depends on the kind: see triage/decisions/shapes.py.
            Argument(name="reason", kind=Kind.TEXT, required=False),
            field("to", Kind.TEXT, required=False),
            field("signed", Kind.TEXT, required=False),
            field("court", Kind.TEXT, required=False),
            field("date", Kind.MOMENT, required=False),
            field("goes", Kind.TEXT, required=False),
            field("partner", Kind.NAME, required=False),
            field("due", Kind.MOMENT, required=False),
            field("why", Kind.CHOICE, "declined", required=False, after=Help.DECLINE),
            field("reply", Kind.CHOICE, "yesno", required=False, after=Help.DECLINE),
            Argument(
                name="again",
                kind=Kind.CHOICE,
                vocabulary="yesno",
                required=False,
                named=True,
                in_order=False,
                typed=True,
            ),
        ),
    ),
    Form(
        command=Command.REPLY,
        order=orders.Answer,
        arguments=(REFERENCE, Argument(name="text", kind=Kind.TEXT)),
    ),
    Form(
        command=Command.CANNED,
        order=orders.AnswerCanned,
        arguments=(REFERENCE, Argument(name="which", kind=Kind.CHOICE, vocabulary="canned")),
    ),
    Form(
        command=Command.CLOSE,
        order=orders.Close,
        arguments=(
            REFERENCE,
            Argument(name="outcome", kind=Kind.CHOICE, vocabulary="outcome"),
            Argument(name="note", kind=Kind.TEXT, required=False),
            # Only to set an emergency aside is sensitive: so it is asked for by the use case.
            Argument(name="code", kind=Kind.CODE, required=False, named=True, in_order=False),
        ),
    ),
    Form(
        command=Command.URGENCY,
        order=orders.ChangeUrgency,
        arguments=(
            REFERENCE,
            Argument(name="urgency", kind=Kind.CHOICE, vocabulary="urgency"),
            # A code, because it is logged, and because urgency must not wait for the keys or for a safe channel.
            Argument(name="why", kind=Kind.CHOICE, vocabulary="why"),
        ),
    ),
    Form(
        command=Command.ALERTS,
        order=orders.ListAlerts,
        arguments=(Argument(name="reference", kind=Kind.REFERENCE, required=False),),
    ),
    Form(
        command=Command.ACK,
        order=orders.Acknowledge,
        arguments=(Argument(name="alert", kind=Kind.ALERT), Argument(name="more", kind=Kind.ALERTS, required=False)),
    ),
    Form(
        command=Command.KEY,
        order=orders.RegisterKey,
        arguments=(
            Argument(name="recipient", kind=Kind.RECIPIENT, required=False),
            Argument(name="code", kind=Kind.CODE, required=False),
        ),
    ),
    Form(
        command=Command.READMIT,
        order=orders.Readmit,
        # A name, and the answer may hold an invitation: both are only for where words are.
        arguments=(Argument(name="name", kind=Kind.TEXT),),
    ),
)

_SUBJECTS = (casework.FORMS, decisions.FORMS, referrals.FORMS, times.FORMS, duty.FORMS, membership.FORMS)

FORMS: Mapping[Command, Form] = MappingProxyType({form.command: form for form in chain(_FORMS, *_SUBJECTS)})
"""Every command, in the order in which the help lists them."""
