"""How an emergency, or a drill, was called out: whom, when, on what, how often, and who took over after how long.

On the path between ``alerts REF`` and ``storage``, which has it in rows: each alert, and each call that was made of it.
It holds no content and needs no key; names are shown only where the channel may carry words.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby

from storage import alerts, calls
from storage.alerts import Alert
from storage.calls import Call
from storage.database import Unit
from storage.ids import CaseId, MemberId, Reference
from triage.card import span, who_holds
from triage.duty.watch import rings_for
from triage.finding import find
from triage.notices import Notice, Value, say
from triage.turn import Turn


async def tell(turn: Turn, reference: Reference) -> tuple[Notice, ...]:
    """Tell of every call-out about a case or of a drill, the first one first; raises :class:`CaseNotFound`."""

    async def work(unit: Unit) -> tuple[tuple[Alert, ...], tuple[Call, ...]]:
        about = await _identify(unit, reference)
        return await alerts.history(unit, about), await calls.of_case(unit, about)

    called, made = await turn.room.database.read(work)
    if not called:
        return (say("history-none", reference=reference),)
    return tuple(_round(list(group), made, turn) for _, group in groupby(sorted(called, key=_ending), key=_ending))


async def _identify(unit: Unit, reference: Reference) -> CaseId:
    """Find what a reference is of: a drill, else a case; raises :class:`CaseNotFound`."""
    return await alerts.drill(unit, reference) or (await find(unit, reference)).id


def _ending(alert: Alert) -> tuple[bool, datetime]:
    """What the alerts of one call-out have in common: one acknowledgement silences them all."""
    return alert.acknowledged_at is None, alert.acknowledged_at or datetime.max.replace(tzinfo=alert.due_at.tzinfo)


def _round(called: list[Alert], made: tuple[Call, ...], turn: Turn) -> Notice:
    first = called[0]
    until = first.acknowledged_at or turn.now
    lines = [_word(alert, [call for call in made if _is_of(call, alert, called)], until, turn) for alert in called]
    rings = any(alert.until is None or alert.until > turn.now for alert in called)
    return say(
        "history", *lines, _end(first, turn, rings=rings), reference=first.reference, kind=first.kind, at=first.due_at
    )


def _is_of(call: Call, alert: Alert, called: list[Alert]) -> bool:
    """Whether a call was made of an alert, or of an earlier one of the same round that went on when this one began.

    Whoever is called already hears of a further step no second time, but only the same call again.
    """
    if call.alert == alert.number:
        return True
    goes_on = any(one.number == call.alert < alert.number for one in called) and call.last_at >= alert.due_at
    return goes_on and rings_for(alert, call.member)


def _word(alert: Alert, made: list[Call], until: datetime, turn: Turn) -> Notice:
    facts: Mapping[str, Value] = {"number": alert.number, "step": alert.step + 1, "at": alert.due_at}
    who = _who(alert.person, turn)
    if alert.due_at > until and not made:
        return say("history-to-come" if alert.acknowledged_at is None else "history-spared", **facts, **who)
    return say(
        "history-called", *([_word_call(call, turn) for call in made] or [say("history-unheard")]), **facts, **who
    )


def _word_call(call: Call, turn: Turn) -> Notice:
    facts: Mapping[str, Value] = {
        "channel": call.channel,
        "count": call.count,
        "at": call.first_at,
        "until": call.last_at,
    }
    return say("history-call", **facts, **_who(call.member, turn))


def _who(person: MemberId | None, turn: Turn) -> Mapping[str, str]:
    return {"held": "everybody", "holder": ""} if person is None else who_holds(turn, person)


def _end(alert: Alert, turn: Turn, *, rings: bool) -> Notice:
    if alert.acknowledged_at is None or alert.acknowledged_by is None:
        return say("history-rings" if rings else "history-open")
    after = span(alert.acknowledged_at - alert.due_at)
    facts: Mapping[str, Value] = {"at": alert.acknowledged_at, "amount": after.amount, "unit": after.unit}
    return say("history-taken", **facts, **who_holds(turn, alert.acknowledged_by))
