"""What a departure leaves behind.

Types are written out here, not imported: what a revision made must not change with the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "departures",
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("manifest", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_departures")),
    )
