"""The sandbox's issuer and a real Keycloak keep the same promises."""

import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from keycloak import KeycloakAdmin
from keycloak.exceptions import KeycloakError

from sandbox.issuer.server import Issuer
from sandbox.keycloak.access import Access
from sandbox.keycloak.distribution import DownloadError
from sandbox.keycloak.java import JavaMissingError, find_java
from sandbox.keycloak.server import Keycloak
from sandbox.provider_contract.navigator import Navigator, listening
from sandbox.provider_contract.promise import LEAVING
from sandbox.provider_contract.whole import IdentityProviderContract
from sandbox.realm_names import ADMIN, GATEWAY, REALM
from sandbox.realm_server import RealmServer
from sandbox.requiring import is_required
from sandbox.settings import REPOSITORY
from sandbox.signing_in import Question, SignInError, sign_in

PASSWORD = "une phrase assez longue"


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
            assert "realm navigator: made" in keycloak.tell()
            yield keycloak

    def access_to_keys(self, realm: RealmServer) -> Access:
        return as_keycloak(realm).access

    def test_a_realm_that_is_as_written_is_left_alone(self, realm: RealmServer) -> None:
        assert as_keycloak(realm).tell() == []

    def test_what_was_changed_by_hand_is_put_right_and_what_is_not_written_stays(self, realm: RealmServer) -> None:
        admin = as_keycloak(realm).access.to(REALM)
        admin.update_realm(
            REALM, {**admin.get_realm(REALM), "accessTokenLifespan": 86400, "bruteForceProtected": False}
        )
        admin.update_realm_role("administrator", {**admin.get_realm_role("administrator"), "description": "All-mighty"})
        gateway = admin.get_client_id(GATEWAY) or ""
        admin.update_client(gateway, {"clientId": GATEWAY, "redirectUris": ["*"], "attributes": {}})
        scope = next(scope["id"] for scope in admin.get_client_scopes() if scope["name"] == "address")
        admin.add_client_default_client_scope(gateway, scope, {})
        admin.create_client({"clientId": "forum", "redirectUris": ["https://forum.exemple.test/*"]})
        person = admin.create_user({"username": "passante", "enabled": True})
        assert as_keycloak(realm).tell() == [
            "realm navigator: changed",
            "role administrator: changed",
            "client navigator-gateway: changed",
            "client navigator-gateway: default scope address taken",
        ]
        assert as_keycloak(realm).tell() == []
        assert admin.get_realm(REALM)["accessTokenLifespan"] == 300
        assert admin.get_client(gateway)["redirectUris"] == [f"{realm.public_url}/auth/callback"]
        assert admin.get_client_id("forum") and admin.get_user(person)["username"] == "passante"

    def test_what_the_adapter_may_do_is_no_more_than_what_is_written(self, realm: RealmServer) -> None:
        admin = as_keycloak(realm).access.to(REALM)
        client, management = admin.get_client_id(ADMIN) or "", admin.get_client_id("realm-management") or ""
        account = admin.get_client_service_account_user(client)["id"]
        admin.assign_client_role(account, management, [admin.get_client_role(management, "manage-realm")])
        assert as_keycloak(realm).tell() == ["client navigator-admin: may no longer manage-realm"]

    def test_the_communitys_accounts_are_let_in_when_its_issuer_is_named(
        self, realm: RealmServer, tmp_path: Path
    ) -> None:
        keycloak = as_keycloak(realm)
        question = Question(realm.application())
        with Issuer(tmp_path / "community") as community:
            told = {"COMMUNITY_ISSUER": community.url, "COMMUNITY_CLIENT_SECRET": "of the community"}
            assert keycloak.tell(**told) == ["identity provider community: made"]
            assert keycloak.tell(**told) == []
            page = httpx2.get(f"{realm.url}/protocol/openid-connect/auth", params=question.parameters())
            assert "Compte de la communauté" in page.text
            known = keycloak.access.to(REALM).get_idp("community")["config"]
            assert known["tokenUrl"] == f"{community.url}/protocol/openid-connect/token"
            assert known["pkceMethod"] == "S256" and known["validateSignature"] == "true"
        assert keycloak.tell() == ["identity provider community: turned off"]
        assert keycloak.tell() == []

    def test_people_may_come_by_themselves_once_mail_can_be_sent(self, realm: RealmServer) -> None:
        keycloak, admin = as_keycloak(realm), as_keycloak(realm).access.to(REALM)
        told = {"SMTP_HOST": "mail.exemple.test", "SMTP_USER": "navigateur", "SMTP_PASSWORD": "secret"}
        assert keycloak.tell(**told) == ["realm navigator: changed"]
        known = admin.get_realm(REALM)
        assert known["registrationAllowed"] and known["verifyEmail"] and known["smtpServer"]["port"] == "587"
        assert keycloak.tell(**told) == []
        assert keycloak.tell() == ["realm navigator: changed"]
        assert not admin.get_realm(REALM)["registrationAllowed"]

    def test_a_new_account_first_reads_what_becomes_of_what_one_writes(self, realm: RealmServer) -> None:
        admin = as_keycloak(realm).access.to(REALM)
        arrive(admin, "nouvelle")
        with pytest.raises(SignInError, match="Ce que vous écrivez sur un lieu est public"):
            sign_in(realm.application(), "nouvelle", password=PASSWORD)

    def test_who_guesses_passwords_is_kept_waiting(self, realm: RealmServer) -> None:
        admin = as_keycloak(realm).access.to(REALM)
        admin.update_user(arrive(admin, "victime"), {"requiredActions": []})
        assert sign_in(realm.application(), "victime", password=PASSWORD).access_token
        for _ in range(8):
            with pytest.raises(SignInError):
                sign_in(realm.application(), "victime", password="guessed")
        with pytest.raises(SignInError):
            sign_in(realm.application(), "victime", password=PASSWORD)

    def test_a_short_password_is_refused(self, realm: RealmServer) -> None:
        admin = as_keycloak(realm).access.to(REALM)
        with pytest.raises(KeycloakError, match="invalidPasswordMinLengthMessage"):
            admin.set_user_password(arrive(admin, "pressee"), "court", temporary=False)


def arrive(admin: KeycloakAdmin, username: str) -> str:
    """Make an account as an administrator does."""
    names = {"firstName": "Une", "lastName": "Personne", "email": f"{username}@exemple.test", "emailVerified": True}
    credentials = [{"type": "password", "value": PASSWORD, "temporary": False}]
    return admin.create_user({"username": username, "enabled": True, "credentials": credentials, **names})


def as_keycloak(realm: RealmServer) -> Keycloak:
    assert isinstance(realm, Keycloak)
    return realm
