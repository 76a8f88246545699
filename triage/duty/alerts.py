"""Duty: the alerts that ring for a member, and saying that somebody has taken over.

On the path between orders and ``storage.alerts``. It works while the desk is locked; an alert holds no content.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from storage import alerts, audit, cases
from storage.alerts import Alert, AlertKind, AlertUnknown
from storage.audit import Act
from storage.database import Unit
from storage.ids import CaseId, Reference
from triage import case as rules
from triage.card import span
from triage.duty import history
from triage.errors import AlertNotFound, ConflictOfInterest
from triage.finding import authorise, find, recused
from triage.grammar.orders import Acknowledge, ListAlerts
from triage.grammar.rights import Command
from triage.notices import Notice, Value, say
from triage.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Called:
    """What alerts are about: a case or a drill."""

    id: CaseId
    reference: Reference
    kind: AlertKind = AlertKind.CASE


async def list_alerts(turn: Turn, order: ListAlerts) -> tuple[Notice, ...]:
    """List what rings for this member, or for nobody in particular; or how those about one case went."""
    if order.reference is not None:
        return await history.tell(turn, order.reference)

    async def work(unit: Unit) -> tuple[Alert, ...]:
        return await alerts.due(unit, turn.now, turn.member.id)

    ringing = await turn.room.database.read(work)
    if not ringing:
        return (say("alerts-none"),)
    return (say("alerts-heading", *(_word_alert(alert, turn) for alert in ringing), count=len(ringing)),)


async def acknowledge(turn: Turn, order: Acknowledge) -> tuple[Notice, ...]:
    """Silence all alerts of a case or a drill, or of several, because somebody has taken over.

    Doing so twice is harmless. Of several, those that are gone meanwhile, or in which the member has a conflict of
    interest, keep nobody from taking the others.
    """

    async def work(unit: Unit) -> list[tuple[_Called, bool]]:
        if not order.more:
            return [await _take(unit, turn, order.alert)]
        taken = []
        for alert in (order.alert, *order.more):
            with suppress(AlertNotFound, ConflictOfInterest):
                taken.append(await _take(unit, turn, alert))
        if not taken:
            raise AlertNotFound
        return taken

    return tuple(_word_taken(called, first=first) for called, first in await turn.room.database.write(work))


async def _take(unit: Unit, turn: Turn, alert: int | Reference) -> tuple[_Called, bool]:
    """Silence what one alert is about; whether nobody was before."""
    called = await _find(unit, turn, alert)
    first = await alerts.acknowledge(unit, called.id, turn.member.id, turn.now)
    if first:
        # A drill is no case, and the log says so.
        case, code = (called.id, None) if called.kind is AlertKind.CASE else (None, called.kind)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.ALERT_ACKNOWLEDGED, case=case, code=code)
    return called, first


def _word_taken(called: _Called, *, first: bool) -> Notice:
    if not first:
        return say("acknowledged-before", reference=called.reference)
    if called.kind is AlertKind.DRILL:
        return say("acknowledged-drill", reference=called.reference)
    return say("acknowledged", reference=called.reference)


def _word_alert(alert: Alert, turn: Turn) -> Notice:
    age = span(turn.now - alert.due_at)
    facts: Mapping[str, Value] = {
        "number": alert.number,
        "reference": alert.reference,
        "amount": age.amount,
        "unit": age.unit,
    }
    return say("alert-drill", **facts) if alert.kind is AlertKind.DRILL else say("alert", **facts)


async def _find(unit: Unit, turn: Turn, named: int | Reference) -> _Called:
    """Find what is acknowledged, and check that this member may."""
    if isinstance(named, str):
        drill = await alerts.drill(unit, named)
        if drill is not None:
            return _Called(id=drill, reference=named, kind=AlertKind.DRILL)
        case = await find(unit, named)
    else:
        try:
            alert = await alerts.find(unit, named)
        except AlertUnknown:
            raise AlertNotFound from None
        if alert.kind is AlertKind.DRILL:
            return _Called(id=alert.case, reference=alert.reference, kind=alert.kind)
        case = await cases.by_id(unit, alert.case)
    authorise(turn, Command.ACK, case)
    # Whoever may not take a case on must not silence it for those who may.
    rules.check_conflict(turn.member.id, await recused(unit, case), rules.Act.CLAIM)
    return _Called(id=case.id, reference=case.reference)
