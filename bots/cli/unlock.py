"""``solidarity unlock``: hand the group's passphrase to the running triage."""

import asyncio
from pathlib import Path

import click

from bots.cli.options import ask_passphrase, configured, with_passphrase_file
from bots.config import Config


@click.command("unlock")
@configured
@with_passphrase_file
def command(config: Config, passphrase_file: Path | None) -> None:
    """Unlock the triage that runs on this machine, so that it can open cases."""
    from bots.staff.gate import ask_to_unlock, gate_folder

    asyncio.run(ask_to_unlock(gate_folder(config), ask_passphrase(passphrase_file)))
    click.echo("Triage is unlocked.")
