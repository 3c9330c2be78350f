"""The adapter `identity.provider`, and the keys."""

import secrets
import time
from uuid import UUID

import httpx2
import pytest
from pydantic import SecretStr

from identity.keys import Keys, over_http
from identity.provider import KeycloakProvider, PartnerNameTaken, PartnerSecret
from identity.refusals import IdentityUnavailable
from identity.verifier import Verifier
from sandbox.keycloak.access import Access
from sandbox.provider_contract.navigator import Navigator
from sandbox.provider_contract.promise import LEAVING, PEOPLE, Promise
from sandbox.provider_contract.reading import header, told, unverified, verified
from sandbox.realm_names import GATEWAY, PARTNER
from sandbox.realm_server import RealmServer
from sandbox.signing_in import Application, SignInError, Tokens, own_tokens, refresh

NOBODY = UUID("00000000-0000-4000-8000-00000000ffff")


class Adapter(Promise):
    """Accounts, sessions, partners and keys."""

    async def test_an_account_is_found_by_id_name_and_address(self, provider: KeycloakProvider) -> None:
        camille = PEOPLE["camille"]
        found = await provider.find(camille.id)
        assert found is not None
        assert (found.id, found.username, found.name, found.email, found.enabled) == (
            camille.id,
            "camille",
            camille.name,
            camille.email,
            True,
        )
        assert await provider.find_by_name("Camille") == found
        assert await provider.find_by_name("camille@exemple.test") == found
        assert await provider.find_by_name("camill") is None
        assert await provider.find(NOBODY) is None

    async def test_a_person_is_signed_out_everywhere(
        self, realm: RealmServer, provider: KeycloakProvider, gateway: Application, navigator: Navigator
    ) -> None:
        tokens = [realm.sign_in("dominique"), realm.sign_in("dominique")]
        navigator.told.clear()
        await provider.end_sessions(PEOPLE["dominique"].id)
        for one in tokens:
            with pytest.raises(SignInError, match="invalid_grant"):
                refresh(gateway, one.refresh_token)
        sessions = {unverified(one.access_token)["sid"] for one in tokens}
        assert sessions <= {verified(realm, token)["sid"] for token in navigator.told}
        await provider.end_sessions(NOBODY)

    async def test_partners_come_are_listed_and_are_shut_out(
        self, realm: RealmServer, provider: KeycloakProvider
    ) -> None:
        made = await provider.create_partner("communecter", label="Communecter", scopes=["directory:write"])
        only_reads = await provider.create_partner("lecteur", label="Lecteur", scopes=["directory:read"])
        with pytest.raises(PartnerNameTaken):
            await provider.create_partner("communecter", label="Autre", scopes=[])
        caller = await Verifier(told(realm)).verify(partner_tokens(realm, made, "directory:write").access_token)
        assert caller.client == "partner-communecter"
        assert caller.scopes == {"directory:read", "directory:write"}
        with pytest.raises(SignInError, match="invalid_scope"):
            partner_tokens(realm, only_reads, "directory:write")
        known = {partner.client_id: partner for partner in await provider.partners()}
        assert known["partner-communecter"].name == "Communecter"
        assert known["partner-communecter"].scopes == {"directory:read", "directory:write"}
        assert known["partner-lecteur"].scopes == {"directory:read"}
        assert known[PARTNER].enabled and GATEWAY not in known
        assert await provider.disable_partner("partner-communecter")
        with pytest.raises(SignInError, match=r"invalid_client|unauthorized_client"):
            partner_tokens(realm, made)
        assert {partner.client_id: partner.enabled for partner in await provider.partners()} == {
            PARTNER: True,
            "partner-communecter": False,
            "partner-lecteur": True,
        }
        assert not await provider.disable_partner("partner-nobody")
        assert not await provider.disable_partner(GATEWAY)

    async def test_an_adapter_with_a_wrong_secret_says_that_it_cannot(self, realm: RealmServer) -> None:
        wrong = told(realm).model_copy(update={"oidc_admin_secret": SecretStr("not the secret")})
        with pytest.raises(IdentityUnavailable):
            await KeycloakProvider(wrong).find(NOBODY)

    def test_only_the_adapters_client_gets_to_the_admin_side(self, realm: RealmServer) -> None:
        users = f"{realm.base}/admin/realms/navigator/users"
        assert httpx2.get(users).status_code == 401
        for tokens in (realm.sign_in("admin"), realm.own_tokens()):
            headers = {"authorization": f"Bearer {tokens.access_token}"}
            assert httpx2.get(users, headers=headers).status_code in {401, 403}

    async def test_after_a_rotation_old_and_new_tokens_are_both_believed(self, realm: RealmServer) -> None:
        later = [0.0]  # a verifier looks for new keys now and then only
        keys = Keys(over_http(f"{realm.url}/protocol/openid-connect/certs"), clock=lambda: time.monotonic() + later[0])
        verifier, before = Verifier(told(realm), keys=keys), realm.sign_in("lou").access_token
        await verifier.verify(before)
        rotate(self.access_to_keys(realm))
        after = realm.sign_in("lou").access_token
        assert header(before)["kid"] != header(after)["kid"]
        later[0] = 60.0
        assert (await verifier.verify(after)).username == "lou"
        assert (await Verifier(told(realm)).verify(before)).username == "lou"

    async def test_an_account_is_removed_once_and_for_all(
        self, realm: RealmServer, provider: KeycloakProvider, gateway: Application, navigator: Navigator
    ) -> None:
        tokens = realm.sign_in(LEAVING.username)
        navigator.told.clear()
        assert await provider.erase(LEAVING.id)
        assert not await provider.erase(LEAVING.id)
        assert await provider.find(LEAVING.id) is None
        assert await provider.find_by_name(LEAVING.username) is None
        with pytest.raises(SignInError, match="invalid_grant"):
            refresh(gateway, tokens.refresh_token)
        with pytest.raises(SignInError):
            realm.sign_in(LEAVING.username)
        assert unverified(tokens.access_token)["sid"] in {verified(realm, one)["sid"] for one in navigator.told}


def partner_tokens(realm: RealmServer, partner: PartnerSecret, scope: str = "") -> Tokens:
    """Sign a partner's program in."""
    return own_tokens(Application(realm.url, partner.client_id, partner.secret, ""), scope)


def rotate(access: Access) -> None:
    """Give the realm a new signing key, which takes precedence over those it has."""
    access.to("navigator").create_component(
        {
            "name": f"rsa-{secrets.token_hex(4)}",
            "providerId": "rsa-generated",
            "providerType": "org.keycloak.keys.KeyProvider",
            "config": {"priority": [str(int(time.time()))], "keySize": ["2048"]},
        }
    )
