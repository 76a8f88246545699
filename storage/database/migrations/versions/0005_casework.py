"""What members note about a case: tags, links, open requests, the index of names; several deadlines of one kind.

Types are written out here, not imported: what a revision made must not change with the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("deadlines", recreate="always") as deadlines:
        deadlines.add_column(sa.Column("item", sa.String(length=32), nullable=False, server_default=""))
        deadlines.drop_constraint("pk_deadlines", type_="primary")
        deadlines.create_primary_key("pk_deadlines", ["case", "kind", "item"])
    op.create_table(
        "requests",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("case", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_requests_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_requests")),
    )
    op.create_index("ix_requests_case", "requests", ["case", "asked_at"])
    op.create_table(
        "tags",
        sa.Column("case", sa.String(length=32), nullable=False),
        sa.Column("tag", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("case", "tag", name=op.f("pk_tags")),
    )
    op.create_index("ix_tags_tag", "tags", ["tag", "case"])
    op.create_table(
        "links",
        sa.Column("case", sa.String(length=32), nullable=False),
        sa.Column("other", sa.String(length=32), nullable=False),
        sa.Column("tie", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("case", "other", name=op.f("pk_links")),
    )
    op.create_index("ix_links_other", "links", ["other"])
    op.create_table(
        "names",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("case", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_names_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "person", "token", name=op.f("pk_names")),
    )
    op.create_index("ix_names_token", "names", ["token", "case"])
    op.create_index("ix_names_case", "names", ["case"])
    op.create_table(
        "indexed",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_indexed_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_indexed")),
    )
