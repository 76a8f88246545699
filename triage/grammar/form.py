"""A form: how one command is typed, argument by argument.

On the path from a typed line to an order; the table of all forms is :mod:`triage.grammar.commands`. A line is a
command, then its arguments in the order of its form. A text takes the rest of the line. Some arguments may also be
named, ``risk=…``, in any order; a named text ends where the next name begins, or at its closing quotation mark. On a
channel that must not carry anybody's words a text is refused, and commands that can do without theirs are given
without.
"""

from dataclasses import dataclass
from enum import StrEnum

from triage.grammar.orders import Order
from triage.grammar.rights import Command

TEXT_LIMIT = 6_000
"""Characters of a text: two of them, sealed and padded, still fit into a row of 64 KiB."""


_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by name, and nothing to be seen."""


def says(text: str) -> bool:
    """Whether somebody's words say anything: a letter is among them, and not only signs, or what nobody sees."""
    return any(char.isalpha() and char not in _BLANK_LETTERS for char in text)


class Kind(StrEnum):
    """How an argument is read."""

    REFERENCE = "reference"  # a case's reference, forgivingly
    CHOICE = "choice"  # one code of a vocabulary, its number or its label
    CHOICES = "choices"  # several of them, between commas
    TEXT = "text"  # somebody's own words: the rest of the line, verbatim
    CODE = "code"  # what was handed over to be typed: the rest of the line
    RECIPIENT = "recipient"  # a key, which is one word
    ALERT = "alert"  # an alert's number, or a reference
    ALERTS = "alerts"  # the numbers of further alerts, each after a plus sign
    TOPIC = "topic"  # another command
    NAME = "name"  # of a person or a partner: one word, or several between quotation marks; somebody's own words
    NUMBER = "number"  # of a row: an action, a proposal, a shift
    WORD = "word"  # one word that is nobody's secret, such as a time zone
    MOMENT = "moment"  # a day, and perhaps a time of day
    TIME = "time"  # of day
    HOURS = "hours"  # from one time of day to another
    TAGS = "tags"  # tags between commas


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of a command.

    Attributes:
        name: the field of the order; a reader calls it by the message ``argument-<name>``, or, where it can be named,
            by the one under which it is typed, ``field-<name>``. What it means may stand in ``means-<name>``.
        kind: how it is read.
        vocabulary: of a choice.
        required: the command is refused without it. One that is not, and is not there, gives its place to the next.
        named: it may be given as ``name=…``.
        in_order: it may be given without its name.
        waived: of a required text: it may be missing where no words are taken.
        after: of a choice: it makes sense only after this code was chosen, and is asked for by buttons only then.
        typed: of a choice: buttons never ask for it.
    """

    name: str
    kind: Kind
    vocabulary: str = ""
    required: bool = True
    named: bool = False
    in_order: bool = True
    waived: bool = False
    after: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one command is typed.

    Where no words are taken, a command with texts has a usage and an example of its own, unless it needs them.
    """

    command: Command
    order: type[Order]
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
        return tuple(argument for argument in self.arguments if argument.kind in {Kind.TEXT, Kind.NAME})

    @property
    def sensitive(self) -> bool:
        """Whether whoever types it has to prove with an authenticator's code that he is himself."""
        return any(argument is PROOF for argument in self.arguments)

    @property
    def needs_words(self) -> bool:
        """Whether the command is nothing without words."""
        return any(text.required and not text.waived for text in self.texts)


REFERENCE = Argument(name="reference", kind=Kind.REFERENCE)


def field(
    name: str, kind: Kind, vocabulary: str = "", *, required: bool = True, waived: bool = False, after: str = ""
) -> Argument:
    """What is required also has a place in the order."""
    return Argument(
        name=name,
        kind=kind,
        vocabulary=vocabulary,
        required=required,
        named=True,
        in_order=required,
        waived=waived,
        after=after,
    )


PROOF = Argument(name="code", kind=Kind.CODE, required=False, named=True, in_order=False)
"""What a member's authenticator shows, ``code=123456``; the order has it as ``code``, a string."""
