"""A filter of places as SQL on the narrow table of tags, for asyncpg.

The places that have the rarest of the wanted traits are walked in the order of the list, each looked up for the other
traits, until the page is full: what a page costs does not depend on how many places there are. Where few places are
in the box, these are taken first instead.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from directory.geometry import MEAN_RADIUS, Box, Circle, stretched
from directory.places.filters import Filter, Sort
from directory.tables import POINT

Row = dict[str, Any]
Has = Callable[[tuple[str, ...], "Arguments"], str]
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
    order = part.order
    ends = f"order by {order.sql} limit {part.limit}"
    found = _branches(asked, drive, bind, has=_looked_up)
    branches = [f"select * from ({branch}) t {_after(part, bind)} {ends}" for branch in found]
    if len(branches) == 1:
        return branches[0]
    every = " union all ".join(f"({branch})" for branch in branches)
    return f"select distinct on ({order.column}, place_id) * from ({every}) t {ends}"


def count(asked: Filter, drive: Drive, bind: Arguments) -> str:
    """How many places there are."""
    branches = _branches(asked, drive, bind, has=_joined)
    if len(branches) == 1:
        return f"select count(*) from ({branches[0]}) t"
    return f"select count(distinct place_id) from ({' union all '.join(branches)}) t"


def by_tag(asked: Filter, drive: Drive, dimensions: list[str], bind: Arguments) -> str:
    """How many of the places have each tag of these dimensions: rows (tag, places)."""
    kind = f"split_part(o.tag, ':', 1) = any({bind(dimensions)})"
    if asked == Filter(groups=(), every=asked.every):  # every place: no need to look any up
        return f"select o.tag, count(*) from place_tag o where {kind} group by o.tag"
    found = f"select distinct place_id from ({' union all '.join(_branches(asked, drive, bind, has=_joined))}) t"
    return (
        f"with found as materialized ({found}) "
        f"select o.tag, count(*) from found join place_tag o using (place_id) where {kind} group by o.tag"
    )


def few_in_box(asked: Filter, box: Box, bind: Arguments, *, at_most: int) -> str:
    """How many open places the box holds, counted as far as ``at_most`` and one."""
    inside = f"t.tag = {bind(asked.every)} and {_indexed(box, bind)}"
    return f"select count(*) from (select from place_tag t where {inside} limit {at_most + 1}) t"


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


def _branches(asked: Filter, drive: Drive, bind: Arguments, *, has: Has) -> list[str]:
    """A select of the places that match for each tag that is walked; a place may come in several."""
    groups = asked.groups or ((asked.every,),)
    walked = (asked.every,) if drive == "position" else groups[drive]
    others = [group for number, group in enumerate(groups) if number != drive and group != walked]
    conditions = [has(group, bind) for group in others]
    if asked.since is not None:
        conditions.append(f"t.updated_at >= {bind(asked.since)}")
    if asked.box:
        conditions.append(_inside(asked.box, bind))
    if asked.by_place and drive == "position":
        conditions.append(_indexed(asked.by_place, bind))
    columns = "t.place_id, t.name_key, t.updated_at"
    if asked.circle:
        columns += f", {_metres(asked.circle, bind)} as metres"
    wanted = "".join(f" and {condition}" for condition in conditions)
    branches = [f"select {columns} from place_tag t where t.tag = {bind(tag)}{wanted}" for tag in walked]
    if asked.circle:  # the distance is worked out once: `offset 0`
        near = bind(asked.circle.metres)
        return [f"select * from ({branch} offset 0) t where metres <= {near}" for branch in branches]
    return branches


def _joined(group: tuple[str, ...], bind: Arguments) -> str:
    """That the place has one of these tags, where all that match are wanted: the planner finds the best join."""
    return f"exists (select from place_tag o where o.place_id = t.place_id and {_tagged(group, bind)})"


def _looked_up(group: tuple[str, ...], bind: Arguments) -> str:
    """The same where a page is soon full: looked up place by place, which no planner can turn into a join of all."""
    return f"(select true from place_tag o where o.place_id = t.place_id and {_tagged(group, bind)} limit 1)"


def _tagged(group: tuple[str, ...], bind: Arguments) -> str:
    return f"o.tag = {bind(group[0])}" if len(group) == 1 else f"o.tag = any({bind(list(group))})"


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
