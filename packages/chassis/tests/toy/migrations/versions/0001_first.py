"""First."""

import sqlalchemy as sa
from alembic import op

from chassis import migrations

revision, down_revision = "0001", None


def upgrade() -> None:
    migrations.create_bus_tables(op)
    number = sa.Integer()
    op.create_table(
        "jar",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.Column("sweets", number, nullable=False),
        sa.PrimaryKeyConstraint("id", name="jar_pkey"),
    )
    op.create_table(
        "fill",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.Column("sweets", number, nullable=False),
        sa.PrimaryKeyConstraint("id", name="fill_pkey"),
    )
    op.execute(
        "create function refuse_late() returns trigger language plpgsql as"
        " $$ begin if new.sweets = 99 then raise exception 'late'; end if; return new; end $$"
    )
    op.execute(
        "create constraint trigger refuse_late after update on jar deferrable initially deferred"
        " for each row execute function refuse_late()"
    )
