"""The rows of a table on their way in: dated, understood, each id once, and everything worth noting noted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from directory.imports.adapters.adapter import Adapter
from directory.imports.reader import BrokenRow, Row
from directory.imports.report import Noted
from directory.imports.rules import understand
from directory.imports.said import Fault
from directory.imports.values import Unreadable, day
from directory.places.schemas import PlaceDraft
from directory.territories.communes import Territories


@dataclass
class Intake:
    """Takes rows in, and remembers what it has seen of the file."""

    adapter: Adapter
    territories: Territories
    notes: list[Noted] = field(default_factory=list)
    communes_found_by: Counter[str] = field(default_factory=Counter)
    _line_of: dict[str, int] = field(default_factory=dict)

    def batches(
        self, rows: Iterable[Row | BrokenRow], *, edition: date, size: int
    ) -> Iterator[tuple[date, Sequence[Row]]]:
        """At most `size` whole rows of one date at a time, the newest first; `edition` dates those without a date."""
        dated: defaultdict[date, list[Row]] = defaultdict(list)
        for row in rows:
            if isinstance(row, BrokenRow):
                self.notes.append(Noted(row.line, row.fault, rejected=True))
            else:
                dated[self._day(row) or edition].append(row)
        for said_on in sorted(dated, reverse=True):
            whole = dated[said_on]
            yield from ((said_on, whole[start : start + size]) for start in range(0, len(whole), size))

    def drafts(self, rows: Iterable[Row]) -> list[PlaceDraft]:
        """The drafts of these rows, without those that are rejected."""
        return [draft for row in rows if (draft := self._draft(row))]

    def _draft(self, row: Row) -> PlaceDraft | None:
        said = self.adapter.say(row.cells)
        reading = understand(said, self.territories)
        faults, draft = reading.faults, reading.draft
        line = self._line_of.setdefault(draft.external_id, row.line) if draft else row.line
        if draft and line != row.line:
            faults, draft = (Fault(said.external_id.column, f"the same id as line {line}", draft.external_id),), None
        name = said.name.value.strip()
        # The first fault of a rejected row is why it was rejected.
        self.notes += [Noted(row.line, one, draft is None and n == 0, name) for n, one in enumerate(faults)]
        if draft:
            self.communes_found_by[reading.commune_found_by or "not found"] += 1
        return draft

    def _day(self, row: Row) -> date | None:
        with suppress(Unreadable):  # noted when the row is understood
            return day(self.adapter.say(row.cells).said_on.value)
        return None
