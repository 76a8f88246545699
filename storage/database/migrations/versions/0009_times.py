"""Who was reminded of which deadline, and on which day whose digest came.

Types are written out here, not imported: what a revision made must not change with the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("case", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("stage_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case", "kind", "item", "member", name=op.f("pk_reminders")),
    )
    op.create_table(
        "digests",
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_digests")),
    )
