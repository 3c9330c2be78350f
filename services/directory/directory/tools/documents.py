"""What the public reads of tools: rendered when they, or their maker's name, change."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.refusals import Invalid
from contracts.directory import MakerMention, ToolChanged
from directory import catalogue
from directory.bulk import among
from directory.catalogue import Render, Row
from directory.tables import Partner, Tool


class UnknownMaker(Invalid):
    """There is no such partner to be the maker of a tool."""

    def __init__(self, slugs: Iterable[str]) -> None:
        missing = f"There is no partner {', '.join(sorted(slugs))}."
        super().__init__(missing, errors=[{"pointer": "/maker", "detail": missing}])


async def makers(session: AsyncSession, slugs: Iterable[str]) -> dict[str, MakerMention]:
    """The partners of these slugs. Raises UnknownMaker."""
    wanted = set(slugs)
    columns = [getattr(Partner, name) for name in MakerMention.model_fields]
    found = await session.execute(select(*columns).where(among(Partner.slug, wanted)))
    known = {row["slug"]: MakerMention.model_validate(dict(row)) for row in found.mappings()}
    if missing := wanted - known.keys():
        raise UnknownMaker(missing)
    return known


async def makers_by_id(session: AsyncSession, ids: Iterable[UUID | None]) -> list[MakerMention]:
    """The partners of these ids, as their tools show them."""
    columns = [getattr(Partner, name) for name in MakerMention.model_fields]
    found = await session.execute(select(*columns).where(among(Partner.id, set(ids) - {None})))
    return [MakerMention.model_validate(dict(row)) for row in found.mappings()]


def rendered(makers: Iterable[MakerMention]) -> Render:
    """Render tools whose makers are among these."""
    mentions: dict[UUID | None, MakerMention] = {maker.id: maker for maker in makers}

    def render(row: Row) -> ToolChanged:
        shown = {name: row[name] for name in ToolChanged.model_fields if name in row}
        return ToolChanged.model_validate(shown | {"maker": mentions.get(row["maker_id"])})

    return render


async def republish(session: AsyncSession, condition: ColumnElement[bool], *, now: datetime) -> None:
    """Announce anew tools that show something which changed elsewhere: the name of their maker."""
    rows = await catalogue.locked(session, Tool, condition)
    render = rendered(await makers_by_id(session, {row["maker_id"] for row in rows}))
    await catalogue.publish(session, Tool, rows, render=render, now=now)
