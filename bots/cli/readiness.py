"""Would an emergency reach somebody? What ``solidarity check`` says of the rota, of pagers and of drills.

Everything is read from signed rows, without a passphrase. A finding names nobody. None of this is unsound: an emergency
calls everybody where nobody is on call; but it should be known.
"""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from bots.cli.findings import Finding, fine, note, wrong
from storage import alerts, bindings, members, pagers, rota
from storage.database import Unit
from storage.manifest import Manifest
from storage.members import Member, Role, Standing
from storage.rota import Rota

_AHEAD = timedelta(days=7)
_DRILLED = timedelta(days=90)


async def look_at_duty(unit: Unit, manifest: Manifest, now: datetime) -> tuple[Finding, ...]:
    """Say what stands between an emergency and those on duty; nothing while nobody belongs to the group."""
    known, _ = await members.verified(unit, manifest.roster)
    active = [member for member in known if member.standing is Standing.ACTIVE]
    if not active:
        return ()
    return tuple([finding async for finding in _look(unit, manifest, active, now)])


async def _look(unit: Unit, manifest: Manifest, active: list[Member], now: datetime) -> AsyncIterator[Finding]:
    duties = await rota.read(unit, manifest.roster)
    yield _look_at_rota(duties, now)
    if duties.forged:
        yield wrong(f"shifts of the rota that this group did not sign: {duties.forged}")
    paged = {pager.member for pager in await pagers.all(unit, manifest.roster)}
    reached = [m for m in active if m.id in paged or await bindings.of(unit, m.id, manifest.roster)]
    if not reached:
        yield note("nobody can be called: no member has written to a staff bot, or has a pager; hint: /join")
    if not any(member.id in paged for member in active if member.role is Role.LEAD):
        yield note("no lead has a pager that breaks through a muted phone; hint: /pager")
    drilled = await alerts.last_drill(unit)
    if drilled is None or drilled < now - _DRILLED:
        yield note(f"there was no drill in the last {_DRILLED.days} days; hint: solidarity duty test")


def _look_at_rota(duties: Rota, now: datetime) -> Finding:
    if not duties.shifts:
        return note("there is no rota: emergencies call every referrer, or everybody; hint: solidarity duty add")
    empty = sum((gap.end - gap.start for gap in duties.gaps(now, now + _AHEAD)), timedelta())
    if not empty:
        return fine(f"somebody is on call at every hour of the next {_AHEAD.days} days")
    hours = max(round(empty / timedelta(hours=1)), 1)
    return note(f"nobody is on call for {hours} hours of the next {_AHEAD.days} days; hint: solidarity duty add")
