"""Does the running navigator do its work? Asked of the parts themselves."""

import asyncio
import tomllib
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import httpx2
import nats
from alembic.script import ScriptDirectory

from sandbox.cluster import GROUP, Cluster
from sandbox.findings import Finding, fine, problem, warning
from sandbox.server import ServerError
from sandbox.states import Snapshot, State

SLOW_RELAY = 60  # seconds a fact may wait to leave


def running(cluster: Cluster, snapshot: Snapshot) -> Iterator[Finding]:
    """Look at every part, each service's database, and the bus."""
    yield from _parts(snapshot)
    if cluster.issuer is None or cluster.issuer.running():
        yield from _sign_in(cluster)
    if cluster.postgres.alive():
        for service in cluster.services:
            yield from _database(cluster, service)
    if cluster.nats.alive():
        yield from _streams(cluster)


def _parts(snapshot: Snapshot) -> Iterator[Finding]:
    for part in snapshot.parts:
        said = f"{part.name}: {part.state}"
        if part.state in {State.READY, State.DONE}:
            yield fine(said)
        elif part.state in {State.WAITING, State.STARTING}:
            yield warning(said, "Wait a moment, then ask again")
        else:
            again = "nav down, then make run" if part.state is State.FAILED else "nothing: it is tried again by itself"
            yield problem(f"{said} ({part.detail})", f"Read nav logs {part.name}; then: {again}")


def _sign_in(cluster: Cluster) -> Iterator[Finding]:
    address = cluster.issuer.url if cluster.issuer else cluster.settings.inherited["OIDC_ISSUER"]
    try:
        said = httpx2.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status().json()
    except (httpx2.HTTPError, ValueError) as error:
        yield problem(f"nobody can sign in at {address}: {error!r}", "nav logs issuer")
        return
    if said.get("issuer") == address:
        yield fine(f"people sign in at {address}")
    else:
        yield problem(
            f"who signs in at {address} is told to be at {said.get('issuer')}", "Set OIDC_ISSUER to what it says itself"
        )


def _database(cluster: Cluster, service: str) -> Iterator[Finding]:
    try:
        version = cluster.postgres.query("select version_num from alembic_version", database=service)
        if version != newest_revision(service):
            yield problem(f"the database of {service} is at {version or 'nothing'}, not the newest", _migrate(service))
            return
        yield fine(f"the database of {service} is at its newest revision")
        dead = int(cluster.postgres.query("select count(*) from dead_letter", database=service))
        late = int(cluster.postgres.query(_LATE, database=service))
    except ServerError as error:
        yield problem(f"the database of {service} cannot be read: {error}", _migrate(service))
        return
    if dead:
        look = f'nav logs {service}; once mended: eval "$(nav env {service})" && chassis replay {service}'
        yield problem(f"{service} gave up on {dead} facts", f"Read their errors in the table dead_letter, and {look}")
    if late:
        yield problem(f"{late} facts of {service} wait to leave for more than {SLOW_RELAY} s", f"nav logs {service}")


_LATE = (
    f"select count(*) from outbox where published_at is null and created_at < now() - interval '{SLOW_RELAY} seconds'"
)


def _migrate(service: str) -> str:
    return f'eval "$(nav env {service})" && chassis migrate {service}; or: nav down, then make run'


def newest_revision(service: str) -> str | None:
    """Return the newest revision that the service's code knows."""
    (point,) = entry_points(group=GROUP, name=service)
    spec = find_spec(point.module.partition(".")[0])
    if spec is None or spec.origin is None:
        return None
    return ScriptDirectory(str(Path(spec.origin).parent / "migrations")).get_current_head()


def _streams(cluster: Cluster) -> Iterator[Finding]:
    declared = tomllib.loads(cluster.settings.streams.read_text())
    wanted = set(declared.get("streams", {}))
    wanted |= {f"{table['stream']}/{name}" for name, table in declared.get("consumers", {}).items()}
    try:
        missing = wanted - asyncio.run(_known(cluster.nats.url))
    except (OSError, nats.errors.Error) as error:
        yield problem(f"the bus does not answer: {error}", "nav logs nats")
        return
    if missing:
        repair = f'eval "$(nav env)" && chassis streams {cluster.settings.streams}'
        yield problem(f"the bus lacks {', '.join(sorted(missing))}", repair)
    else:
        yield fine(f"streams: {', '.join(sorted(wanted))}")


async def _known(url: str) -> set[str]:
    connection = await nats.connect(url, connect_timeout=5, max_reconnect_attempts=1)
    try:
        bus = connection.jetstream()
        streams = [stream.config.name or "" for stream in await bus.streams_info()]
        durables = {f"{name}/{consumer.name}" for name in streams for consumer in await bus.consumers_info(name)}
        return durables | set(streams)
    finally:
        await connection.close()
