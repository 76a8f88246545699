"""Pulses: when each process last said that it lives, so that the other notices when it does not.

On the path of the watch that one process keeps over the other. A row holds the name of a process and a time.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from storage.database import Unit, tables


class Process(StrEnum):
    """What has a pulse."""

    INTAKE = "intake"
    TRIAGE = "triage"
    UNLOCKED = "unlocked"  # triage while it holds the group's keys


_TABLE = tables.pulses


async def beat(unit: Unit, process: Process, at: datetime) -> None:
    """Say that a process lives; the last beat stands, also after the clock was set back."""
    row = unit.insert(_TABLE).values(process=process, at=at)
    await unit.execute(row.on_conflict_do_update(index_elements=[_TABLE.c.process], set_={"at": at}))


async def last(unit: Unit, process: Process) -> datetime | None:
    """When a process last said so; None if it never did."""
    return (await unit.execute(select(_TABLE.c.at).where(_TABLE.c.process == process))).scalar_one_or_none()
