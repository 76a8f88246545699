"""``solidarity members``: who belongs to the group.

An invitation goes to standard output, as the line that the new member will send; what else is to be handed over, with
the hint how, to standard error, so that a pipe carries one line and no secret that lasts.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import click

from bots.cli.options import ask_passphrase, clock, configured, draw, with_passphrase_file
from bots.config import Config
from storage.database import Unit
from storage.errors import PermanentError
from storage.keys.group import GroupKeys
from storage.members import Member, Role


class MemberRefused(PermanentError):
    """Nobody can be invited under this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What is handed to a member in person. Secret.

    Attributes:
        code: the one-time invitation.
        uri: the authenticator's secret, as a QR code or a link holds it.
        typed: the same secret, to be typed.
    """

    code: str = field(repr=False)
    uri: str = field(repr=False)
    typed: str = field(repr=False)


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
    from triage.membership import roster

    async def write(unit: Unit, keys: GroupKeys) -> str:
        return await roster.invite(unit, keys, name, Role(role), now=clock(), draw=draw)

    _hand_over(config, name, passphrase_file, write)


@command.command("invite")
@configured
@click.argument("name")
@with_passphrase_file
def invite(config: Config, name: str, passphrase_file: Path | None) -> None:
    """Invite NAME, who belongs to the group already, once more: for another staff bot, or another account there.

    Takes a suspended member back, too, where fewer than two coordinators or leads are active: in a group of one or two,
    or after somebody has locked out the others. Otherwise two of them do that, each with /readmit NAME on Signal or at
    the desk. Who has left can come back like this, too. Who was taken back, or comes back, needs the new secret for the
    authenticator; the old one is worth nothing any more.
    """
    from triage.membership import roster

    async def write(unit: Unit, keys: GroupKeys) -> str:
        return await roster.invite_again(unit, keys, name, now=clock(), draw=draw)

    _hand_over(config, name, passphrase_file, write)


@command.command("list")
@configured
def show(config: Config) -> None:
    """List the members. No passphrase is needed."""
    asyncio.run(_show(config))


def _hand_over(
    config: Config, name: str, passphrase_file: Path | None, write: Callable[[Unit, GroupKeys], Awaitable[str]]
) -> None:
    """Write an invitation, and show what is to be handed over with it."""
    passphrase = ask_passphrase(passphrase_file)
    handing = asyncio.run(_invite(config, name, passphrase, write))
    click.echo(f"/join {handing.code}")
    click.echo(
        f"Hand this line to {name} in person, or over a channel you both trust. "
        f"It works once, within {config.limits.invitation_days} days.\n"
        "\n"
        "For an authenticator app, whose six digits confirm /key and whatever is sensitive at the staff bot; "
        "hand it over in person only:\n"
        f"{handing.uri}\n"
        f"The same, to be typed: {handing.typed}",
        err=True,
    )


async def _invite(
    config: Config, name: str, passphrase: str, write: Callable[[Unit, GroupKeys], Awaitable[str]]
) -> Handing:
    from bots.staff.wiring import open_database, unlock
    from storage.sealed import provisioning_uri, secret_text
    from triage.errors import RosterError
    from triage.membership import roster

    keys = await unlock(config, passphrase)

    async def work(unit: Unit) -> tuple[str, Member]:
        code = await write(unit, keys)
        return code, (await roster.read(unit, keys.manifest.roster)).called(name)

    async with open_database(config) as database:
        try:
            code, member = await database.write(work)
        except RosterError as error:
            raise MemberRefused(str(error).rstrip("."), hint=error.hint) from None
    secret = keys.step_up(member.id, member.epoch)
    return Handing(code=code, uri=provisioning_uri(secret, member.name), typed=secret_text(secret))


async def _show(config: Config) -> None:
    from bots.staff.wiring import open_database, public_keys
    from triage.membership import roster

    key = public_keys(config).roster
    async with open_database(config) as database:
        known = await database.read(lambda unit: roster.read(unit, key))
    for member in sorted(known.members, key=lambda member: member.name.casefold()):
        click.echo(f"{member.name}\t{member.role}\t{member.standing}")
    if known.forged:
        click.echo(f"{known.forged} rows were not signed by this group and are ignored: see solidarity check", err=True)
