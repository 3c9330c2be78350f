"""The routing table: which service answers which path."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gateway.asked import SAFE

PREFIX = b"/api/"

RouteClass = Literal["read", "search", "write", "heavy", "auth"]
HEAVY_ENDINGS = (b".geojson", b".csv", b".parquet", b"/export", b"/exports")
SEARCH_ENDINGS = (b"/facets", b"/search")


@dataclass(frozen=True, slots=True)
class Route:
    """A service by its name, and what is left of the path once ours is taken off."""

    service: str
    path: bytes


class Table:
    """Services by name; ``/api/<service>/rest`` belongs to ``<service>``, which is asked for ``/rest``."""

    def __init__(self, services: Mapping[str, str]) -> None:
        self._services = {name.encode(): name for name in services}

    def match(self, path: bytes) -> Route | None:
        """Who answers this path (of ``/api/…``); None when nobody does."""
        name, _, rest = path.removeprefix(PREFIX).partition(b"/")
        service = self._services.get(name)
        return Route(service, b"/" + rest) if service else None


def classify(method: str, path: bytes) -> RouteClass:
    """How costly a request is, by its looks alone: what its client's limit is counted under."""
    if method not in SAFE:
        return "write"
    if path.endswith(HEAVY_ENDINGS):
        return "heavy"
    if path.endswith(SEARCH_ENDINGS):
        return "search"
    return "read"
