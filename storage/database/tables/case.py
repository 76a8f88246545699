"""What is kept of a case beside its work: its row, its sealed documents, who may open them, what was agreed to."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.database.columns import Instant, Ranked
from storage.database.tables.metadata import metadata
from storage.documents import Urgency

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

deadlines = Table(
    "deadlines",
    metadata,
    Column("case", String(32), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("item", String(32), primary_key=True, server_default=""),
    Column("due_at", Instant, nullable=False),
    Column("met_at", Instant),
)

deadline_runs = deadlines.c.met_at.is_(None)

Index("ix_deadlines_running", deadlines.c.due_at, sqlite_where=deadline_runs, postgresql_where=deadline_runs)

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
