"""First."""

import sqlalchemy as sa
from alembic import op

from chassis import migrations
from discussion import revisions

revision, down_revision = "0001", None


def upgrade() -> None:
    migrations.create_bus_tables(op)
    revisions.create_tables(op)
    op.create_table(
        "bench",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("owner", sa.Uuid(), nullable=True),
        sa.Column("keeper", sa.Uuid(), nullable=True),
        sa.Column("attic", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="bench_pkey"),
    )
