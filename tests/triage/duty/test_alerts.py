"""Alerts: who hears them, who silences them, and that doing so twice is harmless."""

from storage import alerts
from storage.alerts import NewAlert
from storage.documents import Urgency


async def test_alerts_are_listed_for_whom_they_ring(stage):
    """A member sees what rings for nobody in particular or for himself, once it is due."""
    await stage.receive("lumeko-42", alert=True)
    case = await stage.case("lumeko-42")
    later = [NewAlert(case=case.id, reference=case.reference, person=stage.people["Bohdan"], step=1, due_at=stage.now)]
    await stage.database.write(lambda unit: alerts.add(unit, later))
    stage.later(minutes=5)
    (anna,) = await stage.say("Anna", "/alerts")
    (bohdan,) = await stage.say("Bohdan", "/alerts")
    assert (len(anna.lines), len(bohdan.lines)) == (1, 2)
    assert (anna.lines[0].args["amount"], anna.lines[0].args["unit"]) == (5, "minutes")


async def test_no_alerts(stage):
    """Silence is said."""
    assert await stage.ids("Anna", "/alerts") == ["alerts-none"]


async def test_acknowledging_by_number_silences_the_case(stage):
    """The first to acknowledge silences all alerts of the case and stands in the log; the second is told."""
    await stage.receive("lumeko-42", alert=True)
    (heading,) = await stage.say("Rafael", "/alerts")
    number = heading.lines[0].args["number"]
    assert await stage.ids("Rafael", f"/ack {number}") == ["acknowledged"]
    assert await stage.ids("Lena", f"/ack {number}") == ["acknowledged-before"]
    assert await stage.ids("Rafael", "/alerts") == ["alerts-none"]
    assert await stage.acts("lumeko-42") == [("alert_acknowledged", None)]


async def test_acknowledging_by_reference(stage):
    """The reference of the case does as well as the number."""
    await stage.receive("lumeko-42", alert=True)
    assert await stage.ids("Clara", "/ack LUMEKO 42") == ["acknowledged"]


async def test_unknown_alert(stage):
    """A number that no alert has is refused."""
    assert await stage.ids("Rafael", "/ack 99") == ["error-alert-not-found"]


async def test_plain_member_does_not_silence_alerts(stage):
    """Acknowledging means taking over, which a plain member cannot."""
    await stage.receive("lumeko-42", alert=True)
    assert await stage.ids("Anna", "/ack lumeko-42") == ["error-not-allowed"]
    assert await stage.ids("Anna", "/alerts") == ["alerts-heading"]


async def test_several_are_acknowledged_at_once(stage):
    """Each is answered for itself, and what is gone meanwhile keeps nobody from the others."""
    for number in (42, 43, 44):
        await stage.receive(f"lumeko-{number}", alert=True)
    await stage.say("Lena", "/ack 2")
    assert await stage.ids("Rafael", "/ack 1+99+2 + #3") == ["acknowledged", "acknowledged-before", "acknowledged"]
    assert await stage.ids("Rafael", "/alerts") == ["alerts-none"]


async def test_several_that_are_all_unknown_are_refused(stage):
    """As one is."""
    assert await stage.ids("Rafael", "/ack 98+99") == ["error-alert-not-found"]


async def test_what_has_begun_to_ring_rings_on_when_the_clock_is_set_back(stage):
    """By a day: an emergency must not wait until it is as late again as it was."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    stage.later(days=-1)
    assert await stage.ids("Rafael", "/alerts") == ["alerts-heading"]
