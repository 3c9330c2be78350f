"""People and their mandates, what they say and wish, and how places change.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name=op.f("erasure_pkey")),
    )
    op.create_table(
        "favourite",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('place', 'network', 'tool', 'partner')", name=op.f("favourite_kind_check")),
        sa.PrimaryKeyConstraint("person_id", "kind", "subject_id", name=op.f("favourite_pkey")),
    )
    op.create_index("favourite_subject_idx", "favourite", ["kind", "subject_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("organisation_kind", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "organisation_kind in ('place', 'network', 'partner')", name=op.f("invitation_organisation_kind_check")
        ),
        sa.CheckConstraint("outcome in ('accepted', 'revoked')", name=op.f("invitation_outcome_check")),
        sa.CheckConstraint("role in ('member', 'editor', 'steward')", name=op.f("invitation_role_check")),
        sa.CheckConstraint("(outcome is null) = (ended_at is null)", name=op.f("invitation_ended_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("invitation_pkey")),
        sa.UniqueConstraint("token_hash", name=op.f("invitation_token_hash_key")),
    )
    op.create_index("invitation_organisation_idx", "invitation", ["organisation_kind", "organisation_id"], unique=False)
    op.create_table(
        "mandate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("named", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_kind", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "organisation_kind in ('place', 'network', 'partner')", name=op.f("mandate_organisation_kind_check")
        ),
        sa.CheckConstraint("role in ('member', 'editor', 'steward')", name=op.f("mandate_role_check")),
        sa.CheckConstraint(
            "state in ('requested', 'granted', 'refused', 'withdrawn', 'revoked', 'resigned')",
            name=op.f("mandate_state_check"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("mandate_pkey")),
    )
    op.create_index(
        "mandate_one_granted_key",
        "mandate",
        ["person_id", "organisation_kind", "organisation_id"],
        unique=True,
        postgresql_where=sa.text("state = 'granted'"),
    )
    op.create_index(
        "mandate_one_requested_key",
        "mandate",
        ["person_id", "organisation_kind", "organisation_id"],
        unique=True,
        postgresql_where=sa.text("state = 'requested'"),
    )
    op.create_index(
        "mandate_organisation_idx", "mandate", ["organisation_kind", "organisation_id", "state"], unique=False
    )
    op.create_index("mandate_person_idx", "mandate", ["person_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("person_pkey")),
    )
    op.create_table(
        "addition",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("networks", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("outcome in ('confirmed', 'rejected')", name=op.f("addition_outcome_check")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("addition_place_id_fkey")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("addition_pkey")),
    )
    op.create_index(op.f("addition_added_by_idx"), "addition", ["added_by"], unique=False)
    op.create_index(
        "addition_waiting_idx", "addition", ["added_at"], unique=False, postgresql_where=sa.text("outcome is null")
    )
    op.create_table(
        "confirmation",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("on_behalf_of", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("word", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "on_behalf_of in ('network', 'place', 'moderation')", name=op.f("confirmation_on_behalf_of_check")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("confirmation_place_id_fkey")),
        sa.PrimaryKeyConstraint("place_id", "person_id", name=op.f("confirmation_pkey")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("base_revision", sa.Integer(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("accepted", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state in ('proposed', 'accepted', 'refused', 'withdrawn')", name=op.f("correction_state_check")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("correction_place_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("correction_pkey")),
    )
    op.create_index("correction_place_idx", "correction", ["place_id", "state"], unique=False)
    op.create_index(op.f("correction_proposed_by_idx"), "correction", ["proposed_by"], unique=False)
    op.create_table(
        "mandate_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("mandate_step_mandate_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("mandate_step_pkey")),
    )
    op.create_index(op.f("mandate_step_mandate_id_idx"), "mandate_step", ["mandate_id"], unique=False)
    op.create_table(
        "merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("moved", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("undo_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("gone_id <> into_id", name=op.f("merge_two_places_check")),
        sa.ForeignKeyConstraint(["gone_id"], ["place.id"], name=op.f("merge_gone_id_fkey")),
        sa.ForeignKeyConstraint(["into_id"], ["place.id"], name=op.f("merge_into_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("merge_pkey")),
    )
    op.create_index(op.f("merge_gone_id_idx"), "merge", ["gone_id"], unique=False)
    op.create_index(op.f("merge_into_id_idx"), "merge", ["into_id"], unique=False)
    op.create_table(
        "neighbourhood",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("neighbour_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("declared_by", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("place_id <> neighbour_id", name=op.f("neighbourhood_two_places_check")),
        sa.ForeignKeyConstraint(["neighbour_id"], ["place.id"], name=op.f("neighbourhood_neighbour_id_fkey")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("neighbourhood_place_id_fkey")),
        sa.PrimaryKeyConstraint("place_id", "neighbour_id", name=op.f("neighbourhood_pkey")),
    )
    op.create_index(op.f("neighbourhood_neighbour_id_idx"), "neighbourhood", ["neighbour_id"], unique=False)
    op.create_table(
        "place_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("correction_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("changes", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.ForeignKeyConstraint(["correction_id"], ["correction.id"], name=op.f("place_change_correction_id_fkey")),
        sa.CheckConstraint("said_by in ('person', 'source', 'demo')", name=op.f("place_change_said_by_check")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("place_change_place_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("place_change_pkey")),
    )
    op.create_index(
        "place_change_person_idx",
        "place_change",
        ["person_id"],
        unique=False,
        postgresql_where=sa.text("person_id is not null"),
    )
    op.create_index(
        "place_change_place_idx",
        "place_change",
        ["place_id", sa.literal_column("revision desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_table(
        "testimonial",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("reply_by", sa.Uuid(), nullable=True),
        sa.Column("reply_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('pending', 'published', 'hidden', 'withdrawn')", name=op.f("testimonial_state_check")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("testimonial_place_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("testimonial_pkey")),
        sa.UniqueConstraint("place_id", "person_id", name=op.f("testimonial_place_id_person_id_key")),
    )
    op.create_index(
        "testimonial_pending_idx",
        "testimonial",
        ["written_at"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(op.f("testimonial_person_id_idx"), "testimonial", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("testimonial_person_id_idx"), table_name="testimonial")
    op.drop_index("testimonial_pending_idx", table_name="testimonial", postgresql_where=sa.text("state = 'pending'"))
    op.drop_table("testimonial")
    op.drop_index("place_change_place_idx", table_name="place_change")
    op.drop_index(
        "place_change_person_idx", table_name="place_change", postgresql_where=sa.text("person_id is not null")
    )
    op.drop_table("place_change")
    op.drop_index(op.f("neighbourhood_neighbour_id_idx"), table_name="neighbourhood")
    op.drop_table("neighbourhood")
    op.drop_index(op.f("merge_into_id_idx"), table_name="merge")
    op.drop_index(op.f("merge_gone_id_idx"), table_name="merge")
    op.drop_table("merge")
    op.drop_index(op.f("mandate_step_mandate_id_idx"), table_name="mandate_step")
    op.drop_table("mandate_step")
    op.drop_index(op.f("correction_proposed_by_idx"), table_name="correction")
    op.drop_index("correction_place_idx", table_name="correction")
    op.drop_table("correction")
    op.drop_table("confirmation")
    op.drop_index("addition_waiting_idx", table_name="addition", postgresql_where=sa.text("outcome is null"))
    op.drop_index(op.f("addition_added_by_idx"), table_name="addition")
    op.drop_table("addition")
    op.drop_table("person")
    op.drop_index("mandate_person_idx", table_name="mandate")
    op.drop_index("mandate_organisation_idx", table_name="mandate")
    op.drop_index("mandate_one_requested_key", table_name="mandate", postgresql_where=sa.text("state = 'requested'"))
    op.drop_index("mandate_one_granted_key", table_name="mandate", postgresql_where=sa.text("state = 'granted'"))
    op.drop_table("mandate")
    op.drop_index("invitation_organisation_idx", table_name="invitation")
    op.drop_table("invitation")
    op.drop_index("favourite_subject_idx", table_name="favourite")
    op.drop_table("favourite")
    op.drop_table("erasure")
