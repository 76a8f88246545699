"""Why something about a decision, an action, a consent or a proposal was refused: one class a rule.

Nothing was changed when one of these is raised. A message names the rule that was broken, never an answer or a name.
"""

from storage.documents import ConsentGrant, ConsentUse, Help, RequestKind
from storage.ids import Reference
from triage.errors import TriageError


class FieldRefused(TriageError):
    """This kind of decision has no such field."""

    message_id = "error-field-refused"
    hint = "see the table of fields in triage/decisions/shapes.py"

    def __init__(self, decision: str, argument: str) -> None:
        super().__init__(decision=decision, argument=argument)


class DecidedBefore(TriageError):
    """The group has decided this already, or what cannot stand beside it: a refusal and help."""

    message_id = "error-decided-before"
    hint = "look at the case; again=yes decides once more"

    def __init__(self, decision: Help) -> None:
        super().__init__(decision=decision)


class ConsentMissing(TriageError):
    """The submitter has not agreed to this use. The answer names the line that asks for it."""

    message_id = "error-consent-missing"
    hint = "ask the submitter; there is no way around a missing consent"

    def __init__(self, use: ConsentUse, reference: Reference) -> None:
        super().__init__(use=use, grant=ConsentGrant.NO, reference=reference, what=RequestKind.consent(use))


class OwnerRefused(TriageError):
    """Who is named cannot own an action in this case."""

    message_id = "error-owner-refused"
    hint = "name an active member who has declared no conflict of interest"


class ActionNotFound(TriageError):
    """No action has this number."""

    message_id = "error-action-not-found"
    hint = "look at the actions"


class ActionSettled(TriageError):
    """What came of the action has been written down already."""

    message_id = "error-action-settled"
    hint = "begin another action"


class ActionsOpen(TriageError):
    """A case with open actions is not closed."""

    message_id = "error-actions-open"
    hint = "write down what came of them, or cancel them"

    def __init__(self, count: int, numbers: str) -> None:
        super().__init__(count=count, numbers=numbers)


class ProposalNotFound(TriageError):
    """No proposal that waits has this number."""

    message_id = "error-proposal-not-found"
    hint = "look at the proposals"


class ProposalWaits(TriageError):
    """The same was proposed already, and waits for a second member."""

    message_id = "error-proposal-waits"
    hint = "approve it, or wait for another member to do so"

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class OwnProposal(TriageError):
    """Nobody approves what they proposed themselves."""

    message_id = "error-proposal-own"
    hint = "ask another coordinator or the lead"


class ProposerGone(TriageError):
    """Whoever proposed it may not do so any more, or may have been somebody else."""

    message_id = "error-proposal-gone"
    hint = "refuse it, and propose it anew if it is still wanted"
