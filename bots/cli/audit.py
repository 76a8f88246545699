"""``solidarity audit``: the log of who did what to which case."""

import asyncio

import click

from bots.cli.options import clock, configured
from bots.config import Config
from storage import audit
from storage.errors import PermanentError


class ChainBroken(PermanentError):
    """The audit log was tampered with: a row was changed, removed or moved."""

    hint = "keep this database apart, compare with a backup, and tell the group"


@click.group("audit")
def command() -> None:
    """The log of who did what to which case."""


@command.command("verify")
@configured
def verify(config: Config) -> None:
    """Follow the chain of the log from its first row to its last."""
    verdict = asyncio.run(_verify(config))
    if verdict.broken_at is not None:
        raise ChainBroken(f"the audit log is broken at row {verdict.broken_at}")
    click.echo(f"The audit log is intact: {verdict.entries} rows, head {verdict.head}")


async def _verify(config: Config) -> audit.Verdict:
    from bots.staff.wiring import open_database

    async with open_database(config) as database:
        verdict = await database.read(audit.verify)
        await database.write(
            lambda unit: audit.write(unit, at=clock(), actor=audit.OPERATOR, act=audit.Act.AUDIT_VERIFIED)
        )
        return verdict
