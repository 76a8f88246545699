"""Cases that belong together."""

import pytest

from storage import links
from storage.links import Tie


@pytest.fixture
async def two(stage):
    await stage.receive("lumeko-42")
    await stage.receive("sotiva-07")


async def said(stage, reference):
    case = await stage.case(reference)
    return [link.tie for link in await stage.database.read(lambda unit: links.of_case(unit, case.id))]


async def linked(stage, reference):
    (card,) = await stage.say("Anna", f"/show {reference}")
    return [(line.args["tie"], line.args["other"]) for line in card.lines if line.id == "case-linked"]


async def test_a_link_stands_on_both_cards(stage, two):
    """And in the log of both."""
    assert await stage.ids("Clara", "/link lumeko-42 sotiva-07 person") == ["linked"]
    assert await linked(stage, "lumeko-42") == [(Tie.PERSON, "sotiva-07")]
    assert await linked(stage, "sotiva-07") == [(Tie.PERSON, "lumeko-42")]
    for reference in ("lumeko-42", "sotiva-07"):
        assert ("case_linked", "person") in await stage.acts(reference)


async def test_what_was_linked_is_parted(stage, two):
    """It is kept that somebody has looked."""
    await stage.say("Clara", "/link lumeko-42 sotiva-07 duplicate")
    assert await stage.ids("Clara", "/unlink sotiva-07 lumeko-42") == ["parted"]
    assert await linked(stage, "lumeko-42") == []
    assert await said(stage, "lumeko-42") == [None]
    assert ("case_unlinked", None) in await stage.acts("lumeko-42")


@pytest.mark.parametrize("line", ["/link {} {} person", "/unlink {} {}"])
@pytest.mark.parametrize("held", ["lumeko-42", "sotiva-07"])
async def test_who_may_work_in_one_of_them_alone_links_nothing(stage, two, line, held):
    """Whichever is named first."""
    other = {"lumeko-42", "sotiva-07"} - {held}
    await stage.say("Anna", f"/claim {held}")
    assert await stage.ids("Anna", line.format(held, *other)) == ["error-not-holding"]
    assert await stage.ids("Anna", line.format(*other, held)) == ["error-not-holding"]


async def test_a_case_has_nothing_to_do_with_itself(stage, two):
    """It takes two."""
    assert await stage.ids("Clara", "/link lumeko-42 lumeko-42 event") == ["error-same-case"]


async def test_the_other_case_has_to_be_there(stage, two):
    """The nearest is suggested."""
    (refused,) = await stage.say("Clara", "/link lumeko-42 sotiva-08 event")
    assert (refused.id, refused.lines[0].args["suggestion"]) == ("error-case-not-found", "sotiva-07")


async def test_a_withdrawn_case_is_linked_to_nothing(stage, two):
    """It is erased."""
    await stage.receive("gotupi-11", state="withdrawn")
    assert await stage.ids("Clara", "/link lumeko-42 gotupi-11 event") == ["error-illegal-act"]


async def test_links_are_noted_while_the_desk_is_locked(stage, two):
    """Nothing is opened for them."""
    locked = stage.open_desk(locked=True)
    assert await stage.ids("Clara", "/link lumeko-42 sotiva-07 event", desk=locked) == ["linked"]
