"""Partners, and the cases that are offered to them."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table

from storage.database.columns import Instant
from storage.database.tables.metadata import metadata

partners = Table(
    "partners",
    metadata,
    Column("id", String(32), primary_key=True),
    # Readable, and signed: a triage that is locked must know whom to offer a case to next.
    Column("name", String(64), nullable=False, unique=True),
    Column("offers", String(256), nullable=False),
    Column("places", String(512), nullable=False),
    Column("languages", String(64), nullable=False),
    Column("number", String(32)),
    Column("recipient", String(2048), nullable=False),
    Column("verified_at", Instant, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

referrals = Table(
    "referrals",
    metadata,
    # The id of the sealed document in which it was ordered.
    Column("id", String(32), primary_key=True),
    Column("case", String(32), nullable=False),
    Column("by", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("override", Boolean, nullable=False),
    Column("answer_minutes", Integer, nullable=False),
    Column("reviewed_by", String(32)),
    Column("reviewed_at", Instant),
    Column("right", Boolean),
    Index("ix_referrals_case", "case", "at"),
)

offers = Table(
    "offers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("referral", String(32), nullable=False),
    Column("case", String(32), nullable=False),
    Column("partner", String(32), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("by_hand", Boolean, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    # Of the age key that the package is sealed to: a partner may have another one when its turn comes.
    Column("key", String(64), nullable=False),
    Column("offered_at", Instant),
    Column("delivered_at", Instant),
    Column("due_at", Instant),
    Column("answered_at", Instant),
    # What follows from how it ended has been done, for the partner's part and for ours.
    Column("settled", Boolean, nullable=False),
    Index("ix_offers_case", "case", "number"),
    Index("ix_offers_state", "settled", "state"),
    sqlite_autoincrement=True,
)

parcels = Table(
    "parcels",
    metadata,
    Column("offer", Integer, primary_key=True),
    # An attached file, whose payload lies with the case; the package itself has no document and a payload here.
    Column("document", String(32), primary_key=True),
    Column("case", String(32), nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("payload", LargeBinary),
    Column("size", Integer, nullable=False),
    Index("ix_parcels_case", "case"),
)
