"""The buttons below what the desk answered: what this member would most likely do next.

On the path from the desk's notices to a letter. Pure. It offers what the role and the state of a case allow, from the
tables that the desk itself goes by; whoever presses is authorised by the desk all the same.
"""

from collections.abc import Iterator

from bots.staff.telegram import presses
from bots.staff.telegram.letters import Button, Keyboard
from bots.staff.telegram.presses import Press, Then
from bots.texts import Catalogue
from storage.cases import CaseState
from storage.documents import Language, Urgency
from storage.members import Member
from triage import rights
from triage.case import TRANSITIONS, Act, closing_act
from triage.errors import TriageError
from triage.notices import Notice, flatten
from triage.rights import Command

_ROW = 2

_ON_A_CARD: tuple[tuple[Command, Act, Then], ...] = (
    (Command.CLAIM, Act.CLAIM, Then.PLACE),
    (Command.OPEN, Act.OPEN, Then.PLACE),
    (Command.ASSESS, Act.ASSESS, Then.ASK),
    (Command.DECIDE, Act.DECIDE, Then.ASK),
    (Command.CANNED, Act.REPLY, Then.ASK),
    (Command.URGENCY, Act.CHANGE_URGENCY, Then.ASK),
    (Command.RELEASE, Act.RELEASE, Then.PLACE),
    (Command.CLOSE, Act.CLOSE, Then.ASK),
)
"""What can be done with a case, and which act of its states that is."""

_RESULTS = frozenset({"assessed-wordless", "decided", "replied-canned", "closed", "released", "urgency-changed"})
"""Answers after which a case stands otherwise than before."""


class Keyboards:
    """The buttons for one member, in one language."""

    def __init__(self, catalogue: Catalogue, language: Language, member: Member) -> None:
        self._catalogue = catalogue
        self._language = language
        self._member = member

    def below(self, notices: tuple[Notice, ...]) -> Keyboard:
        """The buttons below some notices, in the order of reading."""
        rows = tuple(row for notice in flatten(notices) for row in self._rows(notice))
        carded = any(notice.id == "case-heading" for notice in notices)
        return rows if carded else (*rows, *self._cases(notices))

    def back(self, reference: str) -> Keyboard:
        """The way back to a case."""
        return ((self._button("button-back", Command.SHOW, reference, Then.PLACE),),)

    def done(self, press: Press) -> Keyboard:
        """The button that ends a choice of several."""
        text = self._catalogue.text(self._language, "button-done")
        return ((Button(text=text, data=presses.write(press)),),)

    def _rows(self, notice: Notice) -> Iterator[tuple[Button, ...]]:
        reference = str(notice.args.get("reference", ""))
        match notice.id:
            case "queue-line":
                shown = self._button("button-show", Command.SHOW, reference)
                free = notice.args["held"] == "nobody" and self._may(Command.CLAIM)
                yield (shown, self._button("button-claim", Command.CLAIM, reference)) if free else (shown,)
            case "queue-more":
                yield (self._button("button-more", Command.QUEUE, reference),)
            case "case-heading":
                yield from self._card(notice, reference)
            case "alert" if self._may(Command.ACK):
                yield (self._button("button-ack-alert", Command.ACK, str(notice.args["number"]), case=reference),)
            case "watch-alert" if self._may(Command.ACK):
                number = str(notice.args["number"])
                yield (self._button("button-ack", Command.ACK, number, Then.PLACE, case=reference),)
            case "acknowledged":
                yield (self._button("button-claim", Command.CLAIM, reference, Then.PLACE),)
            case "joined" | "joined-before":
                yield (self._button("button-queue", Command.QUEUE),)
            case _:
                return

    def _cases(self, notices: tuple[Notice, ...]) -> Keyboard:
        """The way to a case after something was done with it."""
        done = next((notice for notice in notices if notice.id in _RESULTS), None)
        return () if done is None else self.back(str(done.args["reference"]))

    def _card(self, notice: Notice, reference: str) -> Iterator[tuple[Button, ...]]:
        free = any(line.id == "case-free" for line in notice.lines)
        pointless = Command.RELEASE if free else Command.CLAIM
        buttons = [
            self._button(f"button-{command}", command, reference, then)
            for command, act, then in _ON_A_CARD
            if command is not pointless and self._allowed(notice, command, act)
        ]
        for start in range(0, len(buttons), _ROW):
            yield tuple(buttons[start : start + _ROW])

    def _allowed(self, card: Notice, command: Command, act: Act) -> bool:
        """Whether the state of a case and the member's role allow it."""
        state = CaseState(str(card.args["state"]))
        if (state, closing_act(state) if act is Act.CLOSE else act) not in TRANSITIONS:
            return False
        holding = any(line.id == "case-held" and line.args["held"] == "you" for line in card.lines)
        try:
            rights.check_case(
                command,
                self._member.role,
                holding=holding,
                emergency=card.args["urgency"] == Urgency.EMERGENCY,
                decided=(state, Act.CLOSE) in TRANSITIONS,
            )
        except TriageError:
            return False
        return True

    def _may(self, command: Command) -> bool:
        try:
            rights.check(command, self._member.role)
        except TriageError:
            return False
        return True

    def _button(
        self, message: str, command: Command, about: str = "", then: Then = Then.OBEY, *, case: str | None = None
    ) -> Button:
        text = self._catalogue.text(self._language, message, {"reference": about if case is None else case})
        return Button(text=text, data=presses.write(Press(line=f"{command} {about}".rstrip(), then=then)))
