"""The buttons below what the desk answered: what this member would most likely do next.

On the path from the desk's notices to a letter. Pure. It offers what the role and the state of a case allow, from the
tables that the desk itself goes by; whoever presses is authorised by the desk all the same.
"""

from collections.abc import Iterator, Sequence

from bots.staff.telegram import presses
from bots.staff.telegram.letters import Button, Keyboard
from bots.staff.telegram.presses import Press, Then
from bots.texts import Catalogue
from storage.cases import CaseState
from storage.documents import ActionStatus, Language, Urgency
from storage.links import Tie
from storage.members import Member
from triage.case import TRANSITIONS, Act, closing_act
from triage.errors import TriageError
from triage.grammar import rights
from triage.grammar.labels import DigestAct, Off
from triage.grammar.rights import MATRIX, Command, Right
from triage.notices import Notice, flatten

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

_BEHIND: tuple[tuple[Command, Act, Then], ...] = (
    (Command.ASK, Act.ASK, Then.ASK),
    (Command.FOLLOW, Act.FOLLOW, Then.ASK),
    (Command.ACTION, Act.ACT, Then.ASK),
    (Command.TAG, Act.NOTE, Then.ASK),
    (Command.MATCH, Act.REFER, Then.OBEY),
    (Command.OFFERS, Act.REFER, Then.OBEY),
)
"""What is done with a case less often: it stands behind a button of the card."""

_HOURS = ("08:00", "18:00")
"""When a digest may come, by a button; every other hour is typed."""

_RESULTS = frozenset(
    {
        "asked",
        "assessed-wordless",
        "closed",
        "decided",
        "follow-at",
        "follow-none",
        "linked",
        "parted",
        "referral-revoked",
        "referral-reviewed",
        "released",
        "replied-canned",
        "tagged",
        "tagged-none",
        "urgency-changed",
    }
)
"""Answers after which a case stands otherwise than before."""


