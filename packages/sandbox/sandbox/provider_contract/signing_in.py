"""Who signs in, and what their tokens say."""

import httpx2
import pytest

from identity.refusals import Unauthenticated
from identity.verifier import Verifier
from sandbox.provider_contract.promise import PEOPLE, Promise
from sandbox.provider_contract.reading import told, unverified, verified
from sandbox.realm_names import GATEWAY, MOBILE
from sandbox.realm_server import RealmServer
from sandbox.signing_in import Application, Question, answer_to, redeem


class SigningIn(Promise):
    """A person signs in by a code and PKCE."""

    def test_discovery_names_the_issuer_and_its_endpoints(self, realm: RealmServer) -> None:
        said = httpx2.get(f"{realm.url}/.well-known/openid-configuration").json()
        endpoints = f"{realm.url}/protocol/openid-connect"
        assert said["issuer"] == realm.url
        assert said["authorization_endpoint"] == f"{endpoints}/auth"
        assert said["token_endpoint"] == f"{endpoints}/token"
        assert said["jwks_uri"] == f"{endpoints}/certs"
        assert said["userinfo_endpoint"] == f"{endpoints}/userinfo"
        assert said["end_session_endpoint"] == f"{endpoints}/logout"
        assert said["revocation_endpoint"] == f"{endpoints}/revoke"
        assert "S256" in said["code_challenge_methods_supported"]
        assert "RS256" in said["id_token_signing_alg_values_supported"]
        assert {"authorization_code", "refresh_token", "client_credentials"} <= set(said["grant_types_supported"])
        assert said["backchannel_logout_supported"] and said["backchannel_logout_session_supported"]
        assert said["authorization_response_iss_parameter_supported"]

    @pytest.mark.parametrize("username", PEOPLE)
    async def test_every_person_of_the_demonstration_signs_in_and_services_know_who_it_is(
        self, realm: RealmServer, username: str
    ) -> None:
        person = PEOPLE[username]
        caller = await Verifier(told(realm)).verify(realm.sign_in(username).access_token)
        assert (caller.id, caller.kind, caller.name, caller.username, caller.email) == (
            person.id,
            "person",
            person.name,
            username,
            person.email,
        )
        assert caller.roles & {"moderator", "administrator"} == set(person.all_roles)
        assert caller.client == GATEWAY
        assert caller.session

    def test_the_access_token_says_what_keycloaks_does(self, realm: RealmServer) -> None:
        tokens = realm.sign_in("morgan")
        claims = verified(realm, tokens.access_token)
        expected = {
            "iss": realm.url,
            "aud": ["navigator-api", "account"],
            "azp": GATEWAY,
            "typ": "Bearer",
            "sub": "00000000-0000-4000-8000-000000000007",
            "preferred_username": "morgan",
            "name": "Morgan Etxeberria",
            "given_name": "Morgan",
            "family_name": "Etxeberria",
            "email": "morgan@exemple.test",
            "email_verified": True,
            "locale": "fr",
        }
        assert {name: claims.get(name) for name in expected} == expected
        assert sorted(claims["scope"].split()) == ["email", "openid", "profile"]
        assert sorted(claims["realm_access"]["roles"]) == [
            "default-roles-navigator",
            "moderator",
            "offline_access",
            "uma_authorization",
        ]
        assert claims["exp"] - claims["iat"] == tokens.expires_in == 300
        assert claims["jti"] and claims["sid"] and claims["auth_time"]

    def test_the_id_token_is_for_the_client_alone(self, realm: RealmServer, browser: httpx2.Client) -> None:
        question = Question(realm.application())
        tokens = redeem(browser, question, answer_to(browser, question, "lou")["code"])
        claims = verified(realm, tokens.id_token)
        assert (claims["aud"], claims["typ"], claims["nonce"]) == (GATEWAY, "ID", question.nonce)
        assert claims["sid"] == verified(realm, tokens.access_token)["sid"]
        assert "realm_access" not in claims

    async def test_an_id_or_a_refresh_token_opens_nothing(self, realm: RealmServer) -> None:
        tokens = realm.sign_in("lou")
        for token in (tokens.id_token, tokens.refresh_token):
            with pytest.raises(Unauthenticated):
                await Verifier(told(realm)).verify(token)

    def test_a_phone_signs_in_without_a_secret(self, realm: RealmServer) -> None:
        tokens = realm.sign_in("camille", client_id=MOBILE)
        assert verified(realm, tokens.access_token)["azp"] == MOBILE

    def test_who_answers_and_what_was_asked_come_back_with_the_code(
        self, realm: RealmServer, gateway: Application, browser: httpx2.Client
    ) -> None:
        question = Question(gateway)
        answer = answer_to(browser, question, "lou")
        assert (answer["state"], answer["iss"]) == (question.state, realm.url)
        assert answer["code"]

    def test_a_browser_that_is_signed_in_is_not_asked_again(self, gateway: Application, browser: httpx2.Client) -> None:
        assert answer_to(browser, Question(gateway), "lou", prompt="none")["error"] == "login_required"
        first = Question(gateway)
        before = redeem(browser, first, answer_to(browser, first, "lou")["code"])
        second = Question(gateway)
        after = redeem(browser, second, answer_to(browser, second, "", prompt="none")["code"])
        assert unverified(before.access_token)["sid"] == unverified(after.access_token)["sid"]
        page = browser.get(f"{gateway.endpoints}/auth", params=Question(gateway).parameters(prompt="login"))
        assert page.status_code == 200 and "<form" in page.text
