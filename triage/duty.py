"""Duty: the alerts that ring for a member, and saying that somebody has taken over.

On the path between orders and ``storage.alerts``. It works while the desk is locked; an alert holds no content.
"""

from storage import alerts, audit, cases
from storage.alerts import Alert, AlertUnknown
from storage.audit import Act
from storage.cases import Case
from storage.database import Unit
from triage.card import span
from triage.errors import AlertNotFound
from triage.finding import authorise, find
from triage.notices import Notice, say
from triage.orders import Acknowledge, ListAlerts
from triage.rights import Command
from triage.turn import Turn


async def list_alerts(turn: Turn, order: ListAlerts) -> tuple[Notice, ...]:  # noqa: ARG001
    """List what rings for this member, or for nobody in particular."""

    async def work(unit: Unit) -> tuple[Alert, ...]:
        return await alerts.due(unit, turn.now, turn.member.id)

    ringing = await turn.room.database.read(work)
    if not ringing:
        return (say("alerts-none"),)
    return (say("alerts-heading", *(_word_alert(alert, turn) for alert in ringing), count=len(ringing)),)


async def acknowledge(turn: Turn, order: Acknowledge) -> tuple[Notice, ...]:
    """Silence all alerts of a case, because somebody has taken over; doing so twice is harmless."""

    async def work(unit: Unit) -> tuple[Case, bool]:
        case = await _alerted(unit, order)
        authorise(turn, Command.ACK, case)
        first = await alerts.acknowledge(unit, case.id, turn.member.id, turn.now)
        if first:
            await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.ALERT_ACKNOWLEDGED, case=case.id)
        return case, first

    case, first = await turn.room.database.write(work)
    if first:
        return (say("acknowledged", reference=case.reference),)
    return (say("acknowledged-before", reference=case.reference),)


def _word_alert(alert: Alert, turn: Turn) -> Notice:
    age = span(turn.now - alert.due_at)
    return say("alert", number=alert.number, reference=alert.reference, amount=age.amount, unit=age.unit)


async def _alerted(unit: Unit, order: Acknowledge) -> Case:
    if isinstance(order.alert, str):
        return await find(unit, order.alert)
    try:
        alert = await alerts.find(unit, order.alert)
    except AlertUnknown:
        raise AlertNotFound from None
    return await cases.by_id(unit, alert.case)
