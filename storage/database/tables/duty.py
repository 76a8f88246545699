"""Emergencies: who is on duty, who is called, when, and what rings."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from storage.database.columns import Instant
from storage.database.tables.metadata import metadata

alerts = Table(
    "alerts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", String(32), nullable=False),
    Column("reference", String(32), nullable=False),
    Column("person", String(32)),
    Column("step", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("acknowledged_at", Instant),
    Column("acknowledged_by", String(32)),
    Column("kind", String(8), nullable=False, server_default="case"),
    Column("until", Instant),
    Index("ix_alerts_case", "case"),
    sqlite_autoincrement=True,
)

alert_rings = alerts.c.acknowledged_at.is_(None)

Index("ix_alerts_ringing", alerts.c.due_at, sqlite_where=alert_rings, postgresql_where=alert_rings)

shifts = Table(
    "shifts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("member", String(32), nullable=False),
    Column("days", String(32), nullable=False),
    Column("start", String(5), nullable=False),
    Column("end", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("duty", String(8), nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Index("ix_shifts_member", "member"),
    sqlite_autoincrement=True,
)

swaps = Table(
    "swaps",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("shift", String(32), nullable=False),
    Column("day", String(10), nullable=False),
    Column("giver", String(32), nullable=False),
    Column("taker", String(32), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("taken_at", Instant),
    Column("signature", LargeBinary, nullable=False),
    Index("ix_swaps_shift", "shift", "day"),
    sqlite_autoincrement=True,
)

hours = Table(
    "hours",
    metadata,
    Column("member", String(32), primary_key=True),
    Column("zone", String(64)),
    Column("quiet_from", String(5)),
    Column("quiet_to", String(5)),
    Column("digest_at", String(5)),
)

pagers = Table(
    "pagers",
    metadata,
    Column("member", String(32), primary_key=True),
    # Readable, as the chats of members are: an alert must not wait for the group's keys.
    Column("url", String(2048), nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

pulses = Table(
    "pulses",
    metadata,
    Column("process", String(16), primary_key=True),
    Column("at", Instant, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("alert", Integer, primary_key=True, autoincrement=False),
    Column("place", String(32), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("member", String(32)),
    Column("said", Integer, nullable=False),
    Column("first_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("silenced_at", Instant),
)

call_open = calls.c.silenced_at.is_(None)

Index("ix_calls_open", calls.c.place, sqlite_where=call_open, postgresql_where=call_open)
