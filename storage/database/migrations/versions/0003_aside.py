"""What was set aside is counted without a look at all that was ever delivered.

Types are written out here, not imported: what a revision made must not change with the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    aside = sa.text("set_aside_at IS NOT NULL")
    op.create_index("ix_inbox_aside", "inbox", ["account"], sqlite_where=aside, postgresql_where=aside)
