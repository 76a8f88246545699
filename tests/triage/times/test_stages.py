"""When somebody is reminded of a deadline."""

from datetime import timedelta

import pytest

from storage.deadlines import Deadline, DeadlineKind
from storage.ids import CaseId
from tests.triage.conftest import NOW
from triage.times.stages import AHEAD, stage


def begun(kind, **to_go):
    """How long before the deadline the stage began that is the last so long before it; None if none has."""
    deadline = Deadline(case=CaseId("c" * 32), kind=kind, due_at=NOW)
    at = stage(deadline, NOW - timedelta(**to_go))
    return None if at is None else NOW - at


@pytest.mark.parametrize("kind", [kind for kind in DeadlineKind if kind is not DeadlineKind.OFFER])
def test_deadline_is_reminded_of_when_it_is_over_and_every_day_from_then(kind):
    """Each day is one stage."""
    assert begun(kind, days=0) == timedelta(0)
    assert begun(kind, hours=-23) == timedelta(0)
    assert begun(kind, hours=-24) == timedelta(days=-1)
    assert begun(kind, days=-400, hours=-1) == timedelta(days=-400)


def test_hearing_is_reminded_of_beforehand():
    """Three days before, and the day before."""
    assert begun(DeadlineKind.HEARING, days=3, seconds=1) is None
    assert begun(DeadlineKind.HEARING, days=3) == timedelta(days=3)
    assert begun(DeadlineKind.HEARING, days=1, seconds=1) == timedelta(days=3)
    assert begun(DeadlineKind.HEARING, seconds=1) == timedelta(days=1)


def test_action_is_reminded_of_the_day_before():
    """Its owner has a day left."""
    assert begun(DeadlineKind.ACTION, days=1, seconds=1) is None
    assert begun(DeadlineKind.ACTION, hours=3) == timedelta(days=1)


def test_other_deadlines_are_not_reminded_of_beforehand():
    """They begin with the work itself."""
    assert begun(DeadlineKind.DECISION, seconds=1) is None


def test_offer_that_ends_by_itself_is_nobodys_business_at_once():
    """Only if it has not ended an hour later."""
    assert begun(DeadlineKind.OFFER, minutes=-59) is None
    assert begun(DeadlineKind.OFFER, hours=-1) == timedelta(hours=-1)


def test_whoever_looks_so_far_ahead_misses_no_stage():
    """No stage begins earlier."""
    assert all(begun(kind, seconds=AHEAD.total_seconds() + 1) is None for kind in DeadlineKind)
