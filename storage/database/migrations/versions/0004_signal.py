"""What a second channel needs: pinned identities, suspensions and the way back, pauses, gaps, interviews that move.

Types are written out here, not imported: what a revision made must not change with the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bindings", sa.Column("identity", sa.String(length=128), nullable=False, server_default=""))
    op.add_column("members", sa.Column("epoch", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "suspensions",
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_suspensions")),
    )
    op.create_table(
        "vouches",
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_vouches")),
    )
    op.create_table(
        "pauses",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("challenges", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_pauses")),
    )
    op.create_table(
        "listenings",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_listenings")),
    )
    op.create_table(
        "gaps",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", "since", name=op.f("pk_gaps")),
    )
    op.create_index("ix_gaps_until", "gaps", ["until"])
    op.create_table(
        "crossings",
        sa.Column("locator", sa.String(length=64), nullable=False),
        sa.Column("chat", sa.String(length=32), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("locator", name=op.f("pk_crossings")),
        sa.UniqueConstraint("chat", name=op.f("uq_crossings_chat")),
    )
    op.create_index("ix_crossings_until", "crossings", ["until"])
