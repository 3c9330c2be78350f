"""What the public reads of places: rendered when they change, once, and sent out as facts in the same breath."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.outbox import emit
from contracts.directory import (
    Address,
    Contact,
    Location,
    NetworkMention,
    PlaceChanged,
    PlaceClosed,
    PlaceMerged,
    Surfaces,
)
from directory.bulk import among, upsert
from directory.places.tags import Row, retag
from directory.tables import Membership, Network, Place, PlaceDocument, PlaceFeature

Fact = PlaceChanged | PlaceClosed | PlaceMerged
FACTS: Mapping[str, type[Fact]] = {"published": PlaceChanged, "closed": PlaceClosed, "merged": PlaceMerged}

PARTS = {
    "address": Address.model_fields,
    "location": Location.model_fields,
    "contact": Contact.model_fields,
    "surfaces": Surfaces.model_fields,
}


async def publish(session: AsyncSession, places: Collection[Row]) -> None:
    """Render, tag and announce these places, whose rows have just been written. Drafts stay where they are."""
    shown = [place for place in places if place["state"] in FACTS]
    if not shown:
        return
    networks = await _networks(session, [place["id"] for place in shown])
    facts = [render(place, networks.get(place["id"], ())) for place in shown]
    await upsert(session, PlaceDocument, [_document(fact) for fact in facts])
    await _draw(session, facts)
    await retag(session, shown)
    await emit(session, *facts)


async def republish(session: AsyncSession, places: Iterable[Row], *, now: datetime) -> list[Row]:
    """Write these rows as the next revision of their places, and announce it; the rows as they are then."""
    renewed: list[Row] = [{**row, "revision": row["revision"] + 1, "updated_at": now} for row in places]
    await upsert(session, Place, renewed)
    await publish(session, renewed)
    return renewed


async def _networks(session: AsyncSession, place_ids: list[UUID]) -> dict[UUID, list[NetworkMention]]:
    """The networks of each place, by name."""
    found = await session.execute(
        select(Membership.place_id, Network.id, Network.slug, Network.name, Network.kind)
        .join(Network, Network.id == Membership.network_id)
        .where(among(Membership.place_id, place_ids))
        .order_by(Network.name, Network.id)
    )
    mentions: dict[UUID, list[NetworkMention]] = {}
    for place_id, *mention in found:
        shown = dict(zip(NetworkMention.model_fields, mention, strict=True))
        mentions.setdefault(place_id, []).append(NetworkMention.model_validate(shown))
    return mentions


def render(place: Row, networks: Iterable[NetworkMention]) -> Fact:
    """The public document of a place, as the fact that announces it."""
    return FACTS[place["state"]].model_validate(document_of(place, networks))


def document_of(place: Row, networks: Iterable[NetworkMention]) -> dict[str, Any]:
    """What is shown of a place, a draft as well."""
    document: dict[str, Any] = {name: place[name] for name in PlaceChanged.model_fields if name in place}
    document |= {whole: {part: place[part] for part in parts} for whole, parts in PARTS.items()}
    if place["latitude"] is None:
        document["location"] = None
    bearer = {"name": place["bearer_name"], "legal_form": place["bearer_legal_form"]}
    document["bearer"] = bearer if any(bearer.values()) else None
    document["networks"] = tuple(networks)
    return document


def _document(fact: Fact) -> dict[str, Any]:
    return {
        "place_id": fact.id,
        "slug": fact.slug,
        "revision": fact.revision,
        "merged_into": fact.merged_into,
        "document": fact.model_dump_json(),
    }


async def _draw(session: AsyncSession, facts: Sequence[Fact]) -> None:
    """Keep the map's features in step: none for a place without a location, or merged into another."""
    drawn = [
        {"place_id": fact.id, "feature": feature(fact)} for fact in facts if fact.location and not fact.merged_into
    ]
    await upsert(session, PlaceFeature, drawn)
    gone = {fact.id for fact in facts} - {row["place_id"] for row in drawn}
    if gone:
        await session.execute(delete(PlaceFeature).where(among(PlaceFeature.place_id, gone)))


def feature(fact: Fact) -> str:
    """A place as a GeoJSON feature (RFC 7946); six decimals are a tenth of a metre."""
    assert fact.location is not None
    position = [round(fact.location.longitude, 6), round(fact.location.latitude, 6)]
    properties = {
        "slug": fact.slug,
        "name": fact.name,
        "typologies": fact.typologies,
        "commune": fact.address.commune,
        "departement_code": fact.address.departement_code,
        "precision": fact.location.precision,
    }
    geometry = {"type": "Point", "coordinates": position}
    return to_json({"type": "Feature", "id": fact.id, "geometry": geometry, "properties": properties}).decode()
