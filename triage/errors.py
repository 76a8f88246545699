"""Why a command was refused: one class a rule, each with its message in the catalogue.

Nothing was changed when one of these is raised. A message names the rule that was broken, never an answer or a key.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from storage.ids import MemberId, Reference
from triage.notices import Notice, Value


class TriageError(Exception):
    """A command was refused.

    Attributes:
        message_id: what the member reads, in ``triage.ftl``.
        hint: what can be done about it, for whoever reads a log or a terminal.
        facts: the arguments of the message; never what was typed.
    """

    message_id: ClassVar[str]
    hint: ClassVar[str] = "type help to see the commands"

    def __init__(self, **facts: Value) -> None:
        super().__init__((self.__doc__ or "").partition("\n")[0])
        self.facts: Mapping[str, Value] = facts


class UsageError(TriageError):
    """What was typed is not a command."""


class CommandUnknown(UsageError):
    """There is no such command.

    Attributes:
        suggestion: the nearest command there is, or nothing.
    """

    message_id = "error-command-unknown"

    def __init__(self, suggestion: str) -> None:
        super().__init__()
        self.suggestion = suggestion


class WrongUsage(UsageError):
    """The command's arguments are wrong or missing.

    Attributes:
        command: which command's usage is to be shown.
        problems: one notice a wrong argument.
    """

    message_id = "error-wrong-usage"

    def __init__(self, command: str, problems: tuple[Notice, ...]) -> None:
        super().__init__(command=command)
        self.command = command
        self.problems = problems


class WordsRefused(UsageError):
    """Words of somebody's own came over a channel that must not carry any.

    Attributes:
        command: what they belonged to; nothing if to no command.
    """

    message_id = "error-words-refused"
    hint = "write on Signal or at the desk"

    def __init__(self, command: str = "") -> None:
        super().__init__()
        self.command = command


class NotAllowed(TriageError):
    """The member's role does not include this command."""

    message_id = "error-not-allowed"
    hint = "ask a coordinator or the lead"

    def __init__(self, command: str) -> None:
        super().__init__(command=command)


class NotHolding(TriageError):
    """The member must hold the case for this."""

    message_id = "error-not-holding"
    hint = "claim the case first"


class NotOwning(TriageError):
    """The member must own what the command names."""

    message_id = "error-not-owning"
    hint = "leave it to whoever owns it, or ask a coordinator"


class NotYetDecided(TriageError):
    """Only the lead closes a case before a decision."""

    message_id = "error-not-decided"
    hint = "decide first, or ask the lead"


class NotOpened(TriageError):
    """Nobody judges a case that he has not read since it was last closed."""

    message_id = "error-not-opened"
    hint = "open the case first"

    def __init__(self, reference: Reference) -> None:
        super().__init__(reference=reference)


class ConflictOfInterest(TriageError):
    """The member declared a conflict of interest in this case."""

    message_id = "error-conflict"
    hint = "leave the case to another member"


class OwnAssessmentDamaged(TriageError):
    """The member's own assessment cannot be trusted, so a conflict of interest cannot be ruled out."""

    message_id = "error-own-assessment"
    hint = "leave the case to another member, and compare the database with a backup"


class DeskLocked(TriageError):
    """The command needs the group's keys, which are not unlocked."""

    message_id = "error-locked"
    hint = "run solidarity unlock on the machine of the triage"


class CaseNotFound(TriageError):
    """No case has this reference.

    Attributes:
        suggestion: the nearest reference of an open case, or nothing.
    """

    message_id = "error-case-not-found"
    hint = "look at the queue"

    def __init__(self, suggestion: str) -> None:
        super().__init__()
        self.suggestion = suggestion


class CaseBusy(TriageError):
    """Others kept changing the case at the same moment."""

    message_id = "error-case-busy"
    hint = "try again"


class IllegalAct(TriageError):
    """The case's state does not allow this act."""

    message_id = "error-illegal-act"
    hint = "see the transition table in triage/case.py"

    def __init__(self, state: str, act: str) -> None:
        super().__init__(state=state, act=act)


