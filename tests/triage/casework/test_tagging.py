"""Tags of the group's list."""

import pytest


async def tagged(stage):
    (card,) = await stage.say("Anna", "/show lumeko-42")
    return [line.args["tags"] for line in card.lines if line.id == "case-tags"]


async def test_tags_stand_on_the_card(stage):
    """In the order of the alphabet; the log has each that is new."""
    await stage.receive("lumeko-42")
    assert await stage.ids("Clara", "/tag lumeko-42 press, journalist") == ["tagged"]
    await stage.say("Clara", "/tag lumeko-42 press")
    assert await tagged(stage) == ["journalist, press"]
    acts = await stage.acts("lumeko-42")
    assert sorted(code for act, code in acts if act == "case_tagged") == ["journalist", "press"]


async def test_tags_are_taken_away(stage):
    """One that the case does not have changes nothing."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/tag lumeko-42 press,un")
    assert await stage.ids("Clara", "/untag lumeko-42 press,child") == ["tagged"]
    assert await tagged(stage) == ["un"]
    assert await stage.ids("Clara", "/untag lumeko-42 un") == ["tagged-none"]
    acts = await stage.acts("lumeko-42")
    assert [code for act, code in acts if act == "case_untagged"] == ["press", "un"]


@pytest.mark.parametrize(("typed", "suggestion"), [("jurnalist", "journalist"), ("qqq", "none")])
async def test_only_what_is_on_the_list_is_a_tag(stage, typed, suggestion):
    """What was typed is not repeated; the nearest tag is suggested, and the list shown."""
    await stage.receive("lumeko-42")
    (refused,) = await stage.say("Clara", f"/tag lumeko-42 un,{typed}", words=False)
    assert (refused.id, refused.args["suggestion"]) == ("error-tag-unknown", suggestion)
    assert typed not in await stage.text("Clara", f"/tag lumeko-42 {typed}", words=False)
    assert await tagged(stage) == []


async def test_the_group_has_a_list_of_its_own(stage):
    """A tag that was taken off the list can still be taken off a case."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/tag lumeko-42 un")
    desk = stage.open_desk(tags=("miner",))
    assert await stage.ids("Clara", "/tag lumeko-42 miner", desk=desk) == ["tagged"]
    assert await stage.ids("Clara", "/tag lumeko-42 press", desk=desk) == ["error-tag-unknown"]
    assert await stage.ids("Clara", "/untag lumeko-42 un", desk=desk) == ["tagged"]
    assert await stage.ids("Clara", "/untag lumeko-42 press", desk=desk) == ["error-tag-unknown"]
