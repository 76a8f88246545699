"""Why something about a partner, a referral or an offer was refused: one class a rule.

Nothing was changed when one of these is raised. A message names the rule that was broken, never a partner or a code.
"""

from storage.ids import Reference
from triage.errors import TriageError


class PartnerNotFound(TriageError):
    """No partner of this name is in the directory."""

    message_id = "error-partner-not-found"
    hint = "look at the partners; solidarity partners add enters one"


class NoPartnerFits(TriageError):
    """No partner in the directory fits this case."""

    message_id = "error-partner-none"
    hint = "name partners, or enter one: solidarity partners add"


class ReferralRuns(TriageError):
    """The case is being offered to partners already."""

    message_id = "error-referral-runs"
    hint = "look at its offers, or revoke them first"


class OverrideRefused(TriageError):
    """Without the submitter's agreement a case goes onward only while life or freedom is at risk."""

    message_id = "error-override-refused"
    hint = "ask the submitter; an override takes an emergency"

    def __init__(self, reference: Reference) -> None:
        super().__init__(reference=reference)


class OverrideNotNeeded(TriageError):
    """The submitter has agreed, so there is nothing to override."""

    message_id = "error-override-idle"
    hint = "refer it without an override"


class OverrideNeedsWords(TriageError):
    """The submitter has not agreed; to go without takes a reason in words."""

    message_id = "error-override-words"
    hint = "refer with override= and the reason, on Signal or at the desk"

    def __init__(self, reference: Reference) -> None:
        super().__init__(reference=reference)


class NothingToSend(TriageError):
    """Nothing that the submitter wrote can be trusted, so there is nothing to pass on."""

    message_id = "error-referral-empty"
    hint = "compare the database with a backup"


class OfferNotFound(TriageError):
    """No offer that waits has this number."""

    message_id = "error-offer-not-found"
    hint = "look at the offers of the case"


class AnswerRefused(TriageError):
    """This code is not known, was used, or is too old."""

    message_id = "error-answer-refused"
    hint = "the code stands in the package that the partner opened"


class AnswerUnread(TriageError):
    """This is no yes or no with a partner's code."""

    message_id = "error-answer-unread"
    hint = "type the code, and yes or no"


class NothingToRevoke(TriageError):
    """No offer of this case can be taken back."""

    message_id = "error-revoke-nothing"
    hint = "look at the offers of the case"


class NothingToReview(TriageError):
    """No referral of this case waits for another member's word."""

    message_id = "error-review-nothing"
    hint = "look at the offers of the case"


class OwnReferral(TriageError):
    """Nobody reviews what they ordered themselves."""

    message_id = "error-review-own"
    hint = "ask another referrer, a coordinator or the lead"
