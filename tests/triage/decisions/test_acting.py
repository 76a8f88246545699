"""Actions: who owns them, by when, what came of them, and what they hold open."""

from datetime import timedelta

import pytest

from storage import actions, deadlines
from storage.cases import CaseState
from storage.deadlines import DeadlineKind
from storage.documents import ActionKind, ActionStatus, DocumentKind, Urgency
from storage.members import Role, Standing
from triage.notices import flatten


async def met(stage, kind, item):
    """When a deadline of the case was met."""
    case = await stage.case("lumeko-42")
    rows = await stage.database.read(lambda unit: deadlines.of_case(unit, case.id))
    return {(row.kind, row.item): row.met_at for row in rows}[kind, item]


async def test_an_action_is_begun(meeting):
    """What exactly is to be done is sealed; owner, day and urgency are readable, and the group is acting."""
    stage = meeting.stage
    await meeting.decided("record because")
    line = "/action lumeko-42 contact owner=Anna due=2026-12-01 18:30 priority=emergency text=Call the lawyer"
    (begun,) = await meeting.say("Clara", line)
    (shown,) = begun.lines
    assert (begun.id, shown.args["holder"], shown.args["urgency"]) == ("action-begun", "Anna", Urgency.EMERGENCY)
    (planned,) = await stage.opened("lumeko-42", DocumentKind.ACTION)
    assert (planned.text, planned.owner, planned.priority) == (
        "Call the lawyer",
        stage.people["Anna"],
        Urgency.EMERGENCY,
    )
    assert (await stage.case("lumeko-42")).state is CaseState.ACTING
    assert (await stage.acts("lumeko-42"))[-1] == ("action_added", "contact")
    assert await met(stage, DeadlineKind.ACTION, "1") is None


async def test_an_action_of_one_s_own(meeting):
    """Whoever names nobody sees to it, within a week, as urgently as the case is; where no words are taken as well."""
    stage = meeting.stage
    await meeting.decided("record because", urgency=Urgency.URGENT)
    (begun,) = await meeting.say("Lena", "/action lumeko-42 other", words=False)
    (shown,) = begun.lines
    assert (shown.args["held"], shown.args["urgency"]) == ("you", Urgency.URGENT)
    assert shown.args["due"] == stage.now + timedelta(days=7)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/action lumeko-42 contact owner=Nobody", "error-name-unknown"),
        ("/action lumeko-42 contact owner=Igor", "error-owner-refused"),
        ("/action lumeko-42 contact owner=Bohdan", "error-owner-refused"),
        ("/action lumeko-42 contact due=2026-11-21", "error-date-refused"),
        ("/action lumeko-42 un", "error-consent-missing"),
    ],
)
async def test_an_action_that_cannot_be(meeting, line, answer):
    """An owner who is not there, or too close; a day that has passed; a use that was not agreed to."""
    await meeting.stage.enrol("Igor", Role.MEMBER, Standing.SUSPENDED)
    await meeting.decided("record because")
    await meeting.say("Bohdan", "/assess lumeko-42 likely yes legal x conflict=yes")
    assert await meeting.ids("Clara", line) == [answer]
    assert not await meeting.stage.opened("lumeko-42", DocumentKind.ACTION)


async def test_no_action_before_a_decision(meeting):
    """The group decides first."""
    await meeting.judged()
    assert await meeting.ids("Clara", "/action lumeko-42 contact") == ["error-not-decided"]


async def test_no_action_in_a_closed_case(meeting):
    """What was closed has to be reopened first."""
    await meeting.decided("record because")
    await meeting.say("Clara", "/close lumeko-42 recorded")
    (refused,) = await meeting.say("Clara", "/action lumeko-42 contact")
    assert (refused.id, refused.args["act"]) == ("error-illegal-act", "act")


async def test_conflict_bars_from_acting(meeting):
    """Whoever is too close begins nothing and writes no result."""
    await meeting.decided("letter because")
    await meeting.say("Clara", "/assess lumeko-42 likely yes legal x conflict=yes")
    for line in ("/action lumeko-42 contact", "/result 1 done"):
        assert await meeting.ids("Clara", line) == ["error-conflict"]


async def test_a_result_ends_an_action(meeting):
    """What came of it is sealed in the fields of the standard, its deadlines are met, and the record tells all."""
    stage = meeting.stage
    await meeting.decided("mission because date=2026-12-01")
    stage.later(days=10)
    line = "/result 1 done date=2026-12-01 response=The court adjourned impact=A lawyer was let in parties=The court"
    (noted,) = await meeting.say("Clara", line)
    assert [shown.args["status"] for shown in noted.lines] == [ActionStatus.DONE]
    (planned,) = await stage.opened("lumeko-42", DocumentKind.ACTION)
    (result,) = await stage.opened("lumeko-42", DocumentKind.RESULT)
    assert (result.status, result.date, result.parties) == (ActionStatus.DONE, "2026-12-01", "The court")
    assert (result.response, result.impact) == ("The court adjourned", "A lawyer was let in")
    assert planned.kind is ActionKind.MISSION
    for kind in (DeadlineKind.ACTION, DeadlineKind.HEARING):
        assert await met(stage, kind, "1") == stage.now
    assert (await stage.acts("lumeko-42"))[-1] == ("action_result", "done")
    assert (await stage.case("lumeko-42")).state is CaseState.ACTING
    shown = await meeting.text("Clara", "/open lumeko-42")
    assert "What came of action 1: done" in shown
    assert "impact: A lawyer was let in" in shown


