"""``solidarity members``: who belongs to the group."""

import asyncio
from pathlib import Path

import click

from bots.cli.options import ask_passphrase, clock, configured, draw, with_passphrase_file
from bots.config import Config
from storage.errors import PermanentError
from storage.members import Role


class MemberRefused(PermanentError):
    """Nobody can be invited under this name."""


@click.group("members")
def command() -> None:
    """Who belongs to the group."""


@command.command("add")
@configured
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.MEMBER.value,
    show_default=True,
    help="What the new member does: assess; run the queue; take emergencies onward; answer for all of it.",
)
@with_passphrase_file
def add(config: Config, name: str, role: str, passphrase_file: Path | None) -> None:
    """Invite NAME; prints the one-time invitation that they send to the staff bot as /join CODE."""
    passphrase = ask_passphrase(passphrase_file)
    code = asyncio.run(_add(config, name, Role(role), passphrase))
    click.echo(f"/join {code}")
    click.echo(
        f"Hand this line to {name} in person, or over a channel you both trust. "
        f"It works once, within {config.limits.invitation_days} days.",
        err=True,
    )


@command.command("list")
@configured
def show(config: Config) -> None:
    """List the members. No passphrase is needed."""
    asyncio.run(_show(config))


async def _add(config: Config, name: str, role: Role, passphrase: str) -> str:
    from bots.staff.wiring import open_database, unlock
    from triage import roster
    from triage.errors import RosterError

    keys = await unlock(config, passphrase)
    async with open_database(config) as database:
        try:
            return await database.write(lambda unit: roster.invite(unit, keys, name, role, now=clock(), draw=draw))
        except RosterError as error:
            raise MemberRefused(str(error).rstrip("."), hint=error.hint) from None


async def _show(config: Config) -> None:
    from bots.staff.wiring import open_database, public_keys
    from triage import roster

    key = public_keys(config).roster
    async with open_database(config) as database:
        known = await database.read(lambda unit: roster.read(unit, key))
    for member in sorted(known.members, key=lambda member: member.name.casefold()):
        click.echo(f"{member.name}\t{member.role}\t{member.standing}")
    if known.forged:
        click.echo(f"{known.forged} rows were not signed by this group and are ignored: see solidarity check", err=True)
