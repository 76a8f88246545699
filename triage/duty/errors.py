"""Why something about duty was refused: one class a rule, each with its message in the catalogue.

Nothing was changed when one of these is raised. A message names the rule that was broken, never what was typed.
"""

from storage.ids import Reference
from triage.errors import TriageError


class NotForDuty(TriageError):
    """Who is on duty has to be able to take over, which a plain member cannot."""

    message_id = "error-not-for-duty"
    hint = "name a referrer, a coordinator or a lead, or change the member's role"


class ShiftNotFound(TriageError):
    """No shift has this number."""

    message_id = "error-shift-not-found"
    hint = "look at duty"


class NoShiftThen(TriageError):
    """The member has no shift of his own on this day that is still to come."""

    message_id = "error-no-shift-then"
    hint = "look at duty"


class SwapWithOneself(TriageError):
    """A shift is swapped with somebody else."""

    message_id = "error-swap-with-oneself"


class SwapNotFound(TriageError):
    """Nobody asks this member for a swap of this number, or it is too late for it."""

    message_id = "error-swap-not-found"
    hint = "look at duty"


class ZoneNotFound(TriageError):
    """There is no such time zone.

    Its suggestion is the nearest one there is, or ``none``.
    """

    message_id = "error-zone-not-found"
    hint = "write it as the IANA does, such as Europe/Kyiv"

    def __init__(self, suggestion: str) -> None:
        super().__init__(suggestion=suggestion)


class QuietForEver(TriageError):
    """Quiet hours that last all day would keep every reminder back for ever."""

    message_id = "error-quiet-for-ever"
    hint = "name shorter ones, such as 22:00-07:00"


class PagerRefused(TriageError):
    """This is no URL of a service that pages."""

    message_id = "error-pager-refused"
    hint = "write it as Apprise does, such as ntfys://TOPIC?priority=max"


class DrillRuns(TriageError):
    """A drill rings already."""

    message_id = "error-drill-runs"
    hint = "acknowledge it first"

    def __init__(self, reference: Reference) -> None:
        super().__init__(reference=reference)
