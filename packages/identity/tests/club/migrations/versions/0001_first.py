"""First."""

import sqlalchemy as sa
from alembic import op

from chassis import migrations

revision, down_revision = "0001", None


def upgrade() -> None:
    migrations.create_bus_tables(op)
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("club", sa.Uuid(), nullable=False),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="notice_pkey"),
    )
    op.create_table(
        "mandate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=True),
        sa.Column("organisation_kind", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="mandate_pkey"),
    )
    op.create_index("mandate_person_idx", "mandate", ["person"])
