"""Everything the directory keeps, and its outbox and inbox.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from chassis import migrations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    migrations.create_bus_tables(op)
    op.create_table(
        "network",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("name_key", sa.String(collation="C"), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("links", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('regional', 'thematic')", name=op.f("network_kind_check")),
        sa.CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name=op.f("network_slug_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("network_pkey")),
        sa.UniqueConstraint("slug", name=op.f("network_slug_key")),
    )
    op.create_table(
        "partner",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name_key", sa.String(collation="C"), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("links", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('funder', 'public_body', 'maker')", name=op.f("partner_kind_check")),
        sa.CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name=op.f("partner_slug_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("partner_pkey")),
        sa.UniqueConstraint("slug", name=op.f("partner_slug_key")),
    )
    op.create_table(
        "place",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("typologies", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("bearer_name", sa.Text(), nullable=True),
        sa.Column("bearer_legal_form", sa.Text(), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("complement", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("commune_code", sa.Text(), nullable=True),
        sa.Column("commune", sa.Text(), nullable=True),
        sa.Column("departement_code", sa.Text(), nullable=True),
        sa.Column("departement", sa.Text(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("opening_hours", sa.Text(), nullable=True),
        sa.Column("total_m2", sa.Integer(), nullable=True),
        sa.Column("workspace_m2", sa.Integer(), nullable=True),
        sa.Column("events_m2", sa.Integer(), nullable=True),
        sa.Column("labels", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("links", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("founded", sa.Text(), nullable=True),
        sa.Column("completeness", sa.SmallInteger(), nullable=False),
        sa.Column("sources", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'merged') = (merged_into is not null)", name=op.f("place_merged_into_another_check")
        ),
        sa.CheckConstraint("founded ~ '^\\d{4}(-\\d{2}(-\\d{2})?)?$'", name=op.f("place_founded_check")),
        sa.CheckConstraint(
            "precision in ('address', 'street', 'commune', 'approximate')", name=op.f("place_precision_check")
        ),
        sa.CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name=op.f("place_slug_check")),
        sa.CheckConstraint("state in ('draft', 'published', 'closed', 'merged')", name=op.f("place_state_check")),
        sa.CheckConstraint("completeness between 0 and 100", name=op.f("place_completeness_check")),
        sa.CheckConstraint(
            "latitude between -85 and 85 and longitude between -180 and 180", name=op.f("place_on_the_map_check")
        ),
        sa.CheckConstraint("merged_into <> id", name=op.f("place_not_into_itself_check")),
        sa.CheckConstraint("num_nulls(latitude, longitude, precision) in (0, 3)", name=op.f("place_located_check")),
        sa.CheckConstraint("score between 0 and 1", name=op.f("place_score_check")),
        sa.CheckConstraint("total_m2 > 0 and workspace_m2 > 0 and events_m2 > 0", name=op.f("place_surfaces_check")),
        sa.ForeignKeyConstraint(["merged_into"], ["place.id"], name=op.f("place_merged_into_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("place_pkey")),
        sa.UniqueConstraint("slug", name=op.f("place_slug_key")),
    )
    op.create_index("place_commune_code_idx", "place", ["commune_code"], unique=False)
    op.create_index(op.f("place_merged_into_idx"), "place", ["merged_into"], unique=False)
    op.create_index(
        "place_slug_family_idx", "place", [sa.literal_column("regexp_replace(slug, '-[0-9]+$', '')")], unique=False
    )
    op.create_table(
        "trait",
        sa.Column("tag", sa.String(collation="C"), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name=op.f("trait_pkey")),
        sa.UniqueConstraint("code", name=op.f("trait_code_key")),
    )
    op.create_table(
        "membership",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("membership_network_id_fkey")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("membership_place_id_fkey")),
        sa.PrimaryKeyConstraint("place_id", "network_id", name=op.f("membership_pkey")),
    )
    op.create_index(op.f("membership_network_id_idx"), "membership", ["network_id"], unique=False)
    op.create_table(
        "place_document",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["place.id"], name=op.f("place_document_merged_into_fkey")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("place_document_place_id_fkey")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("place_document_pkey")),
        sa.UniqueConstraint("slug", name=op.f("place_document_slug_key")),
    )
    # A document is read whole or not at all, twenty to a list: kept beside its key, never cut up or compressed.
    op.execute("alter table place_document set (toast_tuple_target = 8160)")
    op.create_table(
        "place_feature",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("feature", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("place_feature_place_id_fkey")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("place_feature_pkey")),
    )
    op.create_table(
        "place_origin",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("said", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("row_hash", sa.Text(), nullable=False),
        sa.CheckConstraint("given_by in ('place', 'import', 'demo')", name=op.f("place_origin_given_by_check")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("place_origin_place_id_fkey")),
        sa.PrimaryKeyConstraint("source", "external_id", name=op.f("place_origin_pkey")),
    )
    op.create_index(op.f("place_origin_place_id_idx"), "place_origin", ["place_id"], unique=False)
    op.create_table(
        "place_tag",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.String(collation="C"), nullable=False),
        sa.Column("name_key", sa.String(collation="C"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("traits", sa.ARRAY(sa.BigInteger()), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("place_tag_place_id_fkey")),
        sa.PrimaryKeyConstraint("place_id", "tag", name=op.f("place_tag_pkey")),
    )
    op.create_index(
        "place_tag_by_name_idx",
        "place_tag",
        ["tag", "name_key", "place_id"],
        unique=False,
        postgresql_include=["traits", "updated_at", "latitude", "longitude"],
    )
    op.create_index("place_tag_by_update_idx", "place_tag", ["tag", "updated_at", "place_id"], unique=False)
    op.create_table(
        "suspected_duplicate",
        sa.Column("place_a", sa.Uuid(), nullable=False),
        sa.Column("place_b", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("place_a < place_b", name=op.f("suspected_duplicate_one_way_round_check")),
        sa.CheckConstraint("score between 0 and 1", name=op.f("suspected_duplicate_score_check")),
        sa.ForeignKeyConstraint(["place_a"], ["place.id"], name=op.f("suspected_duplicate_place_a_fkey")),
        sa.ForeignKeyConstraint(["place_b"], ["place.id"], name=op.f("suspected_duplicate_place_b_fkey")),
        sa.PrimaryKeyConstraint("place_a", "place_b", name=op.f("suspected_duplicate_pkey")),
    )
    op.create_index(op.f("suspected_duplicate_place_b_idx"), "suspected_duplicate", ["place_b"], unique=False)
    op.create_table(
        "tool",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("repository", sa.Text(), nullable=True),
        sa.Column("maker_id", sa.Uuid(), nullable=True),
        sa.Column("name_key", sa.String(collation="C"), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("links", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('software', 'data', 'knowledge', 'equipment')", name=op.f("tool_kind_check")),
        sa.CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name=op.f("tool_slug_check")),
        sa.ForeignKeyConstraint(["maker_id"], ["partner.id"], name=op.f("tool_maker_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("tool_pkey")),
        sa.UniqueConstraint("slug", name=op.f("tool_slug_key")),
    )
    op.create_index(op.f("tool_maker_id_idx"), "tool", ["maker_id"], unique=False)
    op.create_table(
        "usage",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("tool_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("satisfaction", sa.SmallInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint("since ~ '^\\d{4}(-\\d{2}(-\\d{2})?)?$'", name=op.f("usage_since_check")),
        sa.CheckConstraint("state in ('declared', 'withdrawn')", name=op.f("usage_state_check")),
        sa.CheckConstraint("satisfaction between 1 and 5", name=op.f("usage_satisfaction_check")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("usage_place_id_fkey")),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name=op.f("usage_tool_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("usage_pkey")),
        sa.UniqueConstraint("place_id", "tool_id", name=op.f("usage_place_id_tool_id_key")),
    )
    op.create_index(op.f("usage_tool_id_idx"), "usage", ["tool_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("usage_tool_id_idx"), table_name="usage")
    op.drop_table("usage")
    op.drop_index(op.f("tool_maker_id_idx"), table_name="tool")
    op.drop_table("tool")
    op.drop_index(op.f("suspected_duplicate_place_b_idx"), table_name="suspected_duplicate")
    op.drop_table("suspected_duplicate")
    op.drop_index("place_tag_by_update_idx", table_name="place_tag")
    op.drop_index(
        "place_tag_by_name_idx",
        table_name="place_tag",
        postgresql_include=["traits", "updated_at", "latitude", "longitude"],
    )
    op.drop_table("place_tag")
    op.drop_index(op.f("place_origin_place_id_idx"), table_name="place_origin")
    op.drop_table("place_origin")
    op.drop_table("place_feature")
    op.drop_table("place_document")
    op.drop_index(op.f("membership_network_id_idx"), table_name="membership")
    op.drop_table("membership")
    op.drop_table("trait")
    op.drop_index("place_slug_family_idx", table_name="place")
    op.drop_index(op.f("place_merged_into_idx"), table_name="place")
    op.drop_index("place_commune_code_idx", table_name="place")
    op.drop_table("place")
    op.drop_table("partner")
    op.drop_table("network")
    migrations.drop_bus_tables(op)
