"""The places nearest to one."""

from typing import Any
from uuid import UUID

from pydantic_core import to_json

from directory.geometry import Circle
from directory.places import selection
from directory.places.filters import Filter
from directory.places.selection import ORDERS, Arguments, Page
from directory.reading import Reader

SIX = 6


async def nearest(reader: Reader, place_id: UUID) -> bytes:
    """Six at most, as JSON; none for a place without a location.

    The index of positions gives as many neighbours on the plane; the farthest of them on the ground bounds the circle
    in which the true ones are.
    """
    spot = await reader.connection.fetchrow("select latitude, longitude from place where id = $1", place_id)
    if spot is None or spot["latitude"] is None:
        return b"[]"
    here = Circle(spot["latitude"], spot["longitude"], 0)
    bind = Arguments()
    near = await reader.connection.fetch(selection.nearest(here, bind, limit=SIX + 1), *bind.values)
    if not near:
        return b"[]"
    reach = max(row["metres"] for row in near)
    return to_json([_shown(row) for row in await _within(reader, here._replace(metres=reach), place_id)])


async def _within(reader: Reader, circle: Circle, itself: UUID) -> list[Any]:
    """The nearest in the circle, which has at least that many, in order."""
    bind = Arguments()
    inside = Filter(groups=(), circle=circle)
    page = selection.page(inside, "position", Page(ORDERS["distance"], None, SIX + 1), bind)
    return await reader.connection.fetch(
        f"select p.id, p.slug, p.name, p.commune, n.metres from ({page}) n join place p on p.id = n.place_id "
        f"where p.id <> {bind(itself)} order by n.metres, p.id limit {SIX}",
        *bind.values,
    )


def _shown(row: Any) -> dict[str, Any]:
    shown = {name: row[name] for name in ("id", "slug", "name", "commune")}
    return shown | {"distance_m": round(row["metres"])}
