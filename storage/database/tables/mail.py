"""What is on its way: drafts, updates, letters, and what is known of the lines that carry them."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from storage.database.columns import Instant
from storage.database.tables.metadata import metadata

drafts = Table(
    "drafts",
    metadata,
    Column("chat", String(32), primary_key=True),
    # Not unique: whoever returns with a receipt code may write beside the chat in which the case began.
    Column("case", String(32), nullable=False),
    Column("key", String(16), nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index("ix_drafts_case", "case"),
    Index("ix_drafts_changed_at", "changed_at"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("account", String(64), nullable=False),
    Column("update_id", String(128), nullable=False),
    # Chat, header and payload go once the update is done; account and update id stay to recognise a repetition.
    Column("chat", String(32)),
    Column("header", LargeBinary),
    Column("payload", LargeBinary),
    Column("received_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("set_aside_at", Instant),
    UniqueConstraint("account", "update_id"),
    CheckConstraint("(chat IS NULL) = (header IS NULL) AND (chat IS NULL) = (payload IS NULL)", name="whole_or_done"),
    # An update never takes the number of one before it, even of one that was pruned.
    sqlite_autoincrement=True,
)

inbox_waits = inbox.c.chat.is_not(None) & inbox.c.set_aside_at.is_(None)

Index("ix_inbox_waiting", inbox.c.chat, inbox.c.number, sqlite_where=inbox_waits, postgresql_where=inbox_waits)

# Counted every second, and hardly ever there.
inbox_aside = inbox.c.set_aside_at.is_not(None)

Index("ix_inbox_aside", inbox.c.account, sqlite_where=inbox_aside, postgresql_where=inbox_aside)

outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("account", String(64), nullable=False),
    Column("chat", String(32), nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index("ix_outbox_account", "account", "number"),
    Index("ix_outbox_chat", "account", "chat", "number"),
    sqlite_autoincrement=True,
)

traces = Table(
    "traces",
    metadata,
    Column("chat", String(32), primary_key=True),
    Column("header", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index("ix_traces_changed_at", "changed_at"),
)

pauses = Table(
    "pauses",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("challenges", Text, nullable=False),
)

listenings = Table(
    "listenings",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("at", Instant, nullable=False),
)

gaps = Table(
    "gaps",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("since", Instant, primary_key=True),
    Column("until", Instant, nullable=False),
    Index("ix_gaps_until", "until"),
)

crossings = Table(
    "crossings",
    metadata,
    Column("locator", String(64), primary_key=True),
    # One chat's unfinished interview is on its way to one place.
    Column("chat", String(32), nullable=False, unique=True),
    Column("header", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("until", Instant, nullable=False),
    Index("ix_crossings_until", "until"),
)
