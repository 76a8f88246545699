"""The watch: what rings now, said once and then again and again until somebody has taken over.

It needs no key: an alert is a reference, a step and a number. It never says what a case is about.
"""

from datetime import datetime, timedelta

from storage import alerts
from storage.alerts import Alert
from storage.database import Unit, Works
from storage.ids import MemberId
from triage.notices import Notice, say

REPEAT = timedelta(minutes=1)
"""How long an alert that was shown is quiet before it is shown again."""

NAMELESS = say("watch-nameless")
"""The answer to somebody who types at a watch that was given no name, in a group of several."""


class Watch:
    """One pair of eyes on the alerts."""

    def __init__(self, database: Works, person: MemberId | None) -> None:
        """Watch for a person, or for everybody."""
        self._database = database
        self._person = person
        self._shown: dict[int, datetime] = {}

    async def look(self, now: datetime, *, repeats: bool = True) -> tuple[Notice, ...]:
        """What has to be said now: alerts that have begun to ring, those to repeat, and those that fell silent.

        Args:
            now: aware.
            repeats: whether anything may be said again; not where what was said last has not been heard yet.
        """

        async def work(unit: Unit) -> tuple[Alert, ...]:
            return await alerts.due(unit, now, self._person)

        ringing = {alert.number: alert for alert in await self._database.read(work)}
        silenced = [number for number in self._shown if number not in ringing]
        due = [alert for alert in ringing.values() if self._is_to_be_said(alert, now, repeats=repeats)]
        for number in silenced:
            del self._shown[number]
        self._shown.update({alert.number: now for alert in due})
        return (
            *(say("watch-silent", number=number) for number in silenced),
            *(say("watch-alert", number=alert.number, reference=alert.reference, step=alert.step) for alert in due),
        )

    def _is_to_be_said(self, alert: Alert, now: datetime, *, repeats: bool) -> bool:
        last = self._shown.get(alert.number)
        if last is None:
            return True
        # A clock that was set back must not keep an alert quiet.
        return repeats and not now - REPEAT < last <= now
