"""Places: `place` is the truth, value by value; `place_document` and `place_tag` are what is read."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from directory.tables.base import PARTIAL_DATE, READABLE, Base, Subject, one_of

# Slugs without their final number: those that a new one may collide with.
SLUG_FAMILY = sa.literal_column("regexp_replace(slug, '-[0-9]+$', '')", sa.Text)
# A position on Mercator's plane (`geometry`), where the nearest of an index are the nearest on the ground.
POINT = "point(longitude, degrees(ln(tan(radians(45::double precision + latitude / 2)))))"


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
