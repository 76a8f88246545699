"""When somebody looks at a case again."""

from datetime import UTC, datetime

import pytest

from storage import deadlines
from storage.cases import CaseState
from storage.deadlines import DeadlineKind


@pytest.fixture
async def case(stage):
    """A case that Anna holds."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")


async def follow_ups(stage):
    """When somebody has to look again, by item."""
    case = await stage.case("lumeko-42")
    rows = await stage.database.read(lambda unit: deadlines.of_case(unit, case.id))
    return {row.item: row.due_at for row in rows if row.kind is DeadlineKind.FOLLOW_UP and row.met_at is None}


async def test_somebody_looks_again_on_a_day(stage, case):
    """In the morning of it, where the member is."""
    await stage.say("Anna", "/zone Europe/Kyiv")
    assert await stage.ids("Anna", "/follow lumeko-42 2026-12-24") == ["follow-at"]
    assert await follow_ups(stage) == {"": datetime(2026, 12, 24, 7, tzinfo=UTC)}
    assert (await stage.acts("lumeko-42"))[-1] == ("case_followed", "2026-12-24")


async def test_another_moment_takes_the_place_of_the_first(stage, case):
    """There is one."""
    await stage.say("Anna", "/follow lumeko-42 2026-12-24")
    (answer,) = await stage.say("Anna", "/follow lumeko-42 2026-12-01 10:30")
    assert answer.args["due"] == datetime(2026, 12, 1, 10, 30, tzinfo=UTC)
    assert await follow_ups(stage) == {"": datetime(2026, 12, 1, 10, 30, tzinfo=UTC)}


async def test_it_is_shown(stage, case):
    """And that there is none."""
    assert await stage.ids("Anna", "/follow lumeko-42") == ["follow-none"]
    before = await stage.acts("lumeko-42")
    await stage.say("Anna", "/follow lumeko-42 2026-12-24")
    assert await stage.ids("Anna", "/follow lumeko-42") == ["follow-at"]
    assert len(await stage.acts("lumeko-42")) == len(before) + 1


async def test_it_is_done(stage, case, put_deadline):
    """Whatever was to be looked after is settled."""
    await put_deadline(kind=DeadlineKind.FOLLOW_UP, item="a" * 32, days=3)
    await stage.say("Anna", "/follow lumeko-42 2026-12-24")
    assert await stage.ids("Anna", "/follow lumeko-42 off") == ["follow-none"]
    assert await follow_ups(stage) == {}
    assert (await stage.acts("lumeko-42"))[-1] == ("case_followed", None)


async def test_whoever_says_when_to_look_next_has_looked(stage, case, put_deadline):
    """What was due is settled, what is yet to come is not."""
    await put_deadline(kind=DeadlineKind.FOLLOW_UP, item="a" * 32, days=0)
    await put_deadline(kind=DeadlineKind.FOLLOW_UP, item="b" * 32, days=1)
    await stage.say("Anna", "/follow lumeko-42 2026-12-24")
    assert set(await follow_ups(stage)) == {"", "b" * 32}


async def test_no_moment_that_has_passed(stage, case):
    """It would be overdue at once."""
    assert await stage.ids("Anna", "/follow lumeko-42 2026-11-21") == ["error-date-refused"]
    assert await follow_ups(stage) == {}


async def test_closed_case_is_not_looked_at_again(stage):
    """It is over, until the submitter adds to it."""
    await stage.receive("lumeko-42", state=CaseState.CLOSED)
    assert await stage.ids("Lena", "/follow lumeko-42 2026-12-24") == ["error-illegal-act"]


async def test_who_has_left_the_case_does_not_follow_it(stage, case):
    """A conflict of interest bars from it."""
    await stage.say("Clara", "/conflict lumeko-42")
    assert await stage.ids("Clara", "/follow lumeko-42 2026-12-24") == ["error-conflict"]


async def test_follows_without_keys_and_words(stage, case):
    """A day is no content."""
    desk = stage.open_desk(locked=True)
    assert await stage.ids("Anna", "/follow lumeko-42 24.12.2026", desk=desk, words=False) == ["follow-at"]


async def test_a_hearing_that_is_over_is_settled_by_looking_again(stage, case, put_deadline):
    """If the submitter told of it; one to come, or that of an action, is not."""
    for item, days in (("a" * 32, -1), ("b" * 32, 1), ("12", -1)):
        await put_deadline(kind=DeadlineKind.HEARING, item=item, days=days)
    await stage.say("Anna", "/follow lumeko-42 off")
    row = await stage.case("lumeko-42")
    known = await stage.database.read(lambda unit: deadlines.of_case(unit, row.id))
    assert {one.item for one in known if one.kind is DeadlineKind.HEARING and one.met_at is None} == {"b" * 32, "12"}