class HeldByAnother(TriageError):
    """Another member holds the case, and the lease has not run out.

    Attributes:
        holder: whom the desk names in the message, where the channel may carry names.
        until: when the lease runs out.
    """

    message_id = "error-held"
    hint = "wait until the lease runs out, or ask a coordinator to release the case"

    def __init__(self, holder: MemberId, until: datetime) -> None:
        super().__init__(until=until)
        self.holder = holder


class NotHeld(TriageError):
    """Nobody holds the case, so nobody can release it."""

    message_id = "error-not-held"


class OutcomeRefused(TriageError):
    """Before a decision a case is closed only as recorded or declined."""

    message_id = "error-outcome-refused"
    hint = "decide first, or choose another outcome"


class NotEnoughAssessments(TriageError):
    """A decision needs more assessments by members without a conflict of interest."""

    message_id = "error-quorum"
    hint = "ask another member to assess the case"

    def __init__(self, have: int, need: int) -> None:
        super().__init__(have=have, need=need)


class NoReceipt(TriageError):
    """The submission, missing or damaged, names nobody who could read a reply with the receipt code."""

    message_id = "error-no-receipt"
    hint = "compare the database with a backup: a submission names whom replies are sealed to"


class ReasonNeeded(TriageError):
    """A decision takes a reason: in words, or, to decline, from the list."""

    message_id = "error-reason-needed"
    hint = "add the reason, or why="


class DateRefused(TriageError):
    """A day that something is due on has passed already."""

    message_id = "error-date-refused"
    hint = "name a day that is still to come"


class AlertNotFound(TriageError):
    """No alert has this number."""

    message_id = "error-alert-not-found"
    hint = "look at the alerts"


class NoRecipient(TriageError):
    """The member has registered no key that content could be sealed to."""

    message_id = "error-no-key"
    hint = "register one: key, the age recipient, and the code of the authenticator"


class KeyRefused(TriageError):
    """This is no age recipient."""

    message_id = "error-key-refused"
    hint = "age-keygen writes it as a line that begins with age1"


class SecretKeyTyped(TriageError):
    """This is the secret half of a key."""

    message_id = "error-key-secret"
    hint = "make another key with age-keygen, and register the line that begins with age1"


class CodeRefused(TriageError):
    """The authenticator does not show this code, or it was used already."""

    message_id = "error-code-refused"
    hint = "look at the clock of the authenticator, and wait for the next code"


class ProofNeeded(TriageError):
    """What is sensitive is done only with a code of the authenticator."""

    message_id = "error-proof-needed"
    hint = "send the line once more, with code= and what the authenticator shows"


class TooManyCodes(TriageError):
    """Too many wrong codes came from this member."""

    message_id = "error-code-wait"
    hint = "try again in an hour, and ask the member whether it was them"


class RosterError(TriageError):
    """The roster cannot be changed like this."""


class NameRefused(RosterError):
    """A member's name is one to 40 printed characters."""

    message_id = "error-name-refused"
    hint = "choose a shorter name, without line breaks"


class NameTaken(RosterError):
    """Another member already has this name."""

    message_id = "error-name-taken"
    hint = "choose another name, or, if it is they, invite them once more: solidarity members invite NAME"


class NameUnknown(RosterError):
    """Nobody of this name belongs to the group."""

    message_id = "error-name-unknown"
    hint = "solidarity members list shows who does"


class NotSuspended(RosterError):
    """Only who is suspended is taken back."""

    message_id = "error-not-suspended"
    hint = "if it is an invitation that was lost: solidarity members invite NAME"


class NotVouched(RosterError):
    """There is no word for the suspended member that whoever types this could take back."""

    message_id = "error-not-vouched"


class ReadmissionNeeded(RosterError):
    """The member is suspended, and it takes two others to change that."""

    message_id = "error-readmission-needed"
    hint = "two coordinators or leads take them back, on Signal or at the desk: readmit NAME"


class RosterNotEmpty(RosterError):
    """There are members already, so the first lead is enrolled."""

    message_id = "error-roster-not-empty"
    hint = "ask the lead for an invitation"
