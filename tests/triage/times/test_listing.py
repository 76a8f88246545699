"""What a member has to do, and what is overdue in the group."""

import pytest

from storage.cases import CaseState
from storage.deadlines import DeadlineKind
from storage.documents import Urgency


@pytest.fixture
async def case(stage):
    """A case for which nothing is due for a week."""
    await stage.receive("lumeko-42")


async def test_nothing_is_mine(stage, case):
    """With the way to something."""
    assert await stage.ids("Anna", "/mine") == ["mine-none"]


async def test_mine_are_the_cases_i_hold_with_what_is_due(stage, case, put_deadline):
    """Not those whose claim has run out, nor anybody else's."""
    await stage.receive("talisu-17")
    await stage.receive("marelo-88")
    await stage.say("Anna", "/claim marelo-88")
    stage.later(hours=4)
    await stage.say("Anna", "/claim lumeko-42")
    await stage.say("Bohdan", "/claim talisu-17")
    stage.later(hours=5)
    await put_deadline(hours=-1)
    (mine,) = await stage.say("Anna", "/mine")
    (line,) = mine.lines
    assert line.args["reference"] == "lumeko-42"
    assert line.args["overdue"] == "yes"
    assert [below.args["kind"] for below in line.lines] == ["decision", "first_answer", "assessment"]


async def test_mine_are_the_questions_that_the_submitter_has_not_answered(stage, case):
    """So that somebody knows for what a case waits."""
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", "/ask lumeko-42 place")
    (mine,) = await stage.say("Clara", "/mine")
    assert [below.id for below in mine.lines[0].lines] == ["case-deadline", "case-deadline", "case-request"]


async def test_mine_are_the_actions_i_see_to(stage, case, put_action):
    """The one that is due first first."""
    later, sooner = await put_action("Anna", days=3), await put_action("Anna", days=2)
    await put_action("Bohdan", days=1)
    (mine,) = await stage.say("Anna", "/mine")
    assert mine.id == "mine-actions"
    assert [line.args["number"] for line in mine.lines] == [sooner, later]
    assert {line.args["held"] for line in mine.lines} == {"you"}


async def test_nothing_is_overdue(stage, case):
    """The first answer has a week."""
    assert await stage.ids("Anna", "/overdue") == ["overdue-none"]


async def test_overdue_is_the_most_urgent_first_then_what_is_due_longest(stage, case, put_deadline, put_action):
    """With who sees to it: the owner of an action, else the holder."""
    await stage.receive("talisu-17", Urgency.EMERGENCY)
    await stage.say("Bohdan", "/claim lumeko-42")
    await put_deadline("talisu-17", hours=-1)
    await put_deadline("lumeko-42", hours=-3)
    number = await put_action("Anna", hours=-30)
    text = await stage.text("Anna", "/overdue")
    assert text.splitlines() == [
        "3 things are overdue, the most urgent first:",
        "!! talisu-17 · Decision · late by 1 h",
        f"· lumeko-42 · Action {number} · late by 30 h · with you",
        "· lumeko-42 · Decision · late by 3 h · with Bohdan",
    ]


async def test_nobody_is_named_where_others_read_along(stage, case, put_deadline):
    """It is somebody else."""
    await stage.say("Bohdan", "/claim lumeko-42")
    await put_deadline()
    (late,) = await stage.say("Anna", "/overdue", words=False)
    assert (late.lines[0].args["held"], late.lines[0].args["holder"]) == ("other", "")


async def test_overdue_is_shown_page_by_page(stage, put_deadline):
    """A page says how the next one is asked for."""
    desk = stage.open_desk(page=2)
    for reference in ("lumeko-42", "talisu-17", "marelo-88"):
        await stage.receive(reference)
        stage.later(minutes=1)
        await put_deadline(reference)
    first, more = await stage.say("Anna", "/overdue", desk=desk)
    assert [line.args["reference"] for line in first.lines] == ["lumeko-42", "talisu-17"]
    assert stage.labels.render(more) == "More: /overdue 2"
    (second,) = await stage.say("Anna", "/overdue 2", desk=desk)
    assert [line.args["reference"] for line in second.lines] == ["marelo-88"]
    assert await stage.ids("Anna", "/overdue 3", desk=desk) == ["overdue-none"]


async def test_case_for_which_nothing_is_due_any_more_is_named(stage):
    """Else nobody would ever come back to it."""
    await stage.receive("lumeko-42", state=CaseState.ACTING)
    await stage.say("Clara", "/claim lumeko-42")
    assert await stage.ids("Anna", "/overdue") == ["overdue-none"]
    await stage.say("Clara", "/canned lumeko-42 read")
    assert "lumeko-42" in await stage.text("Anna", "/overdue")
    await stage.say("Clara", "/follow lumeko-42 2026-12-24")
    assert await stage.ids("Anna", "/overdue") == ["overdue-none"]


@pytest.mark.parametrize("line", ["/mine", "/overdue"])
async def test_lists_need_no_key(stage, case, put_action, line):
    """They open nothing."""
    await put_action("Anna", kind=DeadlineKind.HEARING, hours=-1)
    (answer,) = await stage.ids("Anna", line, desk=stage.open_desk(locked=True), words=False)
    assert answer in {"mine-actions", "overdue"}
