"""How fast a list of places goes in by the command that operators use, on top of what is there."""

import csv
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.navigator import Navigator
from bench.places import SeedPlace

SOURCE = "mediation-numerique"  # of those the ecosystem knows, the one that says most of a place
PATIENCE = 900  # seconds


class ImportFailedError(Exception):
    """The command did not import every row."""


def write_csv(file: Path, places: Iterable[SeedPlace]) -> int:
    """Write the places in the exchange schema of that source; how many rows."""
    rows = [_row(place) for place in places]
    with file.open("w", newline="", encoding="utf-8") as written:
        sheet = csv.DictWriter(written, rows[0])
        sheet.writeheader()
        sheet.writerows(rows)
    return len(rows)


def rate(navigator: Navigator, file: Path, rows: int) -> float:
    """Import the file; places a second, the start of the command included. Raises ImportFailedError."""
    count = "SELECT count(*) FROM place"
    postgres = navigator.cluster.postgres
    before = int(postgres.query(count, database="directory"))
    command = [sys.executable, "-m", "chassis", "run", "directory", "import", "places", str(file), "--source", SOURCE]
    environment = os.environ | navigator.cluster.environment("directory")
    began = time.perf_counter()
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE, cwd=file.parent
    )
    seconds = time.perf_counter() - began
    added = int(postgres.query(count, database="directory")) - before
    if done.returncode != 0 or added != rows:
        raise ImportFailedError(f"{added} of {rows} places came in: {(done.stdout + done.stderr)[-1000:]}")
    return rows / seconds


def _row(place: SeedPlace) -> Mapping[str, object]:
    return {
        "id": f"bench-{place.number}",
        "nom": place.name,
        "commune": place.commune.name,
        "code_postal": place.postcode,
        "code_insee": place.commune.code,
        "adresse": place.street,
        "latitude": place.latitude if place.latitude is not None else "",
        "longitude": place.longitude if place.longitude is not None else "",
        "typologie": "ASSO",
        "courriels": place.email,
        "site_web": place.website,
        "horaires": place.opening_hours,
        "presentation_resume": place.summary,
        "presentation_detail": place.description,
        "structure_parente": place.bearer_name,
    }
