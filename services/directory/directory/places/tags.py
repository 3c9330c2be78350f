"""By what places are found: a narrow table of traits, with what lists are sorted and cut by.

Published places have the tag ``all`` and one per trait; the tags of closed ones begin with ``closed/``; drafts and
merged places have none, so that no list, count or map can show them.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.bulk import among, upsert
from directory.places.naming import name_key
from directory.tables import Membership, Network, Place, PlaceTag, Tool, Trait, Usage

PREFIX = {"published": "", "closed": "closed/"}
EVERY = "all"

Row = Mapping[str, Any]


async def retag(session: AsyncSession, places: Collection[Row]) -> None:
    """Write the tags of these places (rows of ``place``) anew."""
    ids = [place["id"] for place in places]
    networks = await _slugs(session, ids, Network, Membership, Membership.network_id)
    tools = await _slugs(session, ids, Tool, Usage, Usage.tool_id, Usage.state == "declared")
    tagged = [
        (place, traits(place, networks=networks.get(place["id"], ()), tools=tools.get(place["id"], ())))
        for place in places
        if place["state"] in PREFIX
    ]
    await _keep_codes(session, {tag for _, tags in tagged for tag in tags if not is_commune(tag)})
    await session.execute(delete(PlaceTag).where(among(PlaceTag.place_id, ids)))
    await upsert(session, PlaceTag, [row for place, tags in tagged for row in _rows(place, tags)])


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


async def _keep_codes(session: AsyncSession, tags: Iterable[str]) -> None:
    """Remember what the codes of these tags stand for. Two tags of one code, which chance forbids, are an error."""
    known = await session.scalars(select(Trait.tag).where(among(Trait.tag, tags)))
    new = sorted(set(tags) - set(known))
    await upsert(session, Trait, [{"tag": tag, "code": code(tag)} for tag in new])


def _rows(place: Row, tags: Iterable[str]) -> Iterable[dict[str, Any]]:
    shared = {
        "place_id": place["id"],
        "name_key": name_key(place["name"]),
        "updated_at": place["updated_at"],
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "traits": sorted(code(tag) for tag in tags if not is_commune(tag)),
    }
    for tag in (EVERY, *tags):
        yield shared | {"tag": PREFIX[place["state"]] + tag}


def is_commune(tag: str) -> bool:
    """Whether the tag names a commune: as many as a third of the places, so few of each that lists begin with it."""
    return tag.startswith("commune:")


@lru_cache(10_000)
def code(tag: str) -> int:
    """64 bits for a tag, always the same ones: filters compare these where comparing texts would take longer."""
    return int.from_bytes(blake2b(tag.encode(), digest_size=8).digest(), signed=True)


def traits(place: Row, *, networks: Iterable[str], tools: Iterable[str]) -> set[str]:
    """The tags of a place, but for the one that every place has."""
    tags = {f"demo:{str(place['demo']).lower()}"}
    tags |= {f"typology:{key}" for key in place["typologies"]}
    tags |= {f"label:{key}" for key in place["labels"]}
    tags |= {f"network:{slug}" for slug in networks} | {f"tool:{slug}" for slug in tools}
    for level in ("region", "departement", "commune"):
        if code := place[f"{level}_code"]:
            tags.add(f"{level}:{code}")
    return tags
