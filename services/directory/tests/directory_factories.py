"""Drafts that a test can bend: what it does not name is plausible."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from directory.networks.schemas import NetworkDraft
from directory.partners.schemas import PartnerDraft
from directory.places.schemas import AddressDraft, LocationDraft, PlaceDraft
from directory.schemas import Source
from directory.tools.schemas import ToolDraft

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CENSUS = Source(key="census", date=date(2023, 6, 1))
OLD_LIST = Source(key="old-list", date=date(2019, 1, 1))
THE_PLACE = Source(key="place", date=date(2022, 1, 1), given_by="place")
RENNES = AddressDraft(
    street="1 rue du Port",
    postcode="35000",
    commune_code="35238",
    commune="Rennes",
    departement_code="35",
    departement="Ille-et-Vilaine",
    region_code="53",
    region="Bretagne",
)
AT_RENNES = LocationDraft(latitude=48.11, longitude=-1.68, precision="address")

numbers = count(1)


def place(**said: Any) -> PlaceDraft:
    number = next(numbers)
    plausible: dict[str, Any] = {
        "external_id": f"row-{number}",
        "name": f"Fabrique {number}",
        "typologies": ("fablab",),
        "address": RENNES,
        "location": AT_RENNES,
    }
    return PlaceDraft(**(plausible | said))


def network(**said: Any) -> NetworkDraft:
    number = next(numbers)
    plausible = {"slug": f"reseau-{number}", "name": f"Réseau {number}", "kind": "thematic"}
    return NetworkDraft(**(plausible | said))


def partner(**said: Any) -> PartnerDraft:
    number = next(numbers)
    return PartnerDraft(**({"slug": f"atelier-{number}", "name": f"Atelier {number}", "kind": "maker"} | said))


def tool(**said: Any) -> ToolDraft:
    number = next(numbers)
    plausible = {"slug": f"outil-{number}", "name": f"Outil {number}", "kind": "software", "category": "agenda"}
    return ToolDraft(**(plausible | said))
