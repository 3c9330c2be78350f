"""Networks, partners, tools, and who uses what."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from chassis.ids import new_id
from directory.tables.base import PARTIAL_DATE, READABLE, Base, Catalogued, one_of


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
