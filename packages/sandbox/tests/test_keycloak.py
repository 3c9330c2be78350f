"""What is needed to bring a Keycloak here, and how the realm is read; the realm itself is tested with the providers."""

import hashlib
import tomllib
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sandbox.keycloak import distribution, java
from sandbox.keycloak.compare import as_written, laid_over, masked
from sandbox.keycloak.declared import MissingError, read
from sandbox.keycloak.distribution import Distribution, DownloadError
from sandbox.keycloak.java import JavaMissingError, find_java
from sandbox.keycloak.server import REALM_FILE
from sandbox.requiring import is_required
from sandbox.server import ServerError
from sandbox.settings import cache_folder, maven_repository

TOLD = {"PUBLIC_URL": "https://lieux.exemple.test/", "OIDC_CLIENT_SECRET": "c", "OIDC_ADMIN_SECRET": "a"}


# Java


def a_java(folder: Path, version: str) -> Path:
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2026-01-01' >&2\n")
    program.chmod(0o755)
    return program


@pytest.fixture(autouse=True)
def nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "USUAL", str(tmp_path / "jvm"))


def test_the_java_of_java_home_comes_first_then_the_one_on_the_path_then_any_that_fits(tmp_path: Path) -> None:
    named, on_path = a_java(tmp_path / "named", "21.0.1"), a_java(tmp_path / "on-path", "17")
    usual = a_java(tmp_path / "jvm" / "temurin", "25")
    environment = {"JAVA_HOME": str(tmp_path / "named"), "PATH": str(on_path.parent)}
    assert find_java(environment) == named
    assert find_java({"PATH": environment["PATH"]}) == on_path
    assert find_java({"PATH": "/nowhere"}) == usual


def test_an_old_java_is_passed_over_and_named_when_there_is_no_other(tmp_path: Path) -> None:
    old = a_java(tmp_path / "jvm" / "old", "1.8.0_392")
    with pytest.raises(JavaMissingError, match=f"needs Java 17 or newer, and only 1 \\({old}\\) is there"):
        find_java({"PATH": "/nowhere", "JAVA_HOME": "/nowhere"})
    fits = a_java(tmp_path / "jvm" / "recent", "17.0.9")
    assert find_java({"PATH": "/nowhere"}) == fits


def test_without_java_one_is_told_what_to_install() -> None:
    with pytest.raises(JavaMissingError, match=r"none is there\. Install it \(Debian: sudo apt-get install openjdk-17"):
        find_java({"PATH": "/nowhere"})


