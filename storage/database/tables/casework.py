"""What members note about a case in readable columns: tags, links, open requests, and the keyed index of names."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from storage.database.columns import Instant
from storage.database.tables.metadata import metadata

requests = Table(
    "requests",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("case", String(32), nullable=False),
    Column("what", String(16), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("answered_at", Instant),
    Index("ix_requests_case", "case", "asked_at"),
)

tags = Table(
    "tags",
    metadata,
    Column("case", String(32), primary_key=True),
    Column("tag", String(24), primary_key=True),
    Index("ix_tags_tag", "tag", "case"),
)

# A link stands here once from either side, so that each side is found and erased by its own case.
links = Table(
    "links",
    metadata,
    Column("case", String(32), primary_key=True),
    Column("other", String(32), primary_key=True),
    # Nothing: somebody has looked, and they have nothing in common.
    Column("tie", String(16)),
    Index("ix_links_other", "other"),
)

names = Table(
    "names",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    # Counts the persons whom a document names.
    Column("person", Integer, primary_key=True, autoincrement=False),
    Column("token", String(32), primary_key=True),
    Column("case", String(32), nullable=False),
    Index("ix_names_token", "token", "case"),
    Index("ix_names_case", "case"),
)

# A document that names nobody was read as well.
indexed = Table(
    "indexed",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Instant, nullable=False),
)
