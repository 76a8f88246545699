"""What follows from a decision: actions, and what takes two people."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from storage.database.columns import Instant, Ranked
from storage.database.tables.metadata import metadata
from storage.documents import Urgency

actions = Table(
    "actions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", String(32), nullable=False),
    Column("document", String(32), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("owner", String(32), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("status", String(16), nullable=False),
    Column("priority", Ranked(Urgency.EMERGENCY, Urgency.URGENT, Urgency.NORMAL), nullable=False),
    Index("ix_actions_case", "case", "number"),
    Index("ix_actions_owner", "owner", "status", "due_at"),
    Index("ix_actions_status", "status", "due_at"),
    # A number that was spoken of once never means another action.
    sqlite_autoincrement=True,
)

proposals = Table(
    "proposals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("case", String(32), nullable=False),
    Column("by", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("payload", LargeBinary),
    Column("approved_by", String(32)),
    Column("approved_at", Instant),
    Column("refused_by", String(32)),
    Column("refused_at", Instant),
    Column("signature", LargeBinary, nullable=False),
    Index("ix_proposals_case", "case", "number"),
    sqlite_autoincrement=True,
)
