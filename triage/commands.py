"""The grammar: one table of commands with their arguments, which the parser, the help and the tests read.

On the path from a typed line to an order. A line is a command, then its arguments in the order of the table. A text
takes the rest of the line. In an assessment an argument may also be named, ``risk=…``, in any order; a named text ends
where the next name begins, or at its closing quotation mark. On a channel that must not carry anybody's words a text is
refused, and commands that can do without theirs are given without. Who may give a command stands in
:mod:`triage.rights`; sentences stand in ``triage.ftl`` under the ids that a form names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from triage import orders
from triage.rights import Command

TEXT_LIMIT = 6_000
"""Characters of a text: two of them, sealed and padded, still fit into a row of 64 KiB."""


class Kind(StrEnum):
    """How an argument is read."""

    REFERENCE = "reference"  # a case's reference, forgivingly
    CHOICE = "choice"  # one code of a vocabulary, its number or its label
    CHOICES = "choices"  # several of them, between commas
    TEXT = "text"  # somebody's own words: the rest of the line, verbatim
    CODE = "code"  # what was handed over to be typed: the rest of the line
    RECIPIENT = "recipient"  # a key, which is one word
    ALERT = "alert"  # an alert's number, or a reference
    TOPIC = "topic"  # another command


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of a command.

    Attributes:
        name: the field of the order; its description is the message ``argument-<name>``.
        kind: how it is read.
        vocabulary: of a choice.
        required: the command is refused without it.
        named: it may be given as ``name=…``.
        in_order: it may be given without its name.
        waived: of a required text: it may be missing where no words are taken.
    """

    name: str
    kind: Kind
    vocabulary: str = ""
    required: bool = True
    named: bool = False
    in_order: bool = True
    waived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one command is typed.

    Where no words are taken, a command with texts has a usage and an example of its own, unless it needs them.
    """

    command: Command
    order: type[orders.Order]
    arguments: tuple[Argument, ...] = ()

    @property
    def about(self) -> str:
        """Name the message that says in a line what the command does."""
        return f"about-{self.command}"

    @property
    def usage(self) -> str:
        """Name the message that shows the arguments."""
        return f"usage-{self.command}"

    @property
    def example(self) -> str:
        """Name the message that is a line one could type."""
        return f"example-{self.command}"

    @property
    def wordless_usage(self) -> str:
        """Name the message that shows the arguments without texts."""
        return f"usage-{self.command}-wordless"

    @property
    def wordless_example(self) -> str:
        """Name the message that is a line one could type without texts."""
        return f"example-{self.command}-wordless"

    @property
    def texts(self) -> tuple[Argument, ...]:
        """The arguments that are somebody's own words."""
        return tuple(argument for argument in self.arguments if argument.kind is Kind.TEXT)

    @property
    def needs_words(self) -> bool:
        """Whether the command is nothing without words."""
        return any(text.required and not text.waived for text in self.texts)


_REFERENCE = Argument(name="reference", kind=Kind.REFERENCE)


def _field(name: str, kind: Kind, vocabulary: str = "", *, required: bool = True, waived: bool = False) -> Argument:
    """What is required also has a place in the order."""
    return Argument(
        name=name, kind=kind, vocabulary=vocabulary, required=required, named=True, in_order=required, waived=waived
    )


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
    Form(command=Command.CLAIM, order=orders.Claim, arguments=(_REFERENCE,)),
    Form(command=Command.RELEASE, order=orders.Release, arguments=(_REFERENCE,)),
    Form(command=Command.SHOW, order=orders.Show, arguments=(_REFERENCE,)),
    Form(command=Command.OPEN, order=orders.Read, arguments=(_REFERENCE,)),
    Form(
        command=Command.ASSESS,
        order=orders.Assess,
        arguments=(
            _REFERENCE,
            _field("reliability", Kind.CHOICE, "reliability"),
            _field("society", Kind.CHOICE, "yesno"),
            _field("fits", Kind.CHOICES, "decision"),
            _field("risk", Kind.TEXT, waived=True),
            _field("conflict", Kind.CHOICE, "yesno", required=False),
            _field("note", Kind.TEXT, required=False),
        ),
    ),
    Form(
        command=Command.DECIDE,
        order=orders.Decide,
        arguments=(
            _REFERENCE,
            Argument(name="decision", kind=Kind.CHOICE, vocabulary="decision"),
            Argument(name="reason", kind=Kind.TEXT, waived=True),
        ),
    ),
    Form(
        command=Command.REPLY,
        order=orders.Answer,
        arguments=(_REFERENCE, Argument(name="text", kind=Kind.TEXT)),
    ),
    Form(
        command=Command.CANNED,
        order=orders.AnswerCanned,
        arguments=(_REFERENCE, Argument(name="which", kind=Kind.CHOICE, vocabulary="canned")),
    ),
    Form(
        command=Command.CLOSE,
        order=orders.Close,
        arguments=(
            _REFERENCE,
            Argument(name="outcome", kind=Kind.CHOICE, vocabulary="outcome"),
            Argument(name="note", kind=Kind.TEXT, required=False),
        ),
    ),
    Form(
        command=Command.URGENCY,
        order=orders.ChangeUrgency,
        arguments=(
            _REFERENCE,
            Argument(name="urgency", kind=Kind.CHOICE, vocabulary="urgency"),
            # A code, because it is logged, and because urgency must not wait for the keys or for a safe channel.
            Argument(name="why", kind=Kind.CHOICE, vocabulary="why"),
        ),
    ),
    Form(command=Command.ALERTS, order=orders.ListAlerts),
    Form(
        command=Command.ACK,
        order=orders.Acknowledge,
        arguments=(Argument(name="alert", kind=Kind.ALERT),),
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

FORMS: Mapping[Command, Form] = MappingProxyType({form.command: form for form in _FORMS})
"""Every command, in the order in which the help lists them."""
