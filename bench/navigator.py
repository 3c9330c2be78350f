"""The navigator as `nav up` runs it, in a home of its own: real PostgreSQL, NATS and Redis, directory, gateway."""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Self
from uuid import UUID

from bench.places import SeedPlace, networks
from chassis import database
from directory.networks.actions import save_networks
from directory.networks.schemas import NetworkDraft
from directory.places.actions import join_networks, save_places
from directory.places.schemas import AddressDraft, LocationDraft, PlaceDraft
from directory.schemas import Source
from sandbox.cluster import Cluster
from sandbox.ports import LOOPBACK, choose_port
from sandbox.programs import Program, Task
from sandbox.server import Server
from sandbox.settings import REPOSITORY, Settings

BATCH = 500
IDS = "SELECT place_id FROM place_origin WHERE source = 'bench' ORDER BY external_id::int"
WAITING = "SELECT count(*) FROM outbox WHERE published_at IS NULL"
SOURCE = Source(key="bench", date=date(2026, 1, 2))
# Rate limits would stop one client that asks as fast as it can; its own `no-cache` must be heard to measure without.
RAW = {"ENVIRONMENT": "production", "LOG_LEVEL": "warning", "RATE_LIMITS": "off", "TRUST_NO_CACHE": "1"}

Said = Callable[[int], None]


class Navigator:
    """One navigator under ``home``; ``told`` are environment variables beside those of a raw run."""

    def __init__(self, home: Path, **told: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        settings = Settings(
            home=home,
            port=choose_port(home / "port"),
            ecosystem=REPOSITORY / "ecosystem" / "tiers-lieux",
            web_root=REPOSITORY / "web" / "dist",
            streams=REPOSITORY / "deploy" / "nats" / "streams.toml",
            inherited=os.environ | RAW | told,
        )
        self.cluster = Cluster(settings)
        self._running = ExitStack()

    @property
    def url(self) -> str:
        """Where its gateway answers."""
        return f"http://{LOOPBACK}:{self.cluster.settings.port}"

    @property
    def database_url(self) -> str:
        """The directory's database."""
        return self.cluster.postgres.url("directory")

    @property
    def nats_url(self) -> str:
        """The bus."""
        return self.cluster.nats.url

    def processes(self) -> list[tuple[str, int]]:
        """Its running parts: name and process."""
        return [(name, part.pid) for name, part in self.parts.items() if part.pid]

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            self.parts: dict[str, Server] = {}
            for part in self.cluster.parts(demo=False):
                if isinstance(part.runs, Task):
                    part.runs.run()
                else:
                    starting.enter_context(part.runs)
                    self.parts[part.name] = part.runs
            self._running = starting.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    @contextmanager
    def limited(self) -> Iterator[str]:
        """Run a second gateway that counts every request of every client; where it answers."""
        cluster = self.cluster
        told = {"RATE_LIMITS": "on", "LIMIT_READ": str(10**9), "LIMIT_HEAVY": str(10**9)}
        gateway = Program(
            "limited gateway",
            [sys.executable, "-m", "gateway", "serve"],
            home=cluster.settings.home / "run" / "limited",
            environment=lambda: {**cluster.settings.inherited, **cluster.environment(), **told},
        )
        with gateway:
            yield f"http://{LOOPBACK}:{gateway.port}"

    def fill(self, places: Iterable[SeedPlace], *, said: Said, waiting: Said) -> None:
        """Save the places by the directory's own actions, wait until every fact has left, then do as autovacuum would.

        ``said`` hears how many there are, ``waiting`` how many facts still have to leave.
        """
        asyncio.run(_load(self.database_url, places, said))
        postgres = self.cluster.postgres
        while left := int(postgres.query(WAITING, database="directory")):
            waiting(left)
            time.sleep(0.5)
        waiting(0)
        postgres.query("VACUUM ANALYZE", database="directory")

    def ids(self) -> list[UUID]:
        """The ids of the places that were filled in, by their numbers."""
        return [UUID(line) for line in self.cluster.postgres.query(IDS, database="directory").splitlines()]


async def _load(url: str, places: Iterable[SeedPlace], said: Said) -> None:
    sessions = database.connect(url)
    now, done = datetime.now(UTC), 0
    try:
        async with sessions.begin() as session:
            known = await save_networks(session, _networks(), source=SOURCE, now=now)
        for batch in _batches(places):
            async with sessions.begin() as session:
                saved = await save_places(session, [draft_of(place) for place in batch], source=SOURCE, now=now)
                pairs = [
                    (one.place_id, known[slug])
                    for one, place in zip(saved, batch, strict=True)
                    for slug in place.networks
                ]
                await join_networks(session, pairs, now=now)
            done += len(batch)
            said(done)
    finally:
        await database.engine_of(sessions).dispose()


def _batches(places: Iterable[SeedPlace]) -> Iterator[list[SeedPlace]]:
    left = iter(places)
    while batch := list(islice(left, BATCH)):
        yield batch


def _networks() -> list[NetworkDraft]:
    return [
        NetworkDraft(slug=one.slug, name=one.name, kind=one.kind, region_code=one.region_code, region=one.region)
        for one in networks()
    ]


def draft_of(place: SeedPlace) -> PlaceDraft:
    """The place as a source tells the directory of it."""
    commune = place.commune
    location = None
    if place.latitude is not None and place.longitude is not None:
        location = LocationDraft(latitude=place.latitude, longitude=place.longitude, precision="address", score=0.9)
    address = AddressDraft(
        street=place.street,
        postcode=place.postcode,
        commune_code=commune.code,
        commune=commune.name,
        departement_code=commune.departement_code,
        departement=commune.departement.name,
        region_code=commune.region.code,
        region=commune.region.name,
    )
    same = ("name", "summary", "description", "typologies", "labels", "bearer_name", "bearer_legal_form", "email")
    also = ("website", "opening_hours", "total_m2", "founded")
    said = {name: getattr(place, name) for name in (*same, *also)}
    return PlaceDraft(external_id=str(place.number), address=address, location=location, **said)
