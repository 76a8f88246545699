"""The watch: every alert is shown, repeated, and said to be silent when somebody has taken over."""

from datetime import timedelta

from storage.ids import MemberId
from triage.watch import Watch


async def heard(watch, now):
    """What the watch says now: ids of notices."""
    return [notice.id for notice in await watch.look(now)]


async def test_alert_is_repeated_until_somebody_takes_over(stage):
    """It is shown at once, again after a minute, and no more once it was acknowledged."""
    await stage.receive("lumeko-42", alert=True)
    watch = Watch(database=stage.database, person=None)
    assert await heard(watch, stage.now) == ["watch-alert"]
    stage.later(seconds=59)
    assert await heard(watch, stage.now) == []
    stage.later(seconds=1)
    assert await heard(watch, stage.now) == ["watch-alert"]
    await stage.say("Rafael", "/ack lumeko-42")
    assert await heard(watch, stage.now) == ["watch-silent"]
    assert await heard(watch, stage.now) == []


async def test_clock_that_was_set_back_keeps_no_alert_quiet(stage):
    """A minute is counted from the last showing, unless that lies in the future."""
    await stage.receive("lumeko-42", alert=True)
    watch = Watch(database=stage.database, person=MemberId(stage.people["Lena"]))
    await watch.look(stage.now + timedelta(days=1))
    assert await heard(watch, stage.now) == ["watch-alert"]
