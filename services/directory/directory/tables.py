"""What the directory keeps: `place` is the truth, value by value; `place_document` and `place_tag` are what is read."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import named_metadata
from chassis.ids import new_id

PARTIAL_DATE = r"~ '^\d{4}(-\d{2}(-\d{2})?)?$'"
# Slugs without their final number: those that a new one may collide with.
SLUG_FAMILY = sa.literal_column("regexp_replace(slug, '-[0-9]+$', '')", sa.Text)
# A position on Mercator's plane (`geometry`), where the nearest of an index are the nearest on the ground.
POINT = "point(longitude, degrees(ln(tan(radians(45::double precision + latitude / 2)))))"
READABLE = "~ '^[a-z0-9]+(-[a-z0-9]+)*$'"  # a slug


def one_of(column: str, *values: str) -> sa.CheckConstraint:
    """A check that the column holds one of these words."""
    return sa.CheckConstraint(f"{column} in ({', '.join(repr(value) for value in values)})", name=column)


class Base(DeclarativeBase):
    """Every table of the directory."""

    metadata = named_metadata()
    type_annotation_map: ClassVar = {
        str: sa.Text,
        datetime: sa.DateTime(timezone=True),
        float: sa.Double,
        UUID: sa.Uuid,
        list[str]: sa.ARRAY(sa.Text),
        list[dict[str, Any]]: JSONB,
        dict[str, Any]: JSONB,
    }


class Subject(Base):
    """What every noun with a public document has: a key, a readable address, and how often it changed."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(unique=True)
    revision: Mapped[int] = mapped_column(server_default="1")
    name: Mapped[str]
    demo: Mapped[bool] = mapped_column(server_default=sa.text("false"))
    updated_at: Mapped[datetime]


class Catalogued(Subject):
    """What networks, partners and tools have besides: they are few, sorted by name, known by their slug."""

    __abstract__ = True

    name_key: Mapped[str] = mapped_column(sa.String(collation="C"))
    summary: Mapped[str | None]
    website: Mapped[str | None]
    links: Mapped[list[dict[str, Any]]]
    document: Mapped[str]


class Network(Catalogued):
    """A network that places belong to."""

    __tablename__ = "network"
    __table_args__ = (one_of("kind", "regional", "thematic"), sa.CheckConstraint(f"slug {READABLE}", name="slug"))

    kind: Mapped[str]
    description: Mapped[str | None]
    region_code: Mapped[str | None]
    region: Mapped[str | None]


class Partner(Catalogued):
    """A funder, a public body or a maker."""

    __tablename__ = "partner"
    __table_args__ = (
        one_of("kind", "funder", "public_body", "maker"),
        sa.CheckConstraint(f"slug {READABLE}", name="slug"),
    )

    kind: Mapped[str]


class Tool(Catalogued):
    """A digital common."""

    __tablename__ = "tool"
    __table_args__ = (
        one_of("kind", "software", "data", "knowledge", "equipment"),
        sa.CheckConstraint(f"slug {READABLE}", name="slug"),
    )

    kind: Mapped[str]
    category: Mapped[str]
    description: Mapped[str | None]
    licence: Mapped[str | None]
    repository: Mapped[str | None]
    maker_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("partner.id"), index=True)


class Place(Subject):
    """A third place, value by value. ``sources`` says of each value who gave it, and when."""

    __tablename__ = "place"
    __table_args__ = (
        one_of("state", "draft", "published", "closed", "merged"),
        one_of("precision", "address", "street", "commune", "approximate"),
        sa.CheckConstraint(f"slug {READABLE}", name="slug"),
        sa.CheckConstraint("(state = 'merged') = (merged_into is not null)", name="merged_into_another"),
        sa.CheckConstraint("merged_into <> id", name="not_into_itself"),
        sa.CheckConstraint(f"founded {PARTIAL_DATE}", name="founded"),
        sa.CheckConstraint("num_nulls(latitude, longitude, precision) in (0, 3)", name="located"),
        sa.CheckConstraint("latitude between -85 and 85 and longitude between -180 and 180", name="on_the_map"),
        sa.CheckConstraint("score between 0 and 1", name="score"),
        sa.CheckConstraint("completeness between 0 and 100", name="completeness"),
        sa.CheckConstraint("total_m2 > 0 and workspace_m2 > 0 and events_m2 > 0", name="surfaces"),
        sa.Index("place_slug_family_idx", SLUG_FAMILY),
        sa.Index("place_commune_code_idx", "commune_code"),
    )

    state: Mapped[str]
    merged_into: Mapped[UUID | None] = mapped_column(sa.ForeignKey("place.id"), index=True)
    summary: Mapped[str | None]
    description: Mapped[str | None]
    typologies: Mapped[list[str]]
    bearer_name: Mapped[str | None]
    bearer_legal_form: Mapped[str | None]
    street: Mapped[str | None]
    complement: Mapped[str | None]
    postcode: Mapped[str | None]
    commune_code: Mapped[str | None]
    commune: Mapped[str | None]
    departement_code: Mapped[str | None]
    departement: Mapped[str | None]
    region_code: Mapped[str | None]
    region: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    precision: Mapped[str | None]
    score: Mapped[float | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    website: Mapped[str | None]
    opening_hours: Mapped[str | None]
    total_m2: Mapped[int | None]
    workspace_m2: Mapped[int | None]
    events_m2: Mapped[int | None]
    labels: Mapped[list[str]]
    links: Mapped[list[dict[str, Any]]]
    founded: Mapped[str | None]
    completeness: Mapped[int] = mapped_column(sa.SmallInteger)
    sources: Mapped[list[dict[str, Any]]]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # closed or merged: when
    ended_by: Mapped[str | None]  # and on whose word


class PlaceOrigin(Base):
    """The row of a source that a place came from, and all it has said so far: ``{field: [value, date]}``.

    ``row_hash`` tells when that row has nothing new to say.
    """

    __tablename__ = "place_origin"
    __table_args__ = (one_of("given_by", "place", "import", "demo"),)

    source: Mapped[str] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), index=True)
    given_by: Mapped[str]
    said: Mapped[dict[str, Any]]
    row_hash: Mapped[str]


