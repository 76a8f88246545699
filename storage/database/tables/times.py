"""What members were told by the clock: of which deadline whom, and on which day whose digest came."""

from sqlalchemy import Column, String, Table

from storage.database.columns import Instant
from storage.database.tables.metadata import metadata

reminders = Table(
    "reminders",
    metadata,
    Column("case", String(32), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("item", String(32), primary_key=True),
    Column("member", String(32), primary_key=True),
    Column("stage_at", Instant, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("member", String(32), primary_key=True),
    Column("day", String(10), nullable=False),
)
