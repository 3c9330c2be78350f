"""What every table is made of."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import named_metadata
from chassis.ids import new_id

PARTIAL_DATE = r"~ '^\d{4}(-\d{2}(-\d{2})?)?$'"
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
    """What networks, partners and tools have besides: they are few, sorted by name, known by their slug.

    ``edited_at``: when a person last said how it is; from then on no file of the ecosystem speaks for it.
    """

    __abstract__ = True

    name_key: Mapped[str] = mapped_column(sa.String(collation="C"))
    summary: Mapped[str | None]
    website: Mapped[str | None]
    links: Mapped[list[dict[str, Any]]]
    edited_at: Mapped[datetime | None]
    document: Mapped[str]