async def test_an_interim_result_ends_nothing(meeting):
    """What is going on goes on, its deadline too, and another word may follow."""
    await meeting.decided("letter because")
    assert await meeting.ids("Clara", "/result 1 ongoing response=They will answer on Monday") == ["result-noted"]
    assert await met(meeting.stage, DeadlineKind.ACTION, "1") is None
    assert await meeting.ids("Clara", "/result 1 failed") == ["result-noted"]
    assert await meeting.ids("Clara", "/result 1 done") == ["error-action-settled"]
    assert len(await meeting.stage.opened("lumeko-42", DocumentKind.RESULT)) == 2


async def test_a_result_is_written_by_its_owner(meeting):
    """A member without the case writes what came of his own action, and of nobody else's."""
    await meeting.decided("record because")
    for owner in ("Anna", "Rafael"):
        await meeting.say("Clara", f"/action lumeko-42 contact owner={owner}")
    assert await meeting.ids("Anna", "/result 2 done") == ["error-not-owning"]
    assert await meeting.ids("Anna", "/result 1 done response=x") == ["result-noted"]
    assert await meeting.ids("Rafael", "/result 2 done", words=False) == ["result-noted"]


async def test_a_result_of_nothing(meeting):
    """There is no such action."""
    assert await meeting.ids("Clara", "/result 7 done") == ["error-action-not-found"]


async def test_consent_that_was_taken_back_ends_an_action(meeting, agreeing):
    """What is no longer agreed to is not done; it can only be cancelled."""
    stage = meeting.stage
    await meeting.decided("letter because", submission=agreeing(publish="full_name"))
    stage.later(hours=1)
    case = await stage.case("lumeko-42")
    await stage.put(stage.seal(case.id, DocumentKind.ADDITION, agreeing(publish="no")))
    stage.later(hours=1)
    assert "error-consent-missing" in await meeting.ids("Clara", "/result 1 done")
    assert "result-noted" in await meeting.ids("Clara", "/result 1 cancelled")


async def test_a_result_that_came_too_late(meeting, monkeypatch):
    """Of two who end an action at the same moment one is told that it had ended, and nothing of his is written."""
    await meeting.decided("letter because")

    async def ended(*_):
        return False

    monkeypatch.setattr(actions, "settle", ended)
    assert await meeting.ids("Clara", "/result 1 done") == ["error-action-settled"]
    assert not await meeting.stage.opened("lumeko-42", DocumentKind.RESULT)


async def test_open_actions_hold_a_case_open(meeting):
    """They are named; once they are over, done or cancelled, the case is closed."""
    await meeting.decided("letter because")
    await meeting.say("Clara", "/action lumeko-42 contact owner=Anna")
    (refused,) = await meeting.say("Lena", "/close lumeko-42 helped")
    assert (refused.id, refused.args) == ("error-actions-open", {"count": 2, "numbers": "1, 2"})
    assert (await meeting.stage.case("lumeko-42")).state is CaseState.ACTING
    await meeting.say("Anna", "/result 2 done")
    await meeting.say("Lena", "/result 1 cancelled")
    assert await meeting.ids("Lena", "/close lumeko-42 helped") == ["closed"]


async def test_actions_are_listed(meeting):
    """Of all cases those that go on, what is due first comes first; of one case all; late ones say so."""
    stage = meeting.stage
    await meeting.decided("record because")
    for line in ("contact due=2026-12-05", "media due=2026-11-24", "other due=2026-11-23 owner=Anna"):
        assert await meeting.ids("Clara", f"/action lumeko-42 {line}") == ["action-begun"]
    await meeting.say("Clara", "/result 2 done")
    stage.later(days=2)
    (listed,) = await meeting.say("Anna", "/actions")
    assert [(line.args["number"], line.args["overdue"]) for line in listed.lines] == [(3, "yes"), (1, "no")]
    (listed,) = await meeting.say("Anna", "/actions lumeko-42")
    assert [line.args["number"] for line in listed.lines] == [1, 2, 3]
    assert "media · done" in await meeting.text("Anna", "/actions lumeko-42")


async def test_names_of_owners_stay_where_words_are(meeting):
    """A channel that can read along learns that an action is somebody else's."""
    await meeting.decided("letter because")
    for actor, held in (("Clara", "you"), ("Anna", "other")):
        (listed,) = await meeting.say(actor, "/actions", words=False)
        assert [(line.args["held"], line.args["holder"]) for line in listed.lines] == [(held, "")]


async def test_a_long_list_is_cut(meeting):
    """Whoever wants more names a case."""
    desk = meeting.stage.open_desk(page=1)
    assert await meeting.ids("Anna", "/actions") == ["actions-none"]
    await meeting.decided("record because")
    for _ in range(2):
        await meeting.say("Clara", "/action lumeko-42 contact")
    heading, more = await meeting.say("Anna", "/actions", desk=desk)
    assert (heading.args["count"], len(heading.lines), more.id) == (1, 1, "actions-more")


async def test_what_goes_on_stands_on_the_card(meeting):
    """Whoever looks at a case sees what is being done for it, and what is over no longer."""
    await meeting.decided("letter because")
    for count in (1, 0):
        (card,) = await meeting.say("Anna", "/show lumeko-42")
        assert [notice.id for notice in flatten((card,))].count("action-line") == count
        await meeting.say("Clara", "/result 1 done")
