"""The tables, as the newest revision has them.

Everything a person wrote lies here sealed, in a ``header`` (who can open) and a ``payload``; what remains
readable is what design.md lists. Every change to this module needs a revision in ``migrations/versions``; a
test compares the two.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.database.columns import Instant, Ranked
from storage.documents import Urgency

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

installation = Table(
    "installation",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("deployment", String(32), nullable=False),
    Column("manifest_version", Integer, nullable=False),
    CheckConstraint("one = 1", name="single_row"),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("reference", String(32), nullable=False, unique=True),
    Column("questionnaire", String(16), nullable=False),
    Column("urgency", Ranked(Urgency.EMERGENCY, Urgency.URGENT, Urgency.NORMAL), nullable=False),
    Column("state", String(16), nullable=False),
    Column("decision", String(16)),
    Column("language", String(8), nullable=False),
    Column("holder", String(32)),
    Column("lease_until", Instant),
    Column("received_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    # The queue is read page by page in this order, one state at a time.
    Index("ix_cases_queue", "state", "urgency", "received_at", "id"),
    Index("ix_cases_held", "holder", "state", "urgency", "received_at", "id"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    # No foreign key: attachments arrive before the row of their case.
    Column("case", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("author", String(32)),
    Column("created_at", Instant, nullable=False),
    Column("payload", LargeBinary),
    Column("blob", String(32), unique=True),
    Column("signature", LargeBinary, nullable=False),
    CheckConstraint("(payload IS NULL) <> (blob IS NULL)", name="payload_in_one_place"),
    Index("ix_documents_case", "case", "created_at"),
)

headers = Table(
    "headers",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("header", LargeBinary, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("locator", String(32), primary_key=True),
    Column("case", String(32), nullable=False, unique=True),
    Column("signature", LargeBinary, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", String(32), nullable=False),
    Column("use", String(16), nullable=False),
    Column("grant", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_consents_case", "case", "number"),
)

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

deadlines = Table(
    "deadlines",
    metadata,
    Column("case", String(32), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("due_at", Instant, nullable=False),
    Column("met_at", Instant),
)
deadline_runs = deadlines.c.met_at.is_(None)
Index("ix_deadlines_running", deadlines.c.due_at, sqlite_where=deadline_runs, postgresql_where=deadline_runs)

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
    Index("ix_alerts_case", "case"),
    sqlite_autoincrement=True,
)
alert_rings = alerts.c.acknowledged_at.is_(None)
Index("ix_alerts_ringing", alerts.c.due_at, sqlite_where=alert_rings, postgresql_where=alert_rings)

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

step_ups = Table(
    "step_ups",
    metadata,
    Column("member", String(32), primary_key=True),
    Column("step", Integer, nullable=False),
)

addresses = Table(
    "addresses",
    metadata,
    Column("case", String(32), primary_key=True),
    Column("header", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

tidings = Table(
    "tidings",
    metadata,
    Column("case", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
    Index("ix_tidings_at", "at"),
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
