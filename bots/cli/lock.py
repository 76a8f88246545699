"""``solidarity lock``: have the running triage forget the group's keys."""

import asyncio

import click

from bots.cli.options import configured
from bots.config import Config


@click.command("lock")
@configured
def command(config: Config) -> None:
    """Lock the triage that runs on this machine.

    It goes on calling those on duty, and opens nothing.
    """
    from bots.staff.gate import ask_to_lock, gate_folder

    asyncio.run(ask_to_lock(gate_folder(config)))
    click.echo("Triage is locked.")
