"""How places come about and change: added and confirmed, edited, corrected, merged; each step is kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from chassis.ids import new_id
from directory.tables.base import Base, one_of


class PlaceChange(Base):
    """What one revision of a place changed: ``[{field, before, after}]``, who or which source said it, when, why.

    A place's first revision has no row of changes: all of it came about then, from where its origins say.
    """

    __tablename__ = "place_change"
    __table_args__ = (
        one_of("said_by", "person", "source", "demo"),
        sa.Index("place_change_place_idx", "place_id", sa.text("revision desc"), sa.text("id desc")),
        sa.Index("place_change_person_idx", "person_id", postgresql_where=sa.text("person_id is not null")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"))
    revision: Mapped[int]
    at: Mapped[datetime]
    action: Mapped[str]
    said_by: Mapped[str]
    source: Mapped[str]
    person_id: Mapped[UUID | None]
    correction_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("correction.id"))  # the one that was accepted
    reason: Mapped[str | None]
    changes: Mapped[list[dict[str, Any]]]


class Addition(Base):
    """Somebody adds a place: a draft until its network, or two stewards of other places, confirm it."""

    __tablename__ = "addition"
    __table_args__ = (
        one_of("outcome", "confirmed", "rejected"),
        sa.Index("addition_waiting_idx", "added_at", postgresql_where=sa.text("outcome is null")),
    )

    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True)
    added_by: Mapped[UUID | None] = mapped_column(index=True)
    added_at: Mapped[datetime]
    word: Mapped[str | None]
    networks: Mapped[list[UUID]] = mapped_column(sa.ARRAY(sa.Uuid))  # those it wishes to join
    outcome: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    reason: Mapped[str | None]


class Confirmation(Base):
    """A network, a steward of another place or a moderator says that an added place exists."""

    __tablename__ = "confirmation"
    __table_args__ = (one_of("on_behalf_of", "network", "place", "moderation"),)

    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    on_behalf_of: Mapped[str]
    organisation_id: Mapped[UUID | None]
    at: Mapped[datetime]
    word: Mapped[str | None]


class Correction(Base):
    """Somebody without a mandate proposes other values for a place: ``changes``, by the names of a draft's fields.

    ``before``: what was shown then, by the same names; ``accepted``: the fields that were taken over.
    """

    __tablename__ = "correction"
    __table_args__ = (
        one_of("state", "proposed", "accepted", "refused", "withdrawn"),
        sa.Index("correction_place_idx", "place_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"))
    base_revision: Mapped[int]
    changes: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any]]
    word: Mapped[str | None]
    state: Mapped[str]
    accepted: Mapped[list[str] | None]
    proposed_by: Mapped[UUID | None] = mapped_column(index=True)
    proposed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    reason: Mapped[str | None]


class Merge(Base):
    """Two places became one; ``moved`` is what went over, so that it can be undone."""

    __tablename__ = "merge"
    __table_args__ = (sa.CheckConstraint("gone_id <> into_id", name="two_places"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    gone_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), index=True)
    into_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), index=True)
    merged_at: Mapped[datetime]
    merged_by: Mapped[UUID | None]
    reason: Mapped[str | None]
    moved: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]
    undo_reason: Mapped[str | None]


class Neighbourhood(Base):
    """A place says that it works with a neighbour; ``since``: when it said so first."""

    __tablename__ = "neighbourhood"
    __table_args__ = (
        one_of("state", "declared", "withdrawn"),
        sa.CheckConstraint("place_id <> neighbour_id", name="two_places"),
    )

    id: Mapped[UUID] = mapped_column(unique=True, default=new_id, server_default=sa.func.gen_random_uuid())
    revision: Mapped[int] = mapped_column(server_default="1")
    state: Mapped[str] = mapped_column(server_default="declared")
    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True)
    neighbour_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"), primary_key=True, index=True)
    what: Mapped[str | None]
    declared_by: Mapped[UUID | None]
    since: Mapped[datetime]
    updated_at: Mapped[datetime]