class Keyboards:
    """The buttons for one member, in one language."""

    def __init__(self, catalogue: Catalogue, language: Language, member: Member) -> None:
        self._catalogue = catalogue
        self._language = language
        self._member = member

    def below(self, notices: tuple[Notice, ...], *, more: bool = False) -> Keyboard:
        """The buttons below some notices, in the order of reading.

        Args:
            notices: what is said.
            more: those that are needed less often, in place of the others.
        """
        card = next((notice for notice in notices if notice.id == "case-heading"), None)
        if more and card is not None:
            return (*self._behind(card), *self.back(str(card.args["reference"])))
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
        for rows in (self._listed, self._called, self._waiting, self._followed):
            yield from rows(notice, reference)

    def _listed(self, notice: Notice, reference: str) -> Iterator[tuple[Button, ...]]:
        """What can be done with what stands in a list."""
        match notice.id:
            case "queue-line":
                shown = self._button("button-show", Command.SHOW, reference)
                free = notice.args["held"] == "nobody" and self._may(Command.CLAIM)
                yield (shown, self._button("button-claim", Command.CLAIM, reference)) if free else (shown,)
            case "due-line":
                yield (self._button("button-show", Command.SHOW, reference),)
            case "queue-more":
                yield (self._button("button-more", Command.QUEUE, reference),)
            case "overdue-more":
                yield (self._button("button-more", Command.OVERDUE, str(notice.args["page"])),)
            case "case-heading":
                yield from self._card(notice, reference)
            case _:
                return

    def _called(self, notice: Notice, reference: str) -> Iterator[tuple[Button, ...]]:
        """Taking an emergency, and then its case."""
        match notice.id:
            case "alert" if self._may(Command.ACK):
                yield (self._button("button-ack-alert", Command.ACK, str(notice.args["number"]), case=reference),)
            case "watch-many-line" if self._may(Command.ACK):
                numbers, count = str(notice.args["numbers"]), int(str(notice.args["count"]))
                yield (self._button("button-ack-many", Command.ACK, numbers, case=reference, count=count),)
            case "watch-alert" | "watch-drill" if self._may(Command.ACK):
                number = str(notice.args["number"])
                yield (self._button("button-ack", Command.ACK, number, Then.PLACE, case=reference),)
            case "acknowledged":
                yield (self._button("button-claim", Command.CLAIM, reference, Then.PLACE),)
            case _:
                return

    def _waiting(self, notice: Notice, reference: str) -> Iterator[tuple[Button, ...]]:  # noqa: ARG002
        """The way to what waits, and when a member hears of it."""
        match notice.id:
            case "joined" | "joined-before" | "mine-none":
                yield (self._button("button-queue", Command.QUEUE),)
            case "digest" | "digest-empty":
                yield self._button("button-mine", Command.MINE), self._button("button-queue", Command.QUEUE)
            case "digest-at" | "digest-none":
                yield from self._digest(on=notice.id == "digest-at")
            case _:
                return

    def _followed(self, notice: Notice, reference: str) -> Iterator[tuple[Button, ...]]:
        """What follows from a decision, a referral or a shift."""
        number = str(notice.args.get("number", ""))
        match notice.id:
            case "action-line" if self._may_result(notice):
                yield (self._button("button-result", Command.RESULT, number, Then.ASK),)
            case "proposal-line" if self._may(Command.REFUSE):
                yield (self._button("button-refuse", Command.REFUSE, number),)
            case "offer-carry" if self._may(Command.HANDED):
                yield (self._button("button-handed", Command.HANDED, number),)
            case "offers-review" if self._may(Command.REVIEW):
                yield (self._button("button-review", Command.REVIEW, reference, Then.ASK),)
            case "duty-swap-asked":
                yield (self._button("button-take", Command.TAKE, number),)
            case "follow-at":
                yield (self._button("button-followed", Command.FOLLOW, f"{reference} {Off.OFF}", Then.PLACE),)
            case "case-alike":
                yield from self._alike(reference, str(notice.args["other"]))
            case _:
                return

    def _digest(self, *, on: bool) -> Iterator[tuple[Button, ...]]:
        yield tuple(self._plain(hour, Command.DIGEST, hour) for hour in _HOURS)
        if on:
            yield (self._button("button-digest-off", Command.DIGEST, DigestAct.OFF),)

    def _alike(self, reference: str, other: str) -> Iterator[tuple[Button, ...]]:
        """Whether two cases are about one person."""
        yield (
            self._button("button-same", Command.LINK, f"{reference} {other} {Tie.PERSON}", case=other),
            self._button("button-other", Command.UNLINK, f"{reference} {other}", case=other),
        )

    def _may_result(self, notice: Notice) -> bool:
        """Whether an action goes on, and the member may say what came of it."""
        if notice.args["status"] != ActionStatus.ONGOING:
            return False
        own = notice.args["held"] == "you"
        return own or MATRIX[Command.RESULT][self._member.role] is Right.ALWAYS

    def _cases(self, notices: tuple[Notice, ...]) -> Keyboard:
        """The way to a case after something was done with it."""
        done = next((notice for notice in notices if notice.id in _RESULTS), None)
        return () if done is None else self.back(str(done.args["reference"]))

    def _card(self, notice: Notice, reference: str) -> Iterator[tuple[Button, ...]]:
        free = any(line.id == "case-free" for line in notice.lines)
        pointless = Command.RELEASE if free else Command.CLAIM
        buttons = [button for button in _ON_A_CARD if button[0] is not pointless]
        yield from self._acts(notice, buttons)
        if any(self._behind(notice)):
            yield (self._button("button-more", Command.SHOW, reference, Then.MORE),)

    def _behind(self, card: Notice) -> Iterator[tuple[Button, ...]]:
        return self._acts(card, _BEHIND)

    def _acts(self, card: Notice, offered: Sequence[tuple[Command, Act, Then]]) -> Iterator[tuple[Button, ...]]:
        """The buttons of what this member may do with a case in its state."""
        reference = str(card.args["reference"])
        buttons = [
            self._button(f"button-{command}", command, reference, then)
            for command, act, then in offered
            if self._allowed(card, command, act)
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
                assessing=state is CaseState.ASSESSING,
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
        self,
        message: str,
        command: Command,
        about: str = "",
        then: Then = Then.OBEY,
        *,
        case: str | None = None,
        count: int = 1,
    ) -> Button:
        args: dict[str, str | int] = {"reference": about if case is None else case, "count": count}
        return self._plain(self._catalogue.text(self._language, message, args), command, about, then)

    def _plain(self, text: str, command: Command, about: str, then: Then = Then.OBEY) -> Button:
        return Button(text=text, data=presses.write(Press(line=f"{command} {about}".rstrip(), then=then)))
