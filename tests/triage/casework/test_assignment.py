"""A case is handed over."""

from datetime import timedelta

from storage.deadlines import DeadlineKind


async def test_a_case_is_put_into_somebody_s_hands(stage):
    """For as long as a claim holds it; the log says into whose."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    (answer,) = await stage.say("Anna", "/assign lumeko-42 bohdan")
    assert (answer.id, answer.content, answer.args["name"]) == ("assigned", True, "Bohdan")
    case = await stage.case("lumeko-42")
    assert (case.holder, case.lease_until) == (stage.people["Bohdan"], stage.now + timedelta(hours=8))
    assert ("case_assigned", stage.people["Bohdan"]) in await stage.acts("lumeko-42")


async def test_what_is_handed_over_first_begins_to_be_assessed(stage):
    """As if it had been claimed."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/assign lumeko-42 Anna")
    assert (await stage.case("lumeko-42")).state == "assessing"
    assert DeadlineKind.ASSESSMENT in await stage.deadlines("lumeko-42")


async def test_only_who_holds_a_case_hands_it_over(stage):
    """Or who runs the queue."""
    await stage.receive("lumeko-42")
    assert await stage.ids("Bohdan", "/assign lumeko-42 Anna") == ["error-not-holding"]
    assert await stage.ids("Clara", "/assign lumeko-42 Anna") == ["assigned"]


async def test_nobody_gets_a_case_that_he_left(stage):
    """A conflict of interest stays."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/conflict lumeko-42")
    assert await stage.ids("Clara", "/assign lumeko-42 Anna") == ["error-assignee-barred"]


async def test_nobody_of_that_name(stage):
    """The name is not repeated."""
    await stage.receive("lumeko-42")
    (refused,) = await stage.say("Clara", "/assign lumeko-42 Annette")
    assert (refused.id, dict(refused.args)) == ("error-name-unknown", {})


async def test_a_case_is_handed_over_while_the_desk_is_locked(stage):
    """Nothing is opened for it."""
    await stage.receive("lumeko-42")
    assert await stage.ids("Clara", "/assign lumeko-42 Anna", desk=stage.open_desk(locked=True)) == ["assigned"]


async def test_names_do_not_go_over_a_channel_that_reads_along(stage):
    """The command needs words."""
    await stage.receive("lumeko-42")
    assert (await stage.ids("Clara", "/assign lumeko-42 Anna", words=False))[0] == "error-words-refused"
