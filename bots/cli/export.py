"""``solidarity export``: the sealed files of a case, as they lie."""

import asyncio
from pathlib import Path

import click

from bots.cli.options import clock, configured
from bots.config import Config
from storage.ids import Reference


@click.command("export")
@configured
@click.argument("reference", metavar="REF")
@click.option("--as", "form", type=click.Choice(["age"]), required=True, help="age: sealed files, for any age program.")
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="A new folder."
)
def command(config: Config, reference: str, form: str, folder: Path) -> None:  # noqa: ARG001 - there is one form yet
    """Write the sealed files of the case REF to a folder, one age file a document.

    They open with keys/group.age in any age program that knows hybrid recipients (age 1.3, age-encryption). Documents
    are JSON; attachments are the original bytes, and their names stand in the submission. No passphrase is needed:
    nothing is opened. It takes two members to be for it: where nobody has approved it, that is said and logged.
    """
    from bots.staff.export import write_case

    written = asyncio.run(write_case(config, Reference(reference.strip().lower()), folder, now=clock()))
    for path in written.paths:
        click.echo(str(path))
    if not written.approved:
        click.echo("no second member was for this export, and the audit log says so", err=True)
        click.echo(f"hint: next time export {reference} and approve, each by another member, at the desk", err=True)