# The distribution


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Path]:
    """A Maven repository with one artifact; its address is in the file `address`."""
    folder = tmp_path / "repository"
    archive = folder / distribution.ARTIFACT
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(f"keycloak-{distribution.VERSION}/lib/quarkus-run.jar", "a jar")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    (tmp_path / "address").write_text(f"http://127.0.0.1:{server.server_port}")
    yield archive
    server.shutdown()
    server.server_close()


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def wanted(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Distribution:
    monkeypatch.setattr(distribution, "CHECKSUM", hashlib.sha256(repository.read_bytes()).hexdigest())
    return Distribution(tmp_path / "cache", (tmp_path / "address").read_text())


def test_it_is_fetched_checked_unpacked_and_built_once(tmp_path: Path, repository: Path, wanted: Distribution) -> None:
    builds = a_java(tmp_path / "java", "17")
    seen: list[tuple[int, int]] = []
    wanted.prepare(builds, progress=lambda done, total: seen.append((done, total)))
    size = repository.stat().st_size
    assert seen[-1] == (size, size)
    assert wanted.ready
    assert (wanted.home / "lib" / "quarkus-run.jar").read_text() == "a jar"
    assert not list(wanted.cache.glob("*.zip")) + list(wanted.cache.glob("*.part"))
    repository.unlink()
    builds.unlink()
    wanted.prepare(builds)


def test_it_is_built_again_when_it_is_to_be_built_otherwise(
    tmp_path: Path, wanted: Distribution, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds = a_java(tmp_path / "java", "17")
    wanted.prepare(builds)
    monkeypatch.setattr(distribution, "OPTIONS", ("--db=postgres",))
    assert not wanted.ready
    wanted.prepare(builds)
    assert wanted.ready


def test_something_else_under_its_name_is_never_unpacked(
    tmp_path: Path, wanted: Distribution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distribution, "CHECKSUM", "0" * 64)
    monkeypatch.setattr(distribution.time, "sleep", lambda _: None)
    with pytest.raises(DownloadError, match=f"what arrived is not Keycloak {distribution.VERSION}"):
        wanted.prepare(a_java(tmp_path / "java", "17"))
    assert [file.name for file in wanted.cache.iterdir()] == ["lock"]


def test_where_it_cannot_be_had_the_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distribution.time, "sleep", lambda _: None)
    nowhere = Distribution(tmp_path, "http://127.0.0.1:9/maven2/")
    with pytest.raises(DownloadError, match=r"from http://127.0.0.1:9/maven2/org/keycloak/.* MAVEN_REPOSITORY names"):
        nowhere.prepare(tmp_path / "java")


def test_a_build_that_fails_is_told_with_its_last_words(tmp_path: Path, wanted: Distribution) -> None:
    program = a_java(tmp_path / "java", "17")
    program.write_text("#!/bin/sh\necho 'ERROR: no memory'\nexit 1\n")
    with pytest.raises(ServerError, match="cannot be built: ERROR: no memory"):
        wanted.prepare(program)
    assert not wanted.ready


def test_what_is_fetched_is_kept_outside_the_navigators_home() -> None:
    assert cache_folder({"NAV_CACHE": "/x"}) == Path("/x")
    assert cache_folder({"XDG_CACHE_HOME": "/y"}) == Path("/y/navigator")
    assert cache_folder({}) == Path.home() / ".cache" / "navigator"
    assert maven_repository({}) == "https://repo1.maven.org/maven2"
    assert maven_repository({"MAVEN_REPOSITORY": "https://mirror.exemple.test"}) == "https://mirror.exemple.test"


@pytest.mark.parametrize(
    ("environment", "required"),
    [
        ({}, False),
        ({"REQUIRE": "meilisearch, keycloak"}, True),
        ({"REQUIRE": "meilisearch"}, False),
        ({"CI": "true"}, True),
    ],
)
def test_a_real_keycloak_is_required_where_it_is_asked_for(environment: dict[str, str], *, required: bool) -> None:
    assert is_required("keycloak", environment) is required


# The realm as it is written


def test_no_secret_stands_in_the_file() -> None:
    told = tomllib.loads(REALM_FILE.read_text())
    secrets = [client["secret"] for client in told["clients"] if not client["publicClient"]]
    secrets += [provider["config"]["clientSecret"] for provider in told["identity_providers"]]
    secrets += [told["mail"]["smtpServer"]["password"]]
    assert len(secrets) == 5
    assert all(secret.startswith("${") and secret.endswith("}") for secret in secrets)


def test_what_is_missing_is_named_all_at_once() -> None:
    with pytest.raises(MissingError, match=r"^not set: OIDC_ADMIN_SECRET, OIDC_CLIENT_SECRET, PUBLIC_URL$"):
        read(REALM_FILE, {})
    with pytest.raises(MissingError, match=r"^not set: COMMUNITY_CLIENT_SECRET, SMTP_PASSWORD, SMTP_USER$"):
        read(REALM_FILE, {**TOLD, "SMTP_HOST": "mail", "COMMUNITY_ISSUER": "https://sso.exemple.test"})


def test_what_depends_on_a_variable_is_left_out_without_it() -> None:
    bare = read(REALM_FILE, TOLD)
    assert [client["clientId"] for client in bare.clients] == [
        "navigator-gateway",
        "navigator-mobile",
        "navigator-admin",
    ]
    assert not bare.realm["registrationAllowed"] and "smtpServer" not in bare.realm
    assert bare.identity_providers == [] and [one["alias"] for one in bare.left_out] == ["community"]
    with_partner = read(REALM_FILE, {**TOLD, "OIDC_PARTNER_SECRET": "p"})
    assert with_partner.clients[-1]["clientId"] == "partner-example"
    assert with_partner.clients[-1]["secret"] == "p"
    assert "only_with" not in with_partner.clients[-1]


def test_the_gateway_may_be_reached_elsewhere_from_inside() -> None:
    for more, address in [
        ({}, "https://lieux.exemple.test"),
        ({"GATEWAY_URL": "http://gateway:8080"}, "http://gateway:8080"),
    ]:
        gateway = read(REALM_FILE, TOLD | more).clients[0]
        assert gateway["redirectUris"] == ["https://lieux.exemple.test/auth/callback"]
        assert gateway["attributes"]["backchannel.logout.url"] == f"{address}/auth/backchannel-logout"


def test_only_what_is_written_is_compared() -> None:
    written = {"enabled": True, "attributes": {"pkce": "S256"}, "uris": ["a", "b"], "off": False}
    found = {"id": "1", "enabled": True, "attributes": {"pkce": "S256", "more": "x"}, "uris": ["b", "a"]}
    assert as_written(written, found)
    assert not as_written(written, found | {"enabled": False})
    assert not as_written(written, found | {"attributes": {}})
    assert not as_written(written, found | {"uris": ["a", "b", "c"]})
    assert not as_written({"secret": "new"}, {"secret": "old"})
    assert as_written({"secret": "new"}, {"secret": "**********"})
    assert masked({"smtp": {"password": "**********"}}) and not masked({"smtp": {"password": "x"}})
    assert laid_over(found, {"attributes": {"pkce": "plain"}})["attributes"] == {"pkce": "plain", "more": "x"}