class PlaceDocument(Base):
    """What the public reads of a place, rendered when it changes. A draft has no row here, so no read can show it."""

    __tablename__ = "place_document"

    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    revision: Mapped[int]
    merged_into: Mapped[UUID | None] = mapped_column(sa.ForeignKey("place.id"))
    document: Mapped[str]


class PlaceFeature(Base):
    """What a map reads of a located place: a GeoJSON feature; beside the documents, so that maps read little."""

    __tablename__ = "place_feature"

    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True)
    feature: Mapped[str]


class Trait(Base):
    """What a code stands for: a tag by the 64 bits that `places.tags.code` makes of it."""

    __tablename__ = "trait"

    tag: Mapped[str] = mapped_column(sa.String(collation="C"), primary_key=True)
    code: Mapped[int] = mapped_column(sa.BigInteger, unique=True)


class PlaceTag(Base):
    """One filterable trait of a published or closed place, beside what lists are sorted, filtered and cut by.

    The tags of a closed place begin with ``closed/``, so that no list mixes the two. ``traits`` are the codes of all
    its tags but its commune's, without that prefix: a row tells by itself whether its place has another trait too.
    """

    __tablename__ = "place_tag"

    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(sa.String(collation="C"), primary_key=True)
    name_key: Mapped[str] = mapped_column(sa.String(collation="C"))
    updated_at: Mapped[datetime]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    traits: Mapped[list[int]] = mapped_column(sa.ARRAY(sa.BigInteger))


sa.Index(
    "place_tag_by_name_idx",
    PlaceTag.tag,
    PlaceTag.name_key,
    PlaceTag.place_id,
    postgresql_include=["traits", "updated_at", "latitude", "longitude"],  # a list needs no more than the index
)
sa.Index("place_tag_by_update_idx", PlaceTag.tag, PlaceTag.updated_at, PlaceTag.place_id)
OPEN: sa.ColumnElement[bool] = sa.literal_column("tag = 'all'", sa.Boolean)
sa.Index("place_tag_point_idx", sa.literal_column(POINT), postgresql_using="gist", postgresql_where=OPEN)


class Membership(Base):
    """A place is in a network."""

    __tablename__ = "membership"

    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True)
    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("network.id"), primary_key=True, index=True)
    joined_at: Mapped[datetime]


class Usage(Base):
    """A place uses a tool."""

    __tablename__ = "usage"
    __table_args__ = (
        one_of("state", "declared", "withdrawn"),
        sa.CheckConstraint("satisfaction between 1 and 5", name="satisfaction"),
        sa.CheckConstraint(f"since {PARTIAL_DATE}", name="since"),
        sa.UniqueConstraint("place_id", "tool_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    revision: Mapped[int] = mapped_column(sa.Integer, server_default="1")
    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"))
    tool_id: Mapped[UUID] = mapped_column(sa.ForeignKey("tool.id"), index=True)
    how: Mapped[str | None]
    since: Mapped[str | None]
    satisfaction: Mapped[int | None] = mapped_column(sa.SmallInteger)
    state: Mapped[str]
    demo: Mapped[bool] = mapped_column(server_default=sa.text("false"))
    updated_at: Mapped[datetime]
    document: Mapped[str]


class SuspectedDuplicate(Base):
    """Two places that may be one: for a person to look at, never merged by themselves."""

    __tablename__ = "suspected_duplicate"
    __table_args__ = (
        sa.CheckConstraint("place_a < place_b", name="one_way_round"),
        sa.CheckConstraint("score between 0 and 1", name="score"),
    )

    place_a: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True)
    place_b: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True, index=True)
    score: Mapped[float]
    reasons: Mapped[list[str]]
    found_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    settled_at: Mapped[datetime | None]
