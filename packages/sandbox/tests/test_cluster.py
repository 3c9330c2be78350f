"""The navigator as a list of parts: a second service costs nothing here."""

import json
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from sandbox import cluster
from sandbox.cluster import Cluster
from sandbox.settings import Settings


@pytest.fixture
def two_services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    points = [EntryPoint(name, f"{name}.service:service", cluster.GROUP) for name in ("needs", "directory")]
    monkeypatch.setattr(cluster, "entry_points", lambda **_: points)
    told = {"LOG_LEVEL": "debug", "ENVIRONMENT": "production"}
    folders = dict.fromkeys(("ecosystem", "web_root", "streams"), tmp_path)
    return Cluster(Settings(home=tmp_path, port=8080, inherited=told, **folders))


@pytest.mark.parametrize(("demo", "content"), [(True, "demo"), (False, "ecosystem")])
def test_every_part_comes_after_what_it_needs(two_services: Cluster, *, demo: bool, content: str) -> None:
    parts = two_services.parts(demo=demo)
    names = [part.name for part in parts]
    assert names[-1] == content
    assert {"postgres", "nats", "redis", "streams", "gateway"} < set(names)
    assert {"needs", "needs-schema", "needs-worker", "directory-worker"} < set(names)
    for number, part in enumerate(parts):
        assert {*part.after, *part.told} <= set(names[:number])


def test_the_gateway_is_told_where_each_service_is_and_each_service_of_its_own_database(two_services: Cluster) -> None:
    two_services.parts(demo=False)
    for server in (two_services.postgres, two_services.nats, two_services.redis):
        server.home.mkdir()
        (server.home / "port").write_text("20001")
    gateway, needs = two_services.environment(), two_services.environment("needs")
    assert set(json.loads(gateway["SERVICES"])) == {"directory", "needs"}
    assert "DATABASE_URL" not in gateway
    assert needs["DATABASE_URL"].startswith("postgresql+asyncpg://needs:")
    assert needs["DATABASE_URL"].endswith("@127.0.0.1:20001/needs")
    assert needs["ENVIRONMENT"] == "production"
