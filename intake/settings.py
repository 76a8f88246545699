"""What a group decides about its intake; the wiring fills it from the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from storage.documents import Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSettings:
    """What a group decides about its intake.

    Attributes:
        escalation: after how long each step of an alert calls.
        first_answer: within what time a submitter should hear from the group, by urgency.
        file_bytes: the largest file that is taken.
        tries: how often a message is tried before it is set aside.
        draft_kept: how long an unfinished interview is kept.
        case_kept: how long a closed case is kept, as the notices say it.
        signal_number: under which we can be reached on Signal, too; empty if we cannot.
        signal_hours: after how many hours messages on Signal disappear.
    """

    escalation: tuple[timedelta, ...]
    first_answer: Mapping[Urgency, timedelta]
    file_bytes: int
    tries: int
    draft_kept: timedelta
    case_kept: timedelta
    signal_number: str = ""
    signal_hours: int = 24
