"""What people have edited is theirs; neighbourhoods are announced.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CATALOGUE = ("network", "partner", "tool")


def upgrade() -> None:
    for noun in CATALOGUE:
        op.add_column(noun, sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
    identity = sa.Column("id", sa.Uuid(), server_default=sa.func.gen_random_uuid(), nullable=False)
    op.add_column("neighbourhood", identity)
    op.create_unique_constraint(op.f("neighbourhood_id_key"), "neighbourhood", ["id"])
    op.add_column("neighbourhood", sa.Column("revision", sa.Integer(), server_default="1", nullable=False))
    op.add_column("neighbourhood", sa.Column("state", sa.Text(), server_default="declared", nullable=False))
    op.create_check_constraint(op.f("neighbourhood_state_check"), "neighbourhood", "state in ('declared', 'withdrawn')")
    op.add_column("neighbourhood", sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("update neighbourhood set updated_at = since")
    op.alter_column("neighbourhood", "updated_at", nullable=False)


def downgrade() -> None:
    op.execute("delete from neighbourhood where state = 'withdrawn'")
    for column in ("updated_at", "state", "revision", "id"):
        op.drop_column("neighbourhood", column)
    for noun in reversed(CATALOGUE):
        op.drop_column(noun, "edited_at")
