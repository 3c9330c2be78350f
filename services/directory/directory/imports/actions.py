"""What an import does: read, understand, save in batches, look for duplicates, report."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import async_sessionmaker

from chassis.database import Sessions
from directory.duplicates.actions import suspect_duplicates
from directory.imports.adapters.adapter import Adapter
from directory.imports.adapters.known import resembling
from directory.imports.encodings import UnreadableFile
from directory.imports.intake import Intake
from directory.imports.reader import ColumnsMissing, Table, read_table
from directory.imports.report import Report
from directory.places.actions import save_places
from directory.schemas import Source
from directory.territories.communes import Territories

BATCH = 250  # rows a transaction: what is lost, at most, when the import is killed

Progress = Callable[[str, int, int], None]  # what is being done, rows done, rows in all


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file to import: its bytes, whose it is, and the date of what it says where its rows have none."""

    name: str
    content: bytes
    source: str
    adapter: Adapter
    edition: date


async def import_places(
    sessions: Sessions, upload: Upload, *, territories: Territories, now: datetime, progress: Progress, dry_run: bool
) -> Report:
    """Import a file of places; a second time, it changes nothing, and after a kill, it completes.

    Each batch is one transaction. A dry run does all of it and takes it back.
    Raises UnreadableFile: nothing of it can be read, nothing was changed.
    """
    started = time.monotonic()
    table = _read(upload)
    report = Report(upload.source, upload.name, table.encoding, table.separator, len(table.rows), dry_run)
    intake = Intake(upload.adapter, territories)
    async with _written(sessions, dry_run=dry_run) as transactions:
        places = await _save(transactions, upload, table, intake, report, now=now, progress=progress)
        progress("looking for duplicates", len(table.rows), len(table.rows))
        async with transactions.begin() as session:
            found = await suspect_duplicates(session, places, territories=territories, now=now)
    report.suspected_duplicates = found
    report.notes = sorted(intake.notes, key=lambda note: note.line)
    report.communes_found_by = intake.communes_found_by
    report.seconds = round(time.monotonic() - started, 2)
    return report


async def _save(
    sessions: Sessions,
    upload: Upload,
    table: Table,
    intake: Intake,
    report: Report,
    *,
    now: datetime,
    progress: Progress,
) -> set[UUID]:
    """Save every batch in its own transaction; the ids of all places that the file speaks of."""
    places: set[UUID] = set()
    done = 0
    for said_on, rows in intake.batches(table.rows, edition=upload.edition, size=BATCH):
        source = Source(key=upload.source, date=said_on)
        async with sessions.begin() as session:
            saved = await save_places(session, intake.drafts(rows), source=source, now=now)
        report.count(one.outcome for one in saved)
        places.update(one.place_id for one in saved)
        done += len(rows)
        progress("importing", done, len(table.rows))
    return places


def _read(upload: Upload) -> Table:
    try:
        return read_table(upload.content, columns=upload.adapter.columns, required=upload.adapter.required)
    except ColumnsMissing as missing:
        others = [one for one in resembling(missing.columns) if one != upload.adapter.name]
        hint = f". It looks like a file of {' or '.join(others)}" if others else ""
        raise UnreadableFile(f"this is not a file that {upload.adapter.name!r} can read: {missing}{hint}") from None


@asynccontextmanager
async def _written(sessions: Sessions, *, dry_run: bool) -> AsyncIterator[Sessions]:
    """The sessions themselves; in a dry run, sessions whose commits are taken back together at the end."""
    if not dry_run:
        yield sessions
        return
    async with sessions() as whole:
        connection = await whole.connection()
        yield async_sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        await whole.rollback()
