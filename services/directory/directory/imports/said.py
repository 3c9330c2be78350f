"""What a row says, in its own words, before anyone judges it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from contracts.directory import Precision
from directory.imports.values import Unreadable
from directory.places.schemas import PlaceDraft

Value = TypeVar("Value")
LONGEST_SHOWN = 200


class Cell(NamedTuple):
    """A value as written, and the column it stands in."""

    column: str
    value: str


NOTHING = Cell("", "")


class Fault(NamedTuple):
    """What is wrong with a value, for the person who can mend the file."""

    column: str
    reason: str
    value: str


@dataclass
class Faults:
    """The faults of one row, gathered while its values are read."""

    found: list[Fault] = field(default_factory=list)

    def add(self, cell: Cell, reason: str) -> None:
        """Note what is wrong with a cell."""
        self.found.append(Fault(cell.column, reason, cell.value.strip()[:LONGEST_SHOWN]))

    def take(self, cell: Cell, read: Callable[[str], Value | None]) -> Value | None:
        """The value of a cell; none, and a fault, where it cannot be read."""
        try:
            return read(cell.value)
        except Unreadable as unreadable:
            self.add(cell, str(unreadable))
            return None


@dataclass(frozen=True, kw_only=True)
class Said:
    """One place as one row tells it. Adapters fill what their file has; the rest stays empty.

    `commune_codes` are tried in turn; `websites` may hold several addresses each, with their link kind where the column
    knows it; `precision` and `score` speak of the coordinates; `said_on` is when the row was last true.
    """

    name: Cell
    external_id: Cell = NOTHING
    summary: Cell = NOTHING
    description: Cell = NOTHING
    typologies: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    bearer_name: Cell = NOTHING
    bearer_legal_form: str | None = None
    street: Cell = NOTHING
    complement: Cell = NOTHING
    postcode: Cell = NOTHING
    commune_codes: tuple[Cell, ...] = ()
    commune: Cell = NOTHING
    departement: Cell = NOTHING
    latitude: Cell = NOTHING
    longitude: Cell = NOTHING
    precision: Precision = "approximate"
    score: float | None = None
    email: Cell = NOTHING
    phone: Cell = NOTHING
    websites: tuple[tuple[str | None, Cell], ...] = ()
    opening_hours: Cell = NOTHING
    total_m2: Cell = NOTHING
    workspace_m2: Cell = NOTHING
    events_m2: Cell = NOTHING
    founded: Cell = NOTHING
    said_on: Cell = NOTHING


@dataclass(frozen=True)
class Reading:
    """A row understood: the draft, or none when the row is rejected (the first fault says why); the faults.

    `commune_found_by` is how its commune was resolved.
    """

    draft: PlaceDraft | None
    faults: tuple[Fault, ...] = ()
    commune_found_by: str | None = None


def cell(row: Mapping[str, str], column: str) -> Cell:
    """The cell of a column; empty when the file does not have it."""
    return Cell(column, row.get(column, ""))
