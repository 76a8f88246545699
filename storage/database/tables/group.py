"""Who we are: the installation, the members, their chats, and the log of what they did."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, String, Table

from storage.database.columns import Instant
from storage.database.tables.metadata import metadata

installation = Table(
    "installation",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("deployment", String(32), nullable=False),
    Column("manifest_version", Integer, nullable=False),
    CheckConstraint("one = 1", name="single_row"),
)

members = Table(
    "members",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("standing", String(16), nullable=False),
    Column("invitation", String(64), unique=True),
    Column("recipient", String(2048)),
    Column("changed_at", Instant, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("epoch", Integer, nullable=False, server_default="0"),
)

audit = Table(
    "audit",
    metadata,
    # Counted by us without a gap, so that a missing row shows.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(32), nullable=False),
    Column("act", String(32), nullable=False),
    Column("case", String(32)),
    Column("code", String(32)),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_audit_case", "case", "number"),
)

bindings = Table(
    "bindings",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("account", String(64), primary_key=True),
    # Readable: a triage that has just been switched on must know its members while it is locked.
    Column("chat", String(128), primary_key=True),
    Column("member", String(32), nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("identity", String(128), nullable=False, server_default=""),
    Index("ix_bindings_member", "member"),
)

suspensions = Table(
    "suspensions",
    metadata,
    Column("member", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
)

vouches = Table(
    "vouches",
    metadata,
    Column("member", String(32), primary_key=True),
    Column("by", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("part", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

departures = Table(
    "departures",
    metadata,
    Column("member", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("manifest", Integer, nullable=False),
)

step_ups = Table(
    "step_ups",
    metadata,
    Column("member", String(32), primary_key=True),
    Column("step", Integer, nullable=False),
)
