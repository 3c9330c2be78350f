"""A directory of places that differ in everything a list can be filtered by, and what should be found in it."""

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from directory_factories import CENSUS, NOW, network, place, tool
from sqlalchemy import select

from directory.geometry import metres_between
from directory.networks.actions import save_networks
from directory.places.actions import close_places, join_networks, save_places
from directory.places.naming import name_key
from directory.places.schemas import AddressDraft, LocationDraft
from directory.schemas import Source
from directory.tables import PlaceDocument
from directory.tools.actions import save_tools
from directory.usages.actions import declare_usages
from directory.usages.schemas import UsageDraft

DEMO = Source(key="demo", date=CENSUS.date, given_by="demo")
TOWNS = (
    ("35238", "35", "53"),
    ("35047", "35", "53"),
    ("29019", "29", "53"),
    ("75056", "75", "11"),
    ("97411", "974", "04"),
)
TYPOLOGIES = ("fablab", "coworking", "cultural_place")
LABELS = ("manufacture", "micro_folie")
NETWORKS = ("makers", "bretagne")
TOOLS = ("agenda", "wiki", "carte")


@dataclass
class Known:
    """What is in the directory, as its documents say it, and which tools each place uses."""

    documents: list[dict[str, Any]]
    tools: dict[str, set[str]]
    ids: dict[str, str] = field(default_factory=dict)

    def found(self, without: str | None = None, **asked: Any) -> list[dict[str, Any]]:
        """The places that a list should show, by name."""
        state = asked.get("state", "published")
        kept = [one for one in self.documents if one["state"] == state and self._matches(one, asked, without)]
        return sorted(kept, key=lambda one: (name_key(one["name"]), one["id"]))

    def _matches(self, one: dict[str, Any], asked: dict[str, Any], without: str | None) -> bool:
        traits = self.traits(one)
        for name, values in asked.items():
            if name in traits and name != without and not {self.ids.get(v, v) for v in values} & traits[name]:
                return False
        if "demo" in asked and one["demo"] != asked["demo"]:
            return False
        if "updated_since" in asked and datetime.fromisoformat(one["updated_at"]) < asked["updated_since"]:
            return False
        return self._is_there(one["location"], asked)

    @staticmethod
    def _is_there(location: dict[str, Any] | None, asked: dict[str, Any]) -> bool:
        if location is None:
            return not {"bbox", "near"} & asked.keys()
        if "bbox" in asked:
            west, south, east, north = asked["bbox"]
            longitude = location["longitude"]
            inside = west <= longitude <= east if west <= east else longitude >= west or longitude <= east
            if not (inside and south <= location["latitude"] <= north):
                return False
        return "near" not in asked or distance(location, asked["near"]) <= asked.get("within", 20_000)

    def traits(self, one: dict[str, Any]) -> dict[str, set[str]]:
        """Every value a place has of each dimension."""
        address = one["address"]
        return {
            "typology": set(one["typologies"]),
            "label": set(one["labels"]),
            "network": {mention["slug"] for mention in one["networks"]},
            "tool": self.tools.get(one["id"], set()),
            "region": {address["region_code"]},
            "departement": {address["departement_code"]},
            "commune": {address["commune_code"]},
        }


def distance(location: dict[str, Any], point: tuple[float, float]) -> float:
    return metres_between((location["latitude"], location["longitude"]), point)


def some(chance: random.Random, values: Iterable[str], most: int) -> tuple[str, ...]:
    values = list(values)
    return tuple(chance.sample(values, chance.randint(0, min(most, len(values)))))


def drawn(chance: random.Random):
    commune, departement, region = chance.choice(TOWNS)
    address = AddressDraft(commune_code=commune, departement_code=departement, region_code=region)
    middle = {"53": (48.1, -2.5), "11": (48.85, 2.35), "04": (-21.1, 55.5)}[region]
    location = LocationDraft(
        latitude=round(middle[0] + chance.uniform(-0.5, 0.5), 6),
        longitude=chance.choice([round(middle[1] + chance.uniform(-0.5, 0.5), 6), -179.5, 179.5]),
    )
    return place(
        name=chance.choice(["Atelier", "Écolieu", "Fabrique", "La Ruche", "Zone"])
        + chance.choice(["", " du Port", " 2"]),
        typologies=some(chance, TYPOLOGIES, 2),
        labels=some(chance, LABELS, 1),
        address=address,
        location=location if chance.random() < 0.9 else None,
        state="draft" if chance.random() < 0.1 else "published",
    )


@pytest.fixture
async def known(session) -> Known:
    chance = random.Random(7)
    networks = await save_networks(session, [network(slug=slug) for slug in NETWORKS], source=CENSUS, now=NOW)
    tools = await save_tools(session, [tool(slug=slug) for slug in TOOLS], source=CENSUS, now=NOW)
    ids = []
    for number in range(6):
        source, now = (DEMO if number == 5 else CENSUS), NOW + timedelta(days=number)
        drafts = [drawn(chance) for _ in range(30)]
        saved = await save_places(session, drafts, source=source, now=now)
        ids += [one.place_id for one, draft in zip(saved, drafts, strict=True) if draft.state == "published"]
    members = [(one, networks[slug]) for one in ids for slug in some(chance, NETWORKS, 2)]
    await join_networks(session, members, now=NOW + timedelta(days=9))
    usages = [UsageDraft(place_id=one, tool_id=tools[slug]) for one in ids for slug in some(chance, TOOLS, 2)]
    await declare_usages(session, usages, source=CENSUS, now=NOW)
    await close_places(session, chance.sample(ids, 20), source=CENSUS, now=NOW + timedelta(days=12))
    await session.commit()

    documents = [json.loads(one) for one in await session.scalars(select(PlaceDocument.document))]
    slugs = {tool_id: slug for slug, tool_id in tools.items()}
    used: dict[str, set[str]] = {}
    for usage in usages:
        used.setdefault(str(usage.place_id), set()).add(slugs[usage.tool_id])
    by_id = {str(found): slug for slug, found in (networks | tools).items()}
    return Known(documents, used, by_id)
