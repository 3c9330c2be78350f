"""What nobody gets."""

import secrets
from urllib.parse import urlsplit

import httpx2
import pytest

from sandbox.provider_contract.promise import Promise
from sandbox.realm_names import GATEWAY, MOBILE
from sandbox.realm_server import RealmServer
from sandbox.signing_in import Application, Question, SignInError, answer_to, redeem, refresh


class Refusing(Promise):
    """Neither clients nor thieves get more than is theirs."""

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://evil.example/auth/callback",
            "{}/auth/callback/",
            "{}/auth/callback?x=1",
            "{}.evil.example/auth/callback",
        ],
    )
    def test_an_address_that_is_not_exactly_the_clients_is_never_gone_to(
        self, gateway: Application, browser: httpx2.Client, elsewhere: str
    ) -> None:
        origin = gateway.redirect_uri.removesuffix("/auth/callback")
        asked = Question(gateway).parameters(redirect_uri=elsewhere.format(origin))
        answer = browser.get(f"{gateway.endpoints}/auth", params=asked)
        assert answer.status_code == 400
        assert "location" not in answer.headers

    def test_an_unknown_client_is_refused(self, gateway: Application, browser: httpx2.Client) -> None:
        asked = Question(gateway).parameters(client_id="somebody-else")
        assert browser.get(f"{gateway.endpoints}/auth", params=asked).status_code == 400

    @pytest.mark.parametrize(
        ("told", "error"),
        [
            ({"code_challenge": "", "code_challenge_method": ""}, "invalid_request"),
            ({"code_challenge_method": "plain"}, "invalid_request"),
            ({"scope": "openid everything"}, "invalid_scope"),
            ({"scope": "openid directory:write"}, "invalid_scope"),
        ],
    )
    @pytest.mark.parametrize("client_id", [GATEWAY, MOBILE])
    def test_what_a_client_may_not_ask_is_told_it(
        self, realm: RealmServer, browser: httpx2.Client, client_id: str, told: dict[str, str], error: str
    ) -> None:
        answer = answer_to(browser, Question(realm.application(client_id)), "lou", **told)
        assert answer["error"] == error
        assert "code" not in answer

    def test_a_token_instead_of_a_code_is_not_given(self, gateway: Application, browser: httpx2.Client) -> None:
        asked = Question(gateway).parameters(response_type="token")
        answer = browser.get(f"{gateway.endpoints}/auth", params=asked)
        back = urlsplit(answer.headers["location"])
        assert "access_token" not in back.query + back.fragment
        assert "error" in back.query + back.fragment

    @pytest.mark.parametrize(
        "changed",
        [
            {"code_verifier": secrets.token_urlsafe(48)},
            {"code_verifier": ""},
            {"redirect_uri": "https://evil.example/"},
        ],
    )
    def test_a_code_is_worth_nothing_to_who_did_not_ask_for_it(
        self, gateway: Application, browser: httpx2.Client, changed: dict[str, str]
    ) -> None:
        question = Question(gateway)
        code = answer_to(browser, question, "lou")["code"]
        with pytest.raises(SignInError, match=r"invalid_grant|invalid_request"):
            redeem(browser, question, code, **changed)
        with pytest.raises(SignInError, match="invalid_grant"):
            redeem(browser, question, code)  # it was spent on the wrong answer

    def test_a_code_works_once_and_its_second_use_ends_what_the_first_gave(
        self, gateway: Application, browser: httpx2.Client
    ) -> None:
        question = Question(gateway)
        code = answer_to(browser, question, "lou")["code"]
        tokens = redeem(browser, question, code)
        with pytest.raises(SignInError, match="invalid_grant"):
            redeem(browser, question, code)
        with pytest.raises(SignInError, match="invalid_grant"):
            refresh(gateway, tokens.refresh_token)

    def test_a_code_of_another_client_is_refused(self, realm: RealmServer, browser: httpx2.Client) -> None:
        mobile, gateway = realm.application(MOBILE), realm.application(GATEWAY)
        question = Question(mobile)
        code = answer_to(browser, question, "lou")["code"]
        with pytest.raises(SignInError, match="invalid_grant"):
            redeem(browser, Question(gateway, verifier=question.verifier), code, redirect_uri=mobile.redirect_uri)

    def test_a_wrong_secret_is_refused(self, gateway: Application, browser: httpx2.Client) -> None:
        thief = Application(gateway.issuer, GATEWAY, "not the secret", gateway.redirect_uri)
        question = Question(thief)
        code = answer_to(browser, question, "lou")["code"]
        with pytest.raises(SignInError, match=r"invalid_client|unauthorized_client"):
            redeem(browser, question, code)

    def test_a_password_buys_nothing(self, gateway: Application) -> None:
        told = {**gateway.proof, "grant_type": "password", "username": "lou", "password": "lou"}
        answer = httpx2.post(f"{gateway.endpoints}/token", data=told)
        assert answer.status_code in {400, 401}
        assert answer.json()["error"] in {"unauthorized_client", "unsupported_grant_type"}
