"""Staying signed in."""

import httpx2
import pytest

from sandbox.provider_contract.promise import PEOPLE, Promise
from sandbox.provider_contract.reading import unverified
from sandbox.realm_names import MOBILE
from sandbox.realm_server import RealmServer
from sandbox.signing_in import Application, SignInError, refresh


class Staying(Promise):
    """Refresh tokens, and who the person is."""

    def test_a_refresh_token_is_exchanged_for_a_new_one(self, realm: RealmServer, gateway: Application) -> None:
        first = realm.sign_in("lou")
        second = refresh(gateway, first.refresh_token)
        assert second.refresh_token != first.refresh_token
        before, after = unverified(first.access_token), unverified(second.access_token)
        assert (before["sub"], before["sid"], before["scope"]) == (after["sub"], after["sid"], after["scope"])
        assert before["jti"] != after["jti"]
        assert refresh(gateway, second.refresh_token).access_token

    def test_a_refresh_token_used_twice_ends_all_that_came_of_it(
        self, realm: RealmServer, gateway: Application
    ) -> None:
        first = realm.sign_in("lou")
        second = refresh(gateway, first.refresh_token)
        for token in (first.refresh_token, second.refresh_token):
            with pytest.raises(SignInError, match="invalid_grant"):
                refresh(gateway, token)

    def test_a_refresh_token_is_of_use_to_its_own_client_alone(self, realm: RealmServer) -> None:
        tokens = realm.sign_in("lou")
        with pytest.raises(SignInError, match="invalid_grant"):
            refresh(realm.application(MOBILE), tokens.refresh_token)

    def test_userinfo_says_who_the_token_is_about(self, realm: RealmServer, gateway: Application) -> None:
        headers = {"authorization": f"Bearer {realm.sign_in('nour').access_token}"}
        said = httpx2.get(f"{gateway.endpoints}/userinfo", headers=headers).json()
        assert (said["sub"], said["name"]) == (str(PEOPLE["nour"].id), "Nour Haddad")
        assert httpx2.get(f"{gateway.endpoints}/userinfo", headers={"authorization": "Bearer x"}).status_code == 401
