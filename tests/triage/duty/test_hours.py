"""A member's own hours."""

import pytest


async def test_a_zone_is_set_and_shown(stage):
    """With the time that it is there."""
    assert await stage.text("Anna", "/zone") == "Your time zone is UTC; it is 09:00 there."
    assert await stage.text("Anna", "/zone kyiv") == "Your time zone is Europe/Kyiv; it is 11:00 there."
    assert await stage.text("Anna", "/zone") == "Your time zone is Europe/Kyiv; it is 11:00 there."


async def test_what_is_no_zone_is_told_with_the_nearest(stage):
    """The former one stays."""
    assert "Did you mean Europe/Kyiv?" in await stage.text("Anna", "/zone Europe/Kyjiv")
    assert "Europe" not in await stage.text("Anna", "/zone")


@pytest.mark.parametrize("typed", ["22:00-07:00", "22 - 7"])
async def test_quiet_hours_are_set_and_shown(stage, typed):
    """In the member's own zone."""
    await stage.say("Anna", "/zone Europe/Kyiv")
    assert await stage.ids("Anna", "/quiet") == ["quiet-off"]
    (answer,) = await stage.say("Anna", f"/quiet {typed}")
    assert answer.args == {"start": "22:00", "end": "07:00", "zone": "Europe/Kyiv"}
    assert await stage.say("Anna", "/quiet") == (answer,)


@pytest.mark.parametrize("typed", ["0-24", "22:00-22:00"])
async def test_quiet_hours_come_to_an_end(stage, typed):
    """Or whoever is late would never be told, and neither would the coordinators."""
    assert await stage.ids("Anna", f"/quiet {typed}") == ["error-quiet-for-ever"]
    assert await stage.ids("Anna", "/quiet") == ["quiet-off"]


async def test_quiet_hours_are_switched_off(stage):
    """Then there are none."""
    await stage.say("Anna", "/quiet 22-7")
    assert await stage.ids("Anna", "/quiet off") == ["quiet-off"]
    assert await stage.ids("Anna", "/quiet") == ["quiet-off"]


@pytest.mark.parametrize("line", ["/zone Europe/Kyiv", "/quiet 22-7", "/quiet off"])
async def test_ones_own_hours_need_neither_key_nor_words(stage, line):
    """A member may set them anywhere."""
    (answer,) = await stage.ids("Anna", line, desk=stage.open_desk(locked=True), words=False)
    assert answer in {"zone-is", "quiet-is", "quiet-off"}
