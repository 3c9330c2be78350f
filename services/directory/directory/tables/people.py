"""People: who they are here, for whom they may act, what they like and say."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from chassis.ids import new_id
from directory.tables.base import Base, one_of

REQUESTED = sa.text("state = 'requested'")
GRANTED = sa.text("state = 'granted'")


class Person(Base):
    """Somebody who has done something here, as the identity provider last called him; ``named``: may be shown."""

    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(primary_key=True)  # the issuer's `sub`
    name: Mapped[str]
    named: Mapped[bool] = mapped_column(server_default=sa.text("false"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class Erasure(Base):
    """Somebody wished to be forgotten: what is left of him is a number, until his account is gone as well."""

    __tablename__ = "erasure"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    account_removed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    due_at: Mapped[datetime | None]  # the next attempt, after one that failed
    error: Mapped[str | None]


class OfOrganisation:
    """What belongs to a place, a network or a partner."""

    organisation_kind: Mapped[str]
    organisation_id: Mapped[UUID]


class Mandate(OfOrganisation, Base):
    """A person asks to act for an organisation, or may; of one who was erased it is not known who he was."""

    __tablename__ = "mandate"
    __table_args__ = (
        one_of("organisation_kind", "place", "network", "partner"),
        one_of("role", "member", "editor", "steward"),
        one_of("state", "requested", "granted", "refused", "withdrawn", "revoked", "resigned"),
        sa.CheckConstraint("person_id is not null or state not in ('requested', 'granted')", name="person"),
        sa.Index("mandate_organisation_idx", "organisation_kind", "organisation_id", "state"),
        sa.Index("mandate_person_idx", "person_id"),
        *(
            sa.Index(
                f"mandate_one_{state}_key",
                "person_id",
                "organisation_kind",
                "organisation_id",
                unique=True,
                postgresql_where=condition,
            )
            for state, condition in (("requested", REQUESTED), ("granted", GRANTED))
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    revision: Mapped[int] = mapped_column(server_default="1")
    person_id: Mapped[UUID | None]
    role: Mapped[str]
    state: Mapped[str]
    word: Mapped[str | None]
    named: Mapped[bool] = mapped_column(server_default=sa.text("false"))
    reason: Mapped[str | None]
    requested_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    updated_at: Mapped[datetime]


class MandateStep(Base):
    """What happened to a mandate: who, when, why. Nothing here is ever changed but by an erasure."""

    __tablename__ = "mandate_step"
    __table_args__ = (
        sa.Index("mandate_step_by_idx", "by", postgresql_where=sa.text("by is not null")),
        sa.Index("mandate_step_left_idx", "mandate_id", postgresql_where=sa.text("action = 'without_successor'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    mandate_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mandate.id"), index=True)
    at: Mapped[datetime]
    action: Mapped[str]
    role: Mapped[str]
    by: Mapped[UUID | None]
    reason: Mapped[str | None]


class Invitation(OfOrganisation, Base):
    """A link by which one person may take a role. Its token is shown once and kept as a hash."""

    __tablename__ = "invitation"
    __table_args__ = (
        one_of("organisation_kind", "place", "network", "partner"),
        one_of("role", "member", "editor", "steward"),
        one_of("outcome", "accepted", "revoked"),
        sa.CheckConstraint("(outcome is null) = (ended_at is null)", name="ended"),
        sa.Index("invitation_organisation_idx", "organisation_kind", "organisation_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary, unique=True)
    role: Mapped[str]
    invited_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    outcome: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]


class Favourite(Base):
    """Somebody wants to find a place, a network, a tool or a partner again."""

    __tablename__ = "favourite"
    __table_args__ = (
        one_of("kind", "place", "network", "tool", "partner"),
        sa.Index("favourite_subject_idx", "kind", "subject_id"),
    )

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class Testimonial(Base):
    """What somebody says of a place (*avis*), shown once a moderator has read it; the place may reply."""

    __tablename__ = "testimonial"
    __table_args__ = (
        one_of("state", "pending", "published", "hidden", "withdrawn"),
        sa.UniqueConstraint("place_id", "person_id"),
        sa.Index("testimonial_pending_idx", "written_at", postgresql_where=sa.text("state = 'pending'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    revision: Mapped[int] = mapped_column(server_default="1")
    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey("place.id"))
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    author_name: Mapped[str | None]
    text: Mapped[str]
    state: Mapped[str]
    written_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    reason: Mapped[str | None]
    reply: Mapped[str | None]
    reply_by: Mapped[UUID | None]
    reply_at: Mapped[datetime | None]
