"""``solidarity partners``: the organisations that can take a case on, and packages for those whom a member visits.

What a partner is sent lies sealed to it alone, so handing it out takes no passphrase; signing a row does.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bots.cli.options import ask_passphrase, clock, configured, draw, with_passphrase_file
from bots.config import Config
from storage.database import Unit
from storage.documents import Language
from storage.errors import PermanentError
from storage.keys.group import GroupKeys
from storage.partners import Aid, Partner

if TYPE_CHECKING:  # both are slow to load, and only one command needs them
    from storage.blobs import BlobStore
    from triage.handout import HandedOut

T = TypeVar("T")


class NothingToHand(PermanentError):
    """No package can be handed over under this number."""

    hint = "offers and the reference, at the staff bot or the desk, show which wait"


class NotWritten(PermanentError):
    """The folder for a package cannot be filled."""

    hint = "choose another folder with -o"


@click.group("partners")
def command() -> None:
    """The organisations that can take a case on."""


@command.command("add")
@configured
@click.argument("name")
@click.option("--offers", required=True, help=f"What it offers, between commas: {', '.join(Aid)}.")
@click.option("--places", default="", help="Where, as codes of ISO 3166 between commas: UA, UA-65, PL.  [anywhere]")
@click.option("--languages", default="", help=f"In which languages, between commas: {', '.join(Language)}.")
@click.option("--number", help="On Signal, such as +380441234567; without one a member hands packages over.")
@click.option("--recipient", required=True, help="The partner's own age recipient, which begins with age1.")
@with_passphrase_file
def add(
    *,
    config: Config,
    name: str,
    offers: str,
    places: str,
    languages: str,
    number: str | None,
    recipient: str,
    passphrase_file: Path | None,
) -> None:
    """Enter NAME, or what has changed of it. Compare the recipient with the partner over another channel."""
    from triage.referral import entering
    from triage.referral.entering import Entry

    entry = Entry(
        name=name.strip(),
        offers=tuple(_code(Aid, code, "--offers") for code in _listed(offers)),
        places=tuple(code.upper() for code in _listed(places)),
        languages=tuple(_code(Language, code, "--languages") for code in _listed(languages)),
        number=number,
        recipient=recipient.strip(),
    )

    async def work(unit: Unit, keys: GroupKeys) -> None:
        await entering.enter(unit, keys, entry, now=clock(), draw=draw)

    asyncio.run(_sign(config, passphrase_file, work))


@command.command("verify")
@configured
@click.argument("name")
@with_passphrase_file
def verify(config: Config, name: str, passphrase_file: Path | None) -> None:
    """Note that somebody has made sure of what is known of NAME."""
    from triage.referral import entering

    async def work(unit: Unit, keys: GroupKeys) -> None:
        await entering.verify(unit, keys, name, now=clock())

    asyncio.run(_sign(config, passphrase_file, work))


@command.command("drop")
@configured
@click.argument("name")
@with_passphrase_file
def drop(config: Config, name: str, passphrase_file: Path | None) -> None:
    """Forget NAME: it is asked no more."""
    from triage.referral import entering

    async def work(unit: Unit, keys: GroupKeys) -> None:
        await entering.drop(unit, keys, name, now=clock())

    asyncio.run(_sign(config, passphrase_file, work))


@command.command("list")
@configured
def show_all(config: Config) -> None:
    """List the partners. No passphrase is needed."""
    for partner in asyncio.run(_read(config)):
        click.echo(f"{partner.name}\t{','.join(partner.offers)}\t{','.join(partner.places) or 'anywhere'}")


@command.command("show")
@configured
@click.argument("name")
def show(config: Config, name: str) -> None:
    """Show all that is known of NAME. No passphrase is needed."""
    from triage.referral.entering import PartnerRefused

    found = [one for one in asyncio.run(_read(config)) if one.name.casefold() == name.casefold()]
    if not found:
        raise PartnerRefused("no partner of this name is known", hint="solidarity partners list")
    (partner,) = found
    lines = {
        "name": partner.name,
        "offers": ", ".join(partner.offers),
        "places": ", ".join(partner.places) or "anywhere",
        "languages": ", ".join(partner.languages) or "not known",
        "number": partner.number or "none: a member hands packages over",
        "recipient": partner.recipient,
        "verified": f"{partner.verified_at:%Y-%m-%d}",
    }
    for what, said in lines.items():
        click.echo(f"{what}\t{said}")


@command.command("hand")
@configured
@click.argument("number", type=int)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for the files; it is made for you alone if it is missing.",
)
def hand(config: Config, number: int, output: Path) -> None:
    """Write the sealed files of offer NUMBER, to be handed to its partner. No passphrase is needed."""
    for path in asyncio.run(_hand(config, number, output)):
        click.echo(path)


def _listed(given: str) -> list[str]:
    return [code.strip() for code in given.split(",") if code.strip()]


def _code(codes: type[T], given: str, option: str) -> T:
    try:
        return codes(given.casefold())  # type: ignore[call-arg]
    except ValueError:
        raise click.UsageError(f"{option} does not know one of the codes") from None


async def _sign(
    config: Config, passphrase_file: Path | None, work: Callable[[Unit, GroupKeys], Awaitable[None]]
) -> None:
    from bots.staff.wiring import open_database, unlock

    keys = await unlock(config, ask_passphrase(passphrase_file))
    async with open_database(config) as database:
        await database.write(lambda unit: work(unit, keys))


async def _read(config: Config) -> tuple[Partner, ...]:
    from bots.staff.wiring import open_database, public_keys
    from triage.referral import directory

    key = public_keys(config).roster
    async with open_database(config) as database:
        known = await database.read(lambda unit: directory.read(unit, key))
    if known.forged:
        click.echo(f"{known.forged} rows were not signed by this group and are ignored: see solidarity check", err=True)
    return known.partners


async def _hand(config: Config, number: int, output: Path) -> list[Path]:
    from bots.staff.wiring import open_database
    from storage.blobs import BlobStore
    from triage.referral.handing import read_files

    async with open_database(config) as database:
        files = await database.read(lambda unit: read_files(unit, number))
    if not files:
        raise NothingToHand("nothing waits to be handed over under this number")
    blobs = BlobStore.open(config.blobs.url)
    try:
        await asyncio.to_thread(output.mkdir, mode=0o700, parents=True, exist_ok=True)
        return [await _write(file, output, blobs) for file in files]
    except OSError as error:
        raise NotWritten(f"{output} cannot be filled: {error.strerror}") from None


async def _write(file: "HandedOut", folder: Path, blobs: "BlobStore") -> Path:
    """Write one file, which nobody else on this machine may read; one that lies there from before is replaced."""
    from bots.staff.handing import Hand, gather

    path = folder / file.name
    path.unlink(missing_ok=True)
    letter = Hand(name=file.name, header=file.header, payload=file.payload, blob=file.blob)
    handle = await asyncio.to_thread(os.open, path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as target:
        async for chunk in gather(letter, blobs):
            target.write(chunk)
    return path
