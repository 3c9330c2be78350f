"""By what places are found: a narrow table of traits, with what lists are sorted and cut by.

Published places have the tag ``all`` and one per trait; the tags of closed ones begin with ``closed/``; drafts and
merged places have none, so that no list, count or map can show them.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.bulk import among, upsert
from directory.places.naming import name_key
from directory.tables import Membership, Network, Place, PlaceTag, Tool, Usage

PREFIX = {"published": "", "closed": "closed/"}
EVERY = "all"

Row = Mapping[str, Any]


async def retag(session: AsyncSession, places: Collection[Row]) -> None:
    """Write the tags of these places (rows of ``place``) anew."""
    ids = [place["id"] for place in places]
    networks = await _slugs(session, ids, Network, Membership, Membership.network_id)
    tools = await _slugs(session, ids, Tool, Usage, Usage.tool_id, Usage.state == "declared")
    await session.execute(delete(PlaceTag).where(among(PlaceTag.place_id, ids)))
    rows = [
        row
        for place in places
        for row in _rows(place, networks=networks.get(place["id"], ()), tools=tools.get(place["id"], ()))
    ]
    await upsert(session, PlaceTag, rows)


async def retag_by_id(session: AsyncSession, place_ids: Iterable[UUID]) -> None:
    """Write the tags of these places anew, for one who has not their rows at hand."""
    rows = await session.execute(select(Place.__table__).where(among(Place.id, set(place_ids))))
    await retag(session, [dict(row) for row in rows.mappings()])


async def _slugs(
    session: AsyncSession, place_ids: list[UUID], noun: Any, link: Any, key: Any, *conditions: Any
) -> dict[UUID, list[str]]:
    """The slugs of the networks or tools of each place."""
    found = await session.execute(
        select(link.place_id, noun.slug).join(noun, noun.id == key).where(among(link.place_id, place_ids), *conditions)
    )
    slugs: dict[UUID, list[str]] = {}
    for place_id, slug in found:
        slugs.setdefault(place_id, []).append(slug)
    return slugs


def _rows(place: Row, *, networks: Iterable[str], tools: Iterable[str]) -> Iterable[dict[str, Any]]:
    if place["state"] not in PREFIX:
        return
    shared = {
        "place_id": place["id"],
        "name_key": name_key(place["name"]),
        "updated_at": place["updated_at"],
        "latitude": place["latitude"],
        "longitude": place["longitude"],
    }
    for tag in traits(place, networks=networks, tools=tools):
        yield shared | {"tag": PREFIX[place["state"]] + tag}


def traits(place: Row, *, networks: Iterable[str], tools: Iterable[str]) -> set[str]:
    """The tags of a place, without their prefix."""
    tags = {EVERY, f"demo:{str(place['demo']).lower()}"}
    tags |= {f"typology:{key}" for key in place["typologies"]}
    tags |= {f"label:{key}" for key in place["labels"]}
    tags |= {f"network:{slug}" for slug in networks} | {f"tool:{slug}" for slug in tools}
    for level in ("region", "departement", "commune"):
        if code := place[f"{level}_code"]:
            tags.add(f"{level}:{code}")
    return tags
