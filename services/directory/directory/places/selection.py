"""A filter of places as SQL on the narrow table of tags, for asyncpg.

The places that have the rarest of the wanted traits are walked in the order of the list, until the page is full; an
entry of the index says by itself which other traits its place has. What a page costs does not depend on how many
places there are. Where few places are in the box, these are taken first instead.
"""

from typing import Any, Literal, NamedTuple

from directory.geometry import MEAN_RADIUS, Box, Circle, stretched
from directory.places.filters import Filter, Sort
from directory.places.tags import EVERY, code
from directory.tables import POINT

EXCLUSIVE = ("region:", "departement:", "commune:", "demo:")  # a place has one of these at most
Drive = int | Literal["position"]  # the group of tags that is walked, or the index of positions


class Arguments:
    """The values of a statement: each call answers the name of a new one."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def __call__(self, value: Any) -> str:
        """``$1`` for the first value, ``$2`` for the second, and so on."""
        self.values.append(value)
        return f"${len(self.values)}"


class Order(NamedTuple):
    """How a list is sorted: by this column, then by id, both the same way."""

    column: str
    way: Literal["asc", "desc"]

    @property
    def sql(self) -> str:
        """The words after ``order by``."""
        return f"{self.column} {self.way}, place_id {self.way}"


ORDERS: dict[Sort, Order] = {
    "name": Order("name_key", "asc"),
    "-updated": Order("updated_at", "desc"),
    "distance": Order("metres", "asc"),
}


class Page(NamedTuple):
    """Which part of a list: after the last (key, id) of the page before, and how many."""

    order: Order
    after: tuple[Any, Any] | None
    limit: int


def page(asked: Filter, drive: Drive, part: Page, bind: Arguments) -> str:
    """Rows (place_id, and the key they are sorted by) of one page, in order."""
    ends = f"order by {part.order.sql} limit {part.limit}"
    found = _branches(asked, drive, bind)
    branches = [f"select * from ({branch}) t {_after(part, bind)} {ends}" for branch in found]
    return branches[0] if len(branches) == 1 else f"select * from ({_together(branches)}) t {ends}"


def count(asked: Filter, drive: Drive, bind: Arguments) -> str:
    """How many places there are."""
    return f"select count(*) from ({_together(_branches(asked, drive, bind))}) t"


def by_tag(asked: Filter, drive: Drive, dimensions: list[str], bind: Arguments) -> str:
    """How many of the places have each tag of these dimensions: rows (tag, places)."""
    found = _together(_branches(asked, drive, bind))
    return (
        f"select n.tag, c.places from (select code, count(*) as places from ({found}) t, unnest(t.traits) code "
        f"group by code) c join trait n using (code) where split_part(n.tag, ':', 1) = any({bind(dimensions)})"
    )


def few_in_box(box: Box, bind: Arguments, *, at_most: int) -> str:
    """How many open places the box holds, counted as far as ``at_most`` and one."""
    inside = f"t.tag = 'all' and {_indexed(box, bind)}"
    streamed = f"order by {POINT} <-> point(0, 0) limit {at_most + 1}"  # in the index's order: it stops when it may
    return f"select count(*) from (select from place_tag t where {inside} {streamed}) t"


def nearest(circle: Circle, bind: Arguments, *, limit: int) -> str:
    """Rows (place_id, metres) of the open places nearest on the plane, itself among them."""
    spot = f"point({bind(circle.longitude)}, {bind(stretched(circle.latitude))})"
    metres = _metres(circle, bind)
    return (
        f"select t.place_id, {metres} as metres from place_tag t "
        f"where t.tag = 'all' and t.latitude is not null order by {POINT} <-> {spot} limit {limit}"
    )


def _after(part: Page, bind: Arguments) -> str:
    if part.after is None:
        return ""
    key, place_id = part.after
    sign = ">" if part.order.way == "asc" else "<"
    return f"where (t.{part.order.column}, t.place_id) {sign} ({bind(key)}, {bind(place_id)})"


def _branches(asked: Filter, drive: Drive, bind: Arguments) -> list[str]:
    """A select of the places that match for each tag that is walked; each place comes once, with the first it has."""
    columns, conditions = "t.place_id, t.name_key, t.updated_at, t.traits", _conditions(asked, drive, bind)
    if asked.circle:
        columns += f", {_metres(asked.circle, bind)} as metres"
    branches = []
    for number, tag in enumerate(walked := _walked(asked, drive)):
        key = f"'{asked.prefix}{tag}'" if tag == EVERY else bind(asked.prefix + tag)  # an index is of `all` alone
        new = [f"not {_has(walked[:number], bind)}"] if number and not tag.startswith(EXCLUSIVE) else []
        branches.append(
            f"select {columns} from place_tag t where {' and '.join([f't.tag = {key}', *new, *conditions])}"
        )
    if asked.circle:  # the distance is worked out once: `offset 0`
        near = bind(asked.circle.metres)
        return [f"select * from ({branch} offset 0) t where metres <= {near}" for branch in branches]
    return branches


def _walked(asked: Filter, drive: Drive) -> tuple[str, ...]:
    """The tags to walk one after the other."""
    return (EVERY,) if drive == "position" or not asked.groups else asked.groups[drive]


def _conditions(asked: Filter, drive: Drive, bind: Arguments) -> list[str]:
    """What the places must have besides the tag that is walked."""
    conditions = [_has(group, bind) for number, group in enumerate(asked.groups) if number != drive]
    if asked.since is not None:
        conditions.append(f"t.updated_at >= {bind(asked.since)}")
    if asked.box:
        conditions.append(_inside(asked.box, bind))
    if asked.bounds and drive == "position":
        conditions.append(_indexed(asked.bounds, bind))
    return conditions


def _has(tags: tuple[str, ...], bind: Arguments) -> str:
    """That the place has one of these tags."""
    codes = [code(tag) for tag in tags]
    return f"{bind(codes[0])} = any(t.traits)" if len(codes) == 1 else f"t.traits && {bind(codes)}::bigint[]"


def _together(branches: list[str]) -> str:
    """The rows of all branches."""
    return " union all ".join(f"({branch})" for branch in branches)


def _inside(box: Box, bind: Arguments) -> str:
    """That the place is in the box, edges included."""
    south, north = bind(box.south), bind(box.north)
    wide = " or ".join(f"t.longitude between {bind(part.west)} and {bind(part.east)}" for part in box.parts())
    return f"t.latitude between {south} and {north} and ({wide})"


def _indexed(box: Box, bind: Arguments) -> str:
    """That the place is about in the box, asked of the index of positions."""
    south, north = (stretched(max(-85.1, min(85.1, latitude))) for latitude in (box.south, box.north))
    parts = (
        f"{POINT} <@ box(point({bind(part.west)}, {bind(south)}), point({bind(part.east)}, {bind(north)}))"
        for part in box.parts()
    )
    return f"({' or '.join(parts)})"


def _metres(circle: Circle, bind: Arguments) -> str:
    """The great-circle distance from the circle's middle: `geometry.metres_between` in SQL."""
    latitude, longitude = f"{bind(circle.latitude)}::double precision", f"{bind(circle.longitude)}::double precision"
    return (
        f"2 * {MEAN_RADIUS} * asin(least(1, sqrt("
        f"power(sin(radians(t.latitude - {latitude}) / 2), 2) + cos(radians({latitude})) * cos(radians(t.latitude)) "
        f"* power(sin(radians(t.longitude - {longitude}) / 2), 2))))"
    )
