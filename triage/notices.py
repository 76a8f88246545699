"""What the desk answers: names of messages in the catalogue, with their arguments; never a sentence.

On the path between the desk and whatever renders it: a terminal, Telegram, Signal. The sentences live in
``triage/locales``. Nothing here may render, and nothing that a person typed is echoed unless it is marked as content.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.ids import DocumentId

Value = str | int | datetime
"""An argument of a message. Times are aware, and worded by whatever renders; codes are values of our enums."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message to a member, and what belongs under it.

    Attributes:
        id: the message in ``triage.ftl``.
        args: its arguments.
        lines: shown below it, indented.
        content: words of a submitter or a member, or who wrote them, stand in the arguments. Secret: a channel that
            its operator can read must not show this notice, nor its lines, in the clear.
        document: the attached file that the notice tells of, if it is there: a channel may hand it out, sealed.
        offer: the offer whose package a member has to hand over, if the notice tells of one: a channel may hand out its
            files, which are sealed to the partner.
    """

    id: str
    args: Mapping[str, Value] = field(default_factory=dict)
    lines: tuple["Notice", ...] = ()
    content: bool = False
    document: DocumentId | None = None
    offer: int | None = None


def say(message: str, *lines: Notice, **args: Value) -> Notice:
    """Name a message that holds nobody's words."""
    return Notice(id=message, args=args, lines=lines)


def quote(message: str, *lines: Notice, **args: Value) -> Notice:
    """Name a message that holds the words of a submitter or a member."""
    return Notice(id=message, args=args, lines=lines, content=True)


def flatten(notices: tuple[Notice, ...]) -> Iterator[Notice]:
    """Walk the notices and everything under them, in the order of reading."""
    for notice in notices:
        yield notice
        yield from flatten(notice.lines)
