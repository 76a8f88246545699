"""The rota, swaps, pagers, calls that were made, and the pulse of each process.

Types are written out here, not imported: what a revision made must not change with the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

CALLED = sa.text("silenced_at IS NULL")


def upgrade() -> None:
    op.add_column("alerts", sa.Column("kind", sa.String(length=8), nullable=False, server_default="case"))
    op.add_column("alerts", sa.Column("until", sa.BigInteger(), nullable=True))
    op.create_table(
        "shifts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("days", sa.String(length=32), nullable=False),
        sa.Column("start", sa.String(length=5), nullable=False),
        sa.Column("end", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("duty", sa.String(length=8), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_shifts")),
        sa.UniqueConstraint("id", name=op.f("uq_shifts_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_shifts_member", "shifts", ["member"])
    op.create_table(
        "swaps",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("shift", sa.String(length=32), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("giver", sa.String(length=32), nullable=False),
        sa.Column("taker", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_swaps")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_swaps_shift", "swaps", ["shift", "day"])
    op.create_table(
        "hours",
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("quiet_from", sa.String(length=5), nullable=True),
        sa.Column("quiet_to", sa.String(length=5), nullable=True),
        sa.Column("digest_at", sa.String(length=5), nullable=True),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_hours")),
    )
    op.create_table(
        "pagers",
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("url", sa.String(length=2048), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_pagers")),
    )
    op.create_table(
        "pulses",
        sa.Column("process", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_pulses")),
    )
    op.create_table(
        "calls",
        sa.Column("alert", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=True),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("silenced_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("alert", "place", name=op.f("pk_calls")),
    )
    op.create_index("ix_calls_open", "calls", ["place"], sqlite_where=CALLED, postgresql_where=CALLED)
