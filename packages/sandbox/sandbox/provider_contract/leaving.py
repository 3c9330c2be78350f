"""Signing out."""

import httpx2
import pytest

from sandbox.provider_contract.navigator import Navigator
from sandbox.provider_contract.promise import PEOPLE, Promise
from sandbox.provider_contract.reading import unverified, verified
from sandbox.realm_names import GATEWAY
from sandbox.realm_server import RealmServer
from sandbox.signing_in import Application, Question, SignInError, answer_to, redeem, refresh

LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


class Leaving(Promise):
    """Sessions end, and everybody concerned is told."""

    def test_signing_out_ends_the_session_and_goes_where_the_client_wishes(
        self, gateway: Application, browser: httpx2.Client, navigator: Navigator
    ) -> None:
        question = Question(gateway)
        tokens = redeem(browser, question, answer_to(browser, question, "lou")["code"])
        wish = {"id_token_hint": tokens.id_token, "post_logout_redirect_uri": f"{navigator.url}/auth/signed-out"}
        answer = browser.get(f"{gateway.endpoints}/logout", params={**wish, "state": "here"})
        assert answer.status_code == 302
        assert answer.headers["location"] == f"{navigator.url}/auth/signed-out?state=here"
        with pytest.raises(SignInError, match="invalid_grant"):
            refresh(gateway, tokens.refresh_token)
        assert answer_to(browser, Question(gateway), "lou", prompt="none")["error"] == "login_required"

    def test_every_client_that_was_let_in_is_told_of_a_sign_out(
        self, realm: RealmServer, gateway: Application, browser: httpx2.Client, navigator: Navigator
    ) -> None:
        question = Question(gateway)
        tokens = redeem(browser, question, answer_to(browser, question, "alix")["code"])
        navigator.told.clear()
        browser.get(f"{gateway.endpoints}/logout", params={"id_token_hint": tokens.id_token})
        (token,) = navigator.told
        claims = verified(realm, token)
        assert (claims["iss"], claims["aud"], claims["sub"]) == (realm.url, GATEWAY, str(PEOPLE["alix"].id))
        assert claims["sid"] == unverified(tokens.access_token)["sid"]
        assert claims["events"] == {LOGOUT_EVENT: {}}
        assert claims["exp"] > claims["iat"] and claims["jti"]
        assert "nonce" not in claims

    def test_nobody_is_sent_to_a_foreign_address_on_signing_out(
        self, gateway: Application, browser: httpx2.Client
    ) -> None:
        question = Question(gateway)
        tokens = redeem(browser, question, answer_to(browser, question, "lou")["code"])
        wish = {"id_token_hint": tokens.id_token, "post_logout_redirect_uri": "https://evil.example/"}
        answer = browser.get(f"{gateway.endpoints}/logout", params=wish)
        assert answer.status_code == 400
        assert "location" not in answer.headers

    def test_no_other_page_can_sign_somebody_out(self, gateway: Application, browser: httpx2.Client) -> None:
        answer_to(browser, Question(gateway), "lou")
        page = browser.get(f"{gateway.endpoints}/logout")
        assert "<form" in page.text
        assert "code" in answer_to(browser, Question(gateway), "", prompt="none")

    def test_a_revoked_token_is_worth_nothing(self, realm: RealmServer, gateway: Application) -> None:
        tokens = realm.sign_in("lou")
        told = {**gateway.proof, "token": tokens.refresh_token, "token_type_hint": "refresh_token"}
        assert httpx2.post(f"{gateway.endpoints}/revoke", data=told).status_code == 200
        with pytest.raises(SignInError, match="invalid_grant"):
            refresh(gateway, tokens.refresh_token)
