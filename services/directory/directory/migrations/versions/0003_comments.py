"""Comments on places.

Revision ID: 0003
"""

from alembic import op

from discussion import revisions

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    revisions.create_tables(op)


def downgrade() -> None:
    revisions.drop_tables(op)
