"""Text to rows. Any separator a spreadsheet may have used; a broken row is named and the rest is read."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.imports.encodings import UnreadableFile, decoded
from directory.imports.said import Fault
from directory.territories.names import plain

SEPARATORS = ",;\t|"
LONGEST_RECORD = 200  # lines; a quote left open longer than this was not meant to be
OPEN, AFTER = "a quote is opened and never closed", "text after a closing quote"
_QUOTED = re.compile(r' *"((?:[^"]|"")*+)" *')
_SHOWN = 200


class Row(NamedTuple):
    """A row by column name; `line` is the line of the file it begins on, the first line being 1."""

    line: int
    cells: Mapping[str, str]


class BrokenRow(NamedTuple):
    """A row that cannot be cut into cells, and why."""

    line: int
    fault: Fault


class _Torn(NamedTuple):
    """Why a record cannot be cut, and in which of its cells (from 0)."""

    cell: int
    reason: str
    value: str


class ColumnsMissing(UnreadableFile):
    """The header lacks what the adapter needs: another kind of file, perhaps. `columns` are those it has."""

    def __init__(self, message: str, columns: Sequence[str]) -> None:
        super().__init__(message)
        self.columns = frozenset(columns)


@dataclass(frozen=True)
class Table:
    """A file cut into rows, with how it was written."""

    encoding: str
    separator: str
    columns: tuple[str, ...]
    rows: tuple[Row | BrokenRow, ...]


def read_table(content: bytes, *, columns: Iterable[str] = (), required: Iterable[str] = ()) -> Table:
    """Cut a CSV file (RFC 4180, loosely) into rows.

    `columns` are the ones an adapter knows: a header that differs by case, accents or blanks is taken for them.
    Raises UnreadableFile: not text, empty, a header without the `required` columns or with one twice.
    """
    text, encoding = decoded(content)
    if not text.strip():
        raise UnreadableFile("the file is empty")
    if text.lstrip()[0] in "<{[":
        raise UnreadableFile("this is a web page, XML or JSON, not a table: fetch the CSV file instead")
    lines = list(io.StringIO(text, newline=""))
    first, separator = _start(lines)
    records = _records(lines, separator, start=first)
    line, header = next(records)
    if isinstance(header, _Torn):
        raise UnreadableFile(f"line {line}, the header: {header.reason}")
    names = _named(header, columns)
    _check(names, set(required), separator)
    return Table(encoding, separator, tuple(names), tuple(_rows(records, names)))


def _start(lines: Sequence[str]) -> tuple[int, str]:
    """The index of the header line, and the separator: what Excel's `sep=` line names, or the most frequent there."""
    full = [number for number, line in enumerate(lines) if line.strip()]
    declared = re.match(r'"?sep=(.)"?\s*$', lines[full[0]], re.IGNORECASE)
    if declared and len(full) > 1:
        return full[1], declared[1]
    return full[0], max(SEPARATORS, key=_QUOTED.sub("", lines[full[0]]).count)


def _records(lines: Sequence[str], separator: str, *, start: int) -> Iterator[tuple[int, list[str] | _Torn]]:
    """Every record with the number of its first line. After a broken one, reading goes on at the very next line."""
    number, width = start, 0
    while number < len(lines):
        used = 1
        if lines[number].strip():
            cells, used = _record(lines, number, separator, width)
            width = width or (len(cells) if isinstance(cells, list) else 0)
            yield number + 1, cells
        number += used


def _record(lines: Sequence[str], number: int, separator: str, width: int) -> tuple[list[str] | _Torn, int]:
    """The cells of the record that begins on a line, and how many lines it takes."""
    alone = _cut(lines[number].rstrip("\r\n"), separator)
    if isinstance(alone, list) or alone.reason != OPEN:
        return alone, 1
    for last in range(number + 1, min(number + LONGEST_RECORD, len(lines))):
        if '"' not in lines[last]:
            continue
        together = _cut("".join(lines[number : last + 1]).rstrip("\r\n"), separator)
        if isinstance(together, list) and (not width or len(together) == width):
            return together, last + 1 - number
        if isinstance(together, list) or together.reason != OPEN:
            break  # the quote was closed by the opening quote of another row
    return alone, 1


def _cut(record: str, separator: str) -> list[str] | _Torn:
    if '"' not in record:
        return record.split(separator)
    cells: list[str] = []
    at = 0
    while True:
        if record[at:].lstrip(" ").startswith('"'):
            quoted = _QUOTED.match(record, at)
            if not quoted:
                return _Torn(len(cells), OPEN, record[at : at + _SHOWN])
            cells.append(quoted[1].replace('""', '"'))
            end = quoted.end()
            if end < len(record) and record[end] != separator:
                return _Torn(len(cells) - 1, AFTER, record[at : at + _SHOWN])
        else:
            end = found if (found := record.find(separator, at)) >= 0 else len(record)
            cells.append(record[at:end])
        if end >= len(record):
            return cells
        at = end + 1


def _named(header: Sequence[str], columns: Iterable[str]) -> list[str]:
    """The header's names, those that an adapter knows spelt its way; a nameless column is called by its number."""
    known = {plain(column): column for column in columns}
    cleaned = [name.strip().strip("\ufeff").strip() for name in header]
    while len(cleaned) > 1 and not cleaned[-1]:
        cleaned.pop()  # a spreadsheet that once had more columns
    return [known.get(plain(name), name) or f"column {number}" for number, name in enumerate(cleaned, 1)]


def _check(names: Sequence[str], required: set[str], separator: str) -> None:
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        raise UnreadableFile(f"the header has {', '.join(map(repr, twice))} more than once")
    if missing := sorted(required - set(names)):
        cut = {"\t": "tabs"}.get(separator, f"'{separator}'")
        shown = f"{', '.join(names)[:_SHOWN]}"
        raise ColumnsMissing(f"the header lacks {', '.join(missing)}. Cut at {cut}, it has: {shown}", names)


def _rows(records: Iterable[tuple[int, list[str] | _Torn]], names: Sequence[str]) -> Iterator[Row | BrokenRow]:
    for line, record in records:
        if isinstance(record, _Torn):
            column = names[record.cell] if record.cell < len(names) else f"column {record.cell + 1}"
            yield BrokenRow(line, Fault(column, record.reason, record.value))
            continue
        fault = _shape_fault(record, names)
        if fault:
            yield BrokenRow(line, fault)
        elif any(cell.strip() for cell in record):
            yield Row(line, dict(zip(names, record, strict=False)))


def _shape_fault(cells: Sequence[str], names: Sequence[str]) -> Fault | None:
    for name, cell in zip(names, cells, strict=False):
        if "\0" in cell:
            return Fault(name, "a NUL sign: the row is damaged", cell.replace("\0", "␀")[:_SHOWN])
    beyond = cells[len(names) :]
    if len(cells) < len(names):
        where = names[len(cells)]
        return Fault(where, f"{len(cells)} cells where the header has {len(names)}", cells[-1][:_SHOWN])
    if any(cell.strip() for cell in beyond):
        shown = "|".join(beyond)[:_SHOWN].replace("\0", "␀")
        return Fault(f"column {len(names) + 1}", f"{len(cells)} cells where the header has {len(names)}", shown)
    return None
