"""The drill."""

import os

import pytest

from storage import alerts
from storage.audit import Act
from storage.ids import draw_reference
from triage.duty import drill
from triage.duty.errors import DrillRuns


async def begin(stage):
    (answer,) = await stage.say("Clara", "/drill")
    assert answer.id == "drill-begun"
    return answer.args["reference"]


async def ringing(stage, person=None):
    return await stage.database.read(lambda unit: alerts.due(unit, stage.now, person))


async def test_a_drill_calls_as_an_emergency_does(stage):
    """First whoever is on call, then the others, step by step."""
    await stage.ids("Clara", "/shift Lena daily 0-24")
    await begin(stage)
    assert [alert.person for alert in await ringing(stage)] == [stage.people["Lena"]]
    stage.later(minutes=8)
    assert [alert.step for alert in await ringing(stage)] == [0, 1, 2]
    assert (await stage.log())[-1] == (Act.DRILL_BEGUN, stage.people["Clara"], None)


async def test_a_drill_needs_no_key(stage):
    """Nor does an emergency."""
    assert await stage.ids("Clara", "/drill", desk=stage.open_desk(locked=True)) == ["drill-begun"]


@pytest.mark.parametrize("by", ["number", "reference"])
async def test_a_drill_is_acknowledged_as_a_case_is(stage, by):
    """Doing so twice is harmless; the log says that it was a drill."""
    reference = await begin(stage)
    (alert,) = await ringing(stage)
    typed = alert.number if by == "number" else reference
    assert await stage.ids("Rafael", f"/ack {typed}") == ["acknowledged-drill"]
    assert await stage.ids("Lena", f"/ack {typed}") == ["acknowledged-before"]
    assert await ringing(stage) == ()
    assert (await stage.log())[-1] == (Act.ALERT_ACKNOWLEDGED, stage.people["Rafael"], "drill")


async def test_a_drill_is_listed_as_one(stage):
    """So that nobody looks for its case."""
    await begin(stage)
    (heading,) = await stage.say("Rafael", "/alerts")
    assert [line.id for line in heading.lines] == ["alert-drill"]


async def test_a_drill_does_not_begin_while_one_rings(stage):
    """Whoever has it acknowledged can begin the next."""
    reference = await begin(stage)
    (refused,) = await stage.say("Lena", "/drill")
    assert (refused.id, refused.args["reference"]) == ("error-drill-runs", reference)
    await stage.ids("Lena", f"/ack {reference}")
    assert await stage.ids("Lena", "/drill") == ["drill-begun"]


async def test_an_emergency_keeps_no_drill_from_beginning(stage):
    """It is another matter."""
    await stage.receive("lumeko-42", alert=True)
    await begin(stage)


async def test_the_reference_of_a_drill_is_nobody_elses(stage):
    """Neither a case's nor an earlier drill's: it is drawn again."""
    draws = [bytes([number]) * 16 for number in (1, 1, 2, 2, 3, 4, 5)]
    first, second, third = (draw_reference(lambda _, number=number: bytes([number]) * 16) for number in (1, 2, 3))
    await stage.receive(first)

    async def work(unit):
        drawn = iter(draws)
        key, steps = stage.keys.group.manifest.roster, stage.desk._room.settings.escalation
        found = await drill.write(unit, key, steps, draw=lambda _: next(drawn), now=stage.now, actor="operator")
        return found, list(drawn)

    found, _ = await stage.database.write(work)
    assert found == second
    await stage.ids("Lena", f"/ack {found}")
    draws[:] = [bytes([number]) * 16 for number in (9, 2, 3)]
    found, _ = await stage.database.write(work)
    assert found == third


async def test_the_one_who_tries_out_his_pager_is_not_called_twice(stage):
    """A drill that calls him rings already."""
    await begin(stage)

    async def work(unit):
        key, steps = stage.keys.group.manifest.roster, stage.desk._room.settings.escalation
        only = stage.people["Rafael"]
        await drill.write(unit, key, steps, draw=os.urandom, now=stage.now, actor=only, only=only)

    with pytest.raises(DrillRuns):
        await stage.database.write(work)
