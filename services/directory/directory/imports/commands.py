"""Bring in places from a file, and list those that may be one and the same."""

import asyncio
import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from chassis.settings import Settings
from directory.duplicates.queries import Suspect, unsettled
from directory.ecosystem import Ecosystem, Source
from directory.imports.actions import Upload, import_places
from directory.imports.adapters.known import adapter_for
from directory.imports.report import Report
from directory.imports.values import Unreadable, day
from directory.running import answering, sessions_of
from directory.territories.communes import Territories
from directory.territories.names import plain

app = typer.Typer(help=__doc__, no_args_is_help=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV file.")]
SourceKey = Annotated[str, typer.Option("--source", help="Whose file it is, for example cget-2019.")]
Mapping = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Which column is what, for a list of any other shape (TOML)."),
]
Edition = Annotated[
    str | None, typer.Option("--date", help="When the list was true: 2023, 2023-05 or 2023-05-31.", metavar="DATE")
]
Rejects = Annotated[Path | None, typer.Option(help="Where to write what stayed out, with line, column and reason.")]
ReportFile = Annotated[Path | None, typer.Option("--report", help="Where to write the report as JSON.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Do everything, then take it back.")]
Csv = Annotated[Path | None, typer.Option("--csv", help="Where to write the pairs, instead of showing them.")]


@app.command("places")
def places(
    file: File,
    *,
    source: SourceKey,
    mapping: Mapping = None,
    edition: Edition = None,
    rejects: Rejects = None,
    report: ReportFile = None,
    dry_run: DryRun = False,
) -> None:
    """Import a list of places; importing it again changes nothing."""
    with answering():
        settings = Settings()
        ecosystem = Ecosystem.load(settings.ecosystem)
        known = _source(source, ecosystem, mapped=mapping is not None)
        upload = Upload(
            name=file.name,
            content=file.read_bytes(),
            source=known.key,
            adapter=adapter_for(known, ecosystem, mapping),
            edition=_edition(edition, known, file),
        )
        done = asyncio.run(_import(settings, upload, dry_run=dry_run))
        done.show(Console())
        if report:
            done.write_json(report)
        if rejects:
            done.write_rejects(rejects)
        if done.rows and done.rejected == done.rows:
            raise typer.Exit(1)


@app.command("duplicates")
def duplicates(*, path: Csv = None) -> None:
    """List the places that may be one and the same; a person decides."""
    with answering():
        found = asyncio.run(_unsettled(Settings()))
        if path:
            with path.open("w", encoding="utf-8-sig", newline="") as written:
                writer = csv.writer(written)
                writer.writerow(Suspect._fields)
                writer.writerows([*one[:1], ", ".join(one.reasons), *one[2:]] for one in found)
        else:
            for one in found:
                pair = f"{one.a_name} ({one.a_commune}) · {one.b_name} ({one.b_commune})"
                typer.echo(f"{one.score:.2f}  {pair}  {', '.join(one.reasons)}")
        Console(stderr=True).print(f"{len(found)} pairs")


async def _import(settings: Settings, upload: Upload, *, dry_run: bool) -> Report:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def progress(doing: str, done: int, total: int) -> None:
            bar.update(task, description=doing, completed=done, total=total)

        async with sessions_of(settings) as sessions:
            return await import_places(
                sessions,
                upload,
                territories=Territories.load(),
                now=datetime.now(UTC),
                progress=progress,
                dry_run=dry_run,
            )


async def _unsettled(settings: Settings) -> list[Suspect]:
    async with sessions_of(settings) as sessions, sessions() as session:
        return await unsettled(session)


def _source(key: str, ecosystem: Ecosystem, *, mapped: bool) -> Source:
    """The source of that key; one that the ecosystem does not know needs a mapping, and stands under its bare name."""
    tidy = plain(key).replace(" ", "-")
    if known := ecosystem.source(tidy):
        return known
    if mapped and tidy:
        return Source(key=tidy, name=key, producer=key)
    known_keys = ", ".join(one.key for one in ecosystem.sources if one.adapter or one.mapping)
    raise typer.BadParameter(f"no source {key!r} in sources.toml; there are: {known_keys}. Or give --mapping FILE")


def _edition(said: str | None, source: Source, file: Path) -> date:
    """When the list was true: as said, else as the source says, else the day the file was last written."""
    try:
        found = day(said or source.date or "")
    except Unreadable:
        raise typer.BadParameter(f"--date {said}: not a date") from None
    return found or datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
