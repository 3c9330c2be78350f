"""What an import did: for the person who ran it, for a machine, and for whoever mends the file."""

import csv
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from directory.imports.said import Fault

SHOWN = 10


@dataclass(frozen=True)
class Noted:
    """A fault at its line. `rejected`: the whole row stayed out, otherwise only this value."""

    line: int
    fault: Fault
    rejected: bool
    name: str = ""


@dataclass
class Report:
    """The counts of one import. Every row of the file is created, changed, unchanged or rejected."""

    source: str
    file: str
    encoding: str
    separator: str
    rows: int
    dry_run: bool = False
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    suspected_duplicates: int = 0
    seconds: float = 0.0
    communes_found_by: Counter[str] = field(default_factory=Counter)
    notes: list[Noted] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows that stayed out."""
        return len({note.line for note in self.notes if note.rejected})

    @property
    def values_left_out(self) -> int:
        """Values that stayed out of rows that went in, or that were put right."""
        return sum(not note.rejected for note in self.notes)

    def count(self, outcomes: Iterable[str]) -> None:
        """Add what became of some rows."""
        for outcome in outcomes:
            setattr(self, outcome, getattr(self, outcome) + 1)

    def as_json(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        counts = {"rejected": self.rejected, "values_left_out": self.values_left_out}
        notes = [
            {"line": note.line, **note.fault._asdict(), "rejected": note.rejected, "name": note.name}
            for note in self.notes
        ]
        return asdict(self) | {"communes_found_by": dict(self.communes_found_by), "notes": notes} | counts

    def write_json(self, path: Path) -> None:
        """Write the report for a machine."""
        path.write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def write_rejects(self, path: Path) -> None:
        """Write the faults as CSV with line, column and reason; opens in a spreadsheet with its accents."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["line", "column", "reason", "value", "outcome", "name"])
            for note in self.notes:
                outcome = "row rejected" if note.rejected else "value left out"
                writer.writerow([note.line, *map(_harmless, note.fault), outcome, _harmless(note.name)])

    def show(self, console: Console) -> None:
        """Print the counts, and the first rejected rows."""
        rehearsal = ", a rehearsal: nothing was written" if self.dry_run else ""
        console.print(f"{self.file} ({self.source}{rehearsal})", markup=False, highlight=False, soft_wrap=True)
        table = Table(show_header=False)
        table.add_column(style="bold")
        table.add_column(justify="right")
        for name in ("rows", "created", "changed", "unchanged", "rejected", "values_left_out", "suspected_duplicates"):
            table.add_row(name.replace("_", " "), f"{getattr(self, name):,}".replace(",", " "))
        table.add_row("seconds", f"{self.seconds:.1f}")
        console.print(table)
        found = ", ".join(
            f"{number} by {how.replace('_', ' ')}" for how, number in self.communes_found_by.most_common()
        )
        console.print(f"communes: {found}" if found else "", markup=False, highlight=False, soft_wrap=True)
        rejected = [note for note in self.notes if note.rejected]
        for note in rejected[:SHOWN]:
            said = f" {note.fault.value!r}" if note.fault.value else ""
            told = f"line {note.line}, {note.fault.column}: {note.fault.reason}{said}"
            console.print(told, markup=False, highlight=False, soft_wrap=True)
        if len(rejected) > SHOWN:
            console.print(f"… and {len(rejected) - SHOWN} more; --rejects FILE.csv writes them all")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet will not take for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
