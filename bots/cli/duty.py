"""``solidarity duty``: the rota of those on call, and the drill that shows who would be reached.

Listing and the drill need no passphrase, as alerts do not; a shift is signed, so adding one asks for it.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import time
from pathlib import Path
from typing import TypeVar

import click

from bots.cli.options import ask_passphrase, clock, configured, draw, with_passphrase_file
from bots.config import Config
from storage import audit, rota
from storage.database import Unit
from storage.errors import PermanentError
from storage.rota import Rota
from storage.shifts import Duty, Shift

T = TypeVar("T")


class DutyRefused(PermanentError):
    """The rota cannot be changed like this, or a drill cannot begin now."""


@click.group("duty")
def command() -> None:
    """Who is on duty."""


@command.command("test")
@configured
def test(config: Config) -> None:
    """Begin a drill: the running triage calls the same members as in an emergency, until somebody acknowledges.

    Prints the drill's reference, and how to see whom it reaches.
    """
    from triage.duty import drill

    async def write(unit: Unit) -> str:
        from bots.staff.wiring import public_keys

        key = public_keys(config).roster
        return await drill.write(unit, key, config.escalation, draw=draw, now=clock(), actor=audit.OPERATOR)

    reference = asyncio.run(_write(config, write))
    click.echo(reference)
    click.echo(f"A drill rings. How it goes: /alerts {reference}, at the staff bot or at the desk", err=True)


@command.command("list")
@configured
def show(config: Config) -> None:
    """List the shifts of the week, each with its number, and say who is on call now. No passphrase is needed."""
    asyncio.run(_show(config))


@command.command("add")
@configured
@click.argument("name")
@click.argument("days")
@click.argument("hours")
@click.option("--backup", is_flag=True, help="Called after those on call, not with them.")
@click.option("--zone", default="", help="The time zone of these hours, such as Europe/Kyiv.  [default: the member's]")
@with_passphrase_file
def add(
    config: Config, name: str, days: str, hours: str, *, backup: bool, zone: str, passphrase_file: Path | None
) -> None:
    """Put NAME on call, every week: DAYS such as mon,tue or workdays or daily, HOURS such as 22:00-07:00."""
    from bots.staff.wiring import unlock
    from triage.duty import rota as duties
    from triage.grammar.duty import AddShift
    from triage.grammar.labels import Days
    from triage.membership import roster

    try:
        chosen = tuple(Days(day.strip().casefold()) for day in days.split(","))
    except ValueError:
        raise click.BadParameter(f"days are some of {', '.join(Days)}", param_hint="DAYS") from None
    order = AddShift(
        name=name, days=chosen, hours=_hours(hours), duty=Duty.BACKUP if backup else Duty.ON_CALL, zone=zone
    )
    keys = asyncio.run(unlock(config, ask_passphrase(passphrase_file)))

    async def write(unit: Unit) -> str:
        member = duties.find_for_duty(await roster.read(unit, keys.manifest.roster), name)
        shift = await duties.write(unit, keys, member, order, draw=draw, now=clock(), actor=audit.OPERATOR)
        return _line(shift, member.name)

    click.echo(asyncio.run(_write(config, write)))


@command.command("drop")
@configured
@click.argument("number", type=int)
def drop(config: Config, number: int) -> None:
    """Take the shift of this NUMBER out of the rota."""
    from triage.duty import rota as duties

    async def write(unit: Unit) -> None:
        await duties.remove(unit, number, now=clock(), actor=audit.OPERATOR)

    asyncio.run(_write(config, write))


async def _write(config: Config, work: Callable[[Unit], Awaitable[T]]) -> T:
    """Do a piece of work in one transaction."""
    from bots.staff.wiring import open_database
    from triage.errors import TriageError

    async with open_database(config) as database:
        try:
            return await database.write(work)
        except TriageError as error:
            raise DutyRefused(str(error).rstrip("."), hint=error.hint) from None


async def _show(config: Config) -> None:
    from bots.staff.wiring import open_database, public_keys
    from triage.membership import roster
    from triage.membership.roster import Roster

    key = public_keys(config).roster

    async def work(unit: Unit) -> tuple[Roster, Rota]:
        return await roster.read(unit, key), await rota.read(unit, key)

    async with open_database(config) as database:
        known, duties = await database.read(work)
    for shift in duties.shifts:
        click.echo(_line(shift, known.name(shift.member)))
    on_call = ", ".join(known.name(member) for member in duties.at(clock()).on_call)
    click.echo(f"on call now: {on_call or 'nobody'}", err=True)
    if duties.forged:
        click.echo(f"{duties.forged} shifts were not signed by this group and are ignored", err=True)


def _line(shift: Shift, name: str) -> str:
    """A shift as a line of fields between tabs."""
    hours = f"{shift.start:%H:%M}-{shift.end:%H:%M}"
    return "\t".join((str(shift.number), name, ",".join(shift.days), hours, shift.zone, shift.duty))


def _hours(given: str) -> tuple[time, time]:
    from triage.grammar.moments import HOURS, read_hours

    match = re.fullmatch(HOURS, given.strip())
    hours = read_hours(match) if match is not None else None
    if hours is None:
        raise click.BadParameter("hours are written like 22:00-07:00", param_hint="HOURS")
    return hours
