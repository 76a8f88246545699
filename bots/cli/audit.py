"""``solidarity audit``: the log of who did what to which case."""

import asyncio
import re

import click

from bots.cli.options import clock, configured
from bots.config import Config
from storage import audit
from storage.errors import PermanentError


class ChainBroken(PermanentError):
    """The audit log was tampered with: a row was changed, removed or moved."""

    hint = "keep this database apart, compare with a backup, and tell the group"


class CheckpointParameter(click.ParamType[audit.Checkpoint]):
    """A checkpoint as ``audit verify`` prints it: the number of rows, a colon, the digest of the last one."""

    name = "ENTRIES:HEAD"

    def convert(
        self, value: str | audit.Checkpoint, param: click.Parameter | None, ctx: click.Context | None
    ) -> audit.Checkpoint:
        """Read one."""
        if isinstance(value, audit.Checkpoint):
            return value
        found = re.fullmatch(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", value.strip())
        if found is None:
            self.fail("a checkpoint is what audit verify printed: a number, a colon, 64 hexadecimal digits", param, ctx)
        return audit.Checkpoint(entries=int(found[1]), head=found[2])


@click.group("audit")
def command() -> None:
    """The log of who did what to which case."""


@command.command("verify")
@configured
@click.option(
    "--since",
    "kept",
    type=CheckpointParameter(),
    help="A checkpoint that an earlier run printed: the log must have come through it.",
)
def verify(config: Config, kept: audit.Checkpoint | None) -> None:
    """Follow the chain of the log from its first row to its last.

    Prints a checkpoint. Keep it where nobody who writes to the database can reach it, and give it back with --since: a
    log whose end was cut off, or that was written anew, shows only against it.
    """
    verdict = asyncio.run(_verify(config, kept))
    if verdict.broken_at is not None:
        raise ChainBroken(f"the audit log is broken at row {verdict.broken_at}")
    click.echo(f"The audit log is intact: {verdict.entries} rows, checkpoint {verdict.entries}:{verdict.head}")


async def _verify(config: Config, kept: audit.Checkpoint | None) -> audit.Verdict:
    from bots.staff.wiring import open_database

    async with open_database(config) as database:
        verdict = await database.read(lambda unit: audit.verify(unit, kept))
        await database.write(
            lambda unit: audit.write(unit, at=clock(), actor=audit.OPERATOR, act=audit.Act.AUDIT_VERIFIED)
        )
        return verdict
