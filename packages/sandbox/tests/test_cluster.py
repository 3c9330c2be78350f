"""The navigator as a list of parts: a second service costs nothing here."""

import dataclasses
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


@pytest.mark.parametrize(("keycloak", "last"), [(False, "issuer"), (True, "realm")])
def test_people_can_sign_in_before_anybody_asks_who_they_are(
    two_services: Cluster, *, keycloak: bool, last: str
) -> None:
    two_services.choose(keycloak=keycloak)
    parts = {part.name: part for part in two_services.parts(demo=False)}
    assert ("realm" in parts) is keycloak
    for name in ("gateway", "needs", "needs-worker", "directory"):
        assert last in parts[name].after
        assert "issuer" in parts[name].told
    assert type(two_services.issuer).__name__ == ("Keycloak" if keycloak else "Issuer")
    assert Cluster(two_services.settings).with_keycloak is keycloak
    two_services.choose(keycloak=False)
    assert not two_services.with_keycloak


def test_each_secret_is_told_to_the_one_who_needs_it(two_services: Cluster) -> None:
    two_services.parts(demo=False)
    for server in (two_services.postgres, two_services.nats, two_services.redis):
        server.home.mkdir()
        (server.home / "port").write_text("20001")
    gateway, needs = two_services.environment(), two_services.environment("needs")
    assert two_services.issuer
    assert gateway["OIDC_ISSUER"] == needs["OIDC_ISSUER"] == two_services.issuer.url
    assert gateway["OIDC_CLIENT_SECRET"] == two_services.issuer.secret("navigator-gateway")
    assert (needs["OIDC_ADMIN_CLIENT"], needs["OIDC_ADMIN_SECRET"]) == (
        "navigator-admin",
        two_services.issuer.secret("navigator-admin"),
    )
    assert "OIDC_ADMIN_SECRET" not in gateway and "OIDC_CLIENT_SECRET" not in needs


def test_an_issuer_named_by_the_environment_is_used_as_it_is(two_services: Cluster) -> None:
    told = {"OIDC_ISSUER": "https://sso.exemple.test/realms/navigator"}
    outside = Cluster(dataclasses.replace(two_services.settings, inherited=told))
    names = {part.name: part for part in outside.parts(demo=False)}
    assert outside.issuer is None and not {"issuer", "realm"} & set(names)
    for server in (outside.nats, outside.redis):
        server.home.mkdir()
        (server.home / "port").write_text("20001")
    assert not [name for name in outside.environment() if name.startswith("OIDC_")]


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
