"""Of a mandate that ended it may be forgotten whose it was; accounts are removed when it is their turn.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OPEN_ONES_HAVE_A_PERSON = "person_id is not null or state not in ('requested', 'granted')"


def upgrade() -> None:
    op.alter_column("mandate", "person_id", nullable=True)
    op.create_check_constraint(op.f("mandate_person_check"), "mandate", OPEN_ONES_HAVE_A_PERSON)
    op.add_column("erasure", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("mandate_step_by_idx", "mandate_step", ["by"], postgresql_where=sa.text("by is not null"))
    left = sa.text("action = 'without_successor'")
    op.create_index("mandate_step_left_idx", "mandate_step", ["mandate_id"], postgresql_where=left)


def downgrade() -> None:
    op.drop_index("mandate_step_left_idx", table_name="mandate_step")
    op.drop_index("mandate_step_by_idx", table_name="mandate_step")
    op.drop_column("erasure", "due_at")
    op.drop_constraint(op.f("mandate_person_check"), "mandate")
    op.execute("update mandate set person_id = gen_random_uuid() where person_id is null")
    op.alter_column("mandate", "person_id", nullable=False)
