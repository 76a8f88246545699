"""The watch: what rings now, said once and then again and again until somebody has taken over.

It needs no key: an alert is a reference, a step and a number. It never says what a case is about. What has to be said
in one place is found out here, purely; whether it was said is remembered by whoever says it: the watch of a terminal
in memory, the staff process in :mod:`storage.calls`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from storage import alerts
from storage.alerts import Alert, AlertKind
from storage.database import Unit, Works
from storage.ids import MemberId
from triage.notices import Notice, Value, quote, say

REPEAT = timedelta(minutes=1)
"""How long an alert that was shown is quiet before it is shown again."""

FEW = 3
"""With more cases than these ringing in one place they are said together: two hundred must not bury one."""

GATHER = timedelta(seconds=15)
"""How long what is said together waits for what may come besides, after the last time that something was said."""

NAMED = 80
"""Cases that are named together at once; the others follow after the next :data:`GATHER`."""

IN_A_LINE = 8
"""Cases that one word takes over together; a button that does so holds 64 bytes."""

NAMELESS = say("watch-nameless")
"""The answer to somebody who types at a watch that was given no name, in a group of several."""

RELIEVED = say("watch-relieved")
"""The last word to a watcher who is no active member any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was said of one alert in a place: how often, and when last."""

    count: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What has to be said in one place now.

    Attributes:
        calls: alerts that begin to ring there, or are repeated: one a case, with the latest step that calls about it.
        cases: how many cases ring there at all.
        silent: the numbers of alerts that were said there and ring no more.
    """

    calls: tuple[Alert, ...] = ()
    cases: int = 0
    silent: tuple[int, ...] = ()

    @property
    def together(self) -> bool:
        """Whether the calls are said in one breath."""
        return self.cases > FEW


def rings_for(alert: Alert, person: MemberId | None) -> bool:
    """Whether an alert rings for a person, or for a place where several read along."""
    return person is None or alert.calls(person)


def plan(ringing: Sequence[Alert], heard: Mapping[int, Heard], now: datetime, *, repeats: bool = True) -> Plan:
    """Find out what has to be said in one place.

    Args:
        ringing: what rings there, the longest due first.
        heard: what was said there of alerts by number, and not yet that they ring no more.
        now: aware.
        repeats: whether anything may be said again; not where what was said last has not been heard yet.
    """
    numbers = {alert.number for alert in ringing}
    firsts = _firsts(ringing, heard)
    new = [alert for alert in firsts if alert.number not in heard]
    old = [alert for alert in firsts if alert.number in heard]
    silent = tuple(sorted(heard.keys() - numbers))
    quiet = [alert for alert in old if not _is_recent(heard[alert.number].at, now, REPEAT)]
    if len(firsts) <= FEW:
        further = [alert for alert in old if alert not in quiet and heard[alert.number].at < alert.due_at <= now]
        calls = [*new, *further, *quiet] if repeats else new
    elif not repeats or any(_is_recent(heard[alert.number].at, now, GATHER) for alert in old):
        calls = []
    elif new:
        calls = new[:NAMED]
    elif len(quiet) == len(old):
        # Those that were named least often, so that each has its turn.
        calls = sorted(old, key=lambda alert: heard[alert.number].count)[:IN_A_LINE]
    else:
        calls = []
    return Plan(calls=tuple(calls), cases=len(firsts), silent=silent)


def word_beginning(name: str | None, *, rings: bool) -> Notice:
    """Say that the watch has begun, who watches, where that is known, and whether anything rings."""
    facts = {"named": "no" if name is None else "yes", "rings": "yes" if rings else "no"}
    return quote("watch-begun", name=name or "", **facts)


def word(found: Plan, heard: Mapping[int, Heard]) -> tuple[Notice, ...]:
    """Word a plan: what fell silent, then who is needed."""
    return (*_word_silent(found.silent), *_word_calls(found, heard))


class Watch:
    """One pair of eyes on the alerts."""

    def __init__(self, database: Works, person: MemberId | None) -> None:
        """Watch for a person, or for everybody."""
        self._database = database
        self._person = person
        self._heard: dict[int, Heard] = {}

    async def look(self, now: datetime) -> tuple[Notice, ...]:
        """What has to be said now: alerts that have begun to ring, those to repeat, and those that fell silent."""

        async def work(unit: Unit) -> tuple[Alert, ...]:
            return await alerts.due(unit, now, self._person)

        found = plan(await self._database.read(work), self._heard, now)
        said = word(found, self._heard)
        for number in found.silent:
            del self._heard[number]
        for alert in found.calls:
            self._heard[alert.number] = Heard(count=count(alert, self._heard), at=now)
        return said


def count(alert: Alert, heard: Mapping[int, Heard]) -> int:
    """The how-manieth call about an alert the next one in a place is."""
    before = heard.get(alert.number)
    return 1 if before is None else before.count + 1


def _firsts(ringing: Sequence[Alert], heard: Mapping[int, Heard]) -> list[Alert]:
    """One alert a case, the one that was said already, else the first; with the latest step, and when that began."""
    cases: dict[str, list[Alert]] = {}
    for alert in ringing:
        cases.setdefault(alert.case, []).append(alert)
    return [
        replace(
            next((alert for alert in about if alert.number in heard), about[0]),
            step=max(alert.step for alert in about),
            due_at=max(alert.due_at for alert in about),
        )
        for about in cases.values()
    ]


def _is_recent(then: datetime, now: datetime, span: timedelta) -> bool:
    # A clock that was set back must not keep an alert quiet.
    return now - span < then <= now


def _word_calls(found: Plan, heard: Mapping[int, Heard]) -> Iterable[Notice]:
    if found.together and found.calls:
        lines = [found.calls[start : start + IN_A_LINE] for start in range(0, len(found.calls), IN_A_LINE)]
        yield say("watch-many", *map(_word_line, lines), count=found.cases)
        return
    for alert in found.calls:
        facts: dict[str, Value] = {
            "number": alert.number,
            "reference": alert.reference,
            "step": alert.step + 1,
            "call": count(alert, heard),
        }
        yield say("watch-drill" if alert.kind is AlertKind.DRILL else "watch-alert", **facts)


def _word_line(named: Sequence[Alert]) -> Notice:
    return say(
        "watch-many-line",
        numbers="+".join(str(alert.number) for alert in named),
        references=", ".join(alert.reference for alert in named),
        reference=named[0].reference,
        count=len(named),
    )


def _word_silent(numbers: Sequence[int]) -> Iterable[Notice]:
    if len(numbers) > FEW:
        yield say("watch-silent-many", numbers=", ".join(map(str, numbers)), count=len(numbers))
    else:
        yield from (say("watch-silent", number=number) for number in numbers)
