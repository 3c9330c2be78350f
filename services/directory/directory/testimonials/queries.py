"""What is asked of testimonials before something happens to them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.places.standing import STANDS, every_name_of
from directory.tables import Place, Testimonial

Row = dict[str, Any]


async def locked(session: AsyncSession, condition: ColumnElement[bool]) -> list[Row]:
    """Those that meet the condition, ours until the transaction ends; always locked in the same order."""
    wanted = select(Testimonial.__table__).where(condition).order_by(Testimonial.id).with_for_update(key_share=True)
    return [dict(row) for row in (await session.execute(wanted)).mappings()]


def said_of(place: UUID) -> ColumnElement[bool]:
    """That a testimonial is about a place that stands, under any name it had."""
    return Testimonial.place_id.in_(every_name_of(place))


async def place_of(session: AsyncSession, testimonial: UUID) -> tuple[UUID, UUID | None] | None:
    """The place that it is about by now, and its author; None where there is none."""
    wanted = select(STANDS, Testimonial.person_id).join(Testimonial, Testimonial.place_id == Place.id)
    row = (await session.execute(wanted.where(Testimonial.id == testimonial))).one_or_none()
    return (row[0], row[1]) if row else None
