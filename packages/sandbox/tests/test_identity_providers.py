"""The sandbox's issuer and a real Keycloak keep the same promises."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.issuer.server import Issuer
from sandbox.keycloak.access import Access
from sandbox.keycloak.distribution import DownloadError
from sandbox.keycloak.java import JavaMissingError, find_java
from sandbox.keycloak.server import Keycloak
from sandbox.provider_contract.navigator import Navigator, listening
from sandbox.provider_contract.promise import LEAVING
from sandbox.provider_contract.whole import IdentityProviderContract
from sandbox.realm_names import ADMIN
from sandbox.realm_server import RealmServer
from sandbox.requiring import is_required
from sandbox.settings import REPOSITORY


@pytest.fixture(scope="module")
def navigator() -> Iterator[Navigator]:
    with listening() as navigator:
        yield navigator


@pytest.fixture(scope="module")
def ecosystem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's people, and one more."""
    folder = tmp_path_factory.mktemp("ecosystem")
    told = (REPOSITORY / "ecosystem" / "tiers-lieux" / "people.toml").read_text()
    more = "\n".join(f'{name} = "{getattr(LEAVING, name)}"' for name in ("username", "id", "first_name", "last_name"))
    (folder / "people.toml").write_text(f"{told}\n[[people]]\n{more}\n")
    return folder


class TestIssuer(IdentityProviderContract):
    @pytest.fixture(scope="class")
    @staticmethod
    def realm(tmp_path_factory: pytest.TempPathFactory, navigator: Navigator, ecosystem: Path) -> Iterator[RealmServer]:
        with Issuer(tmp_path_factory.mktemp("issuer"), public_url=navigator.url, ecosystem=ecosystem) as issuer:
            yield issuer

    def access_to_keys(self, realm: RealmServer) -> Access:
        return Access(realm.base, ADMIN, realm.secret(ADMIN), "navigator")


class TestKeycloak(IdentityProviderContract):
    @pytest.fixture(scope="class")
    @staticmethod
    def realm(tmp_path_factory: pytest.TempPathFactory, navigator: Navigator, ecosystem: Path) -> Iterator[RealmServer]:
        keycloak = Keycloak(tmp_path_factory.mktemp("keycloak"), public_url=navigator.url, ecosystem=ecosystem)
        try:
            keycloak.distribution.prepare(find_java(os.environ))
        except (JavaMissingError, DownloadError) as lack:
            if is_required("keycloak", os.environ):
                pytest.fail(str(lack))
            pytest.skip(str(lack))
        with keycloak:
            keycloak.tell()
            yield keycloak

    def access_to_keys(self, realm: RealmServer) -> Access:
        assert isinstance(realm, Keycloak)
        return realm.access
