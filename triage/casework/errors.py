"""Why something cannot be noted about a case, each with its message in ``casework.ftl``."""

from triage.errors import TriageError


class AssigneeBarred(TriageError):
    """The member to whom the case should be handed took himself out of it."""

    message_id = "error-assignee-barred"
    hint = "hand the case to somebody else"


class QuestionNeeded(TriageError):
    """To ask something of one's own takes words."""

    message_id = "error-question-needed"
    hint = "ask on Signal or at the desk, or ask for one of the prepared things"


class SameCase(TriageError):
    """A case has nothing to do with itself."""

    message_id = "error-same-case"
    hint = "name two cases"


class TagUnknown(TriageError):
    """The group's list has no such tag.

    Args:
        tags: the list, between commas.
        suggestion: the nearest tag of it, or nothing.
    """

    message_id = "error-tag-unknown"
    hint = "choose a tag of the list, or let the operator add one under [group] tags"

    def __init__(self, tags: str, suggestion: str) -> None:
        super().__init__(tags=tags, suggestion=suggestion or "none")


class NameNeeded(TriageError):
    """What was typed holds no part of a name."""

    message_id = "error-name-needed"
    hint = "type the name, or a part of it, in any spelling"
