"""The sandbox's own sign-in, where it is not Keycloak: its page, its people, its memory."""

import os
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx2
import pytest

from sandbox.issuer import memory, pages
from sandbox.issuer.server import Issuer
from sandbox.people import read_people
from sandbox.realm_names import ADMIN, GATEWAY, MOBILE, MOBILE_REDIRECT
from sandbox.realm_server import RealmServer
from sandbox.server import ServerError
from sandbox.settings import REPOSITORY
from sandbox.signing_in import Question, SignInError, answer_to, new_browser, redeem, refresh

ECOSYSTEM = REPOSITORY / "ecosystem" / "tiers-lieux"
EVERYBODY = ["camille", "nour", "sacha", "dominique", "alix", "lou", "morgan", "admin"]
REALM_FILE = REPOSITORY / "deploy" / "keycloak" / "realm.toml"


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issuer]:
    with Issuer(tmp_path_factory.mktemp("issuer")) as issuer:
        yield issuer


@pytest.fixture
def browser() -> Iterator[httpx2.Client]:
    with new_browser() as browser:
        yield browser


def sign_in_page(issuer: RealmServer, browser: httpx2.Client, *, wish: str = "", **headers: str) -> httpx2.Response:
    asked = Question(issuer.application()).parameters(ui_locales=wish)
    return browser.get(f"{issuer.url}/protocol/openid-connect/auth", params=asked, headers=headers)


# Its place


@pytest.mark.parametrize("environment", [{"ENVIRONMENT": "production"}, {}])
def test_it_does_not_start_in_production(tmp_path: Path, environment: dict[str, str]) -> None:
    inherited = {"PATH": os.environ["PATH"], **environment}
    with pytest.raises(ServerError, match="ENVIRONMENT is production: the sandbox's sign-in lets anybody be anybody"):
        Issuer(tmp_path, inherited=inherited).start()


def test_secrets_keys_and_sessions_are_read_by_their_owner_alone(issuer: Issuer) -> None:
    issuer.sign_in("lou")
    kept = [*issuer.home.glob("*.secret"), issuer.home / "keys.json", issuer.home / "memory.json"]
    assert len(kept) == 5
    assert {file.stat().st_mode & 0o077 for file in kept} == {0}
    assert len({file.read_text() for file in issuer.home.glob("*.secret")}) == 3


def test_a_restart_signs_nobody_out_and_brings_nobody_back(tmp_path: Path, browser: httpx2.Client) -> None:
    first = Issuer(tmp_path)
    with first:
        question = Question(first.application())
        tokens = redeem(browser, question, answer_to(browser, question, "camille")["code"])
        delete(first, "00000000-0000-4000-8000-000000000006")
    with Issuer(tmp_path) as second:
        assert second.url == first.url
        assert refresh(second.application(), tokens.refresh_token).access_token
        assert "code" in answer_to(browser, Question(second.application()), "", prompt="none")
        browser.cookies.clear()
        page = sign_in_page(second, browser)
        assert "camille" in page.text
        assert "lou" not in buttons(page)
        with pytest.raises(SignInError):
            second.sign_in("lou")


# Its page


def test_the_page_has_one_button_for_each_person(issuer: Issuer, browser: httpx2.Client) -> None:
    page = sign_in_page(issuer, browser)
    assert buttons(page) == EVERYBODY
    assert "Camille Roche" in page.text and "Anime un tiers-lieu" in page.text


@pytest.mark.parametrize(
    ("accepted", "wish", "expected"),
    [
        ("", "", "fr"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "", "fr"),
        ("en-GB,en;q=0.9", "", "en"),
        ("de,en;q=0.5,fr;q=0.2", "", "en"),
        ("en;q=0.1,fr;q=0.9", "", "fr"),
        ("en;q=x", "", "en"),
        ("fr", "en", "en"),
        ("en", "de fr", "fr"),
    ],
)
def test_the_page_is_in_french_or_in_english(
    issuer: Issuer, browser: httpx2.Client, accepted: str, wish: str, expected: str
) -> None:
    page = sign_in_page(issuer, browser, wish=wish, **{"accept-language": accepted})
    assert f'<html lang="{expected}">' in page.text
    assert {"fr": "Se connecter", "en": "Sign in"}[expected] in page.text


def test_both_languages_say_the_same_things() -> None:
    words = tomllib.loads((pages.FOLDER / "words.toml").read_text())
    assert words["fr"].keys() == words["en"].keys()
    assert not [text for text in words["fr"].values() if re.search(r"(?<![\u202f\u00a0 ])[:;?!]|'", text)]


def test_the_page_runs_no_script_and_goes_nowhere_but_back(issuer: Issuer, browser: httpx2.Client) -> None:
    page = sign_in_page(issuer, browser)
    policy = page.headers["content-security-policy"]
    assert policy == (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self' http://127.0.0.1:8080"
    )
    assert not re.search(r"<script|<style|style=|\son\w+=", page.text)
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    style = browser.get(f"{issuer.base}{Attributes(page.text, 'link', 'href').found[0]}")
    assert style.headers["content-type"].startswith("text/css")


def test_a_phone_app_may_be_gone_back_to(issuer: Issuer, browser: httpx2.Client) -> None:
    asked = Question(issuer.application(MOBILE)).parameters()
    page = browser.get(f"{issuer.url}/protocol/openid-connect/auth", params=asked)
    assert page.headers["content-security-policy"].endswith("form-action 'self' fr.tierslieux.navigateur:")


def test_a_page_is_of_use_once_and_in_its_own_browser(issuer: Issuer, browser: httpx2.Client) -> None:
    page = sign_in_page(issuer, browser)
    told = {"page": Attributes(page.text, "input", "value").found[0], "person": "lou"}
    address = f"{issuer.url}/login-actions/authenticate"
    assert httpx2.post(address, data=told).status_code == 400
    assert browser.post(address, data=told | {"person": "nobody"}).status_code == 400
    page = sign_in_page(issuer, browser)
    told = {"page": Attributes(page.text, "input", "value").found[0], "person": "lou"}
    assert browser.post(address, data=told).status_code == 303
    again = browser.post(address, data=told)
    assert (again.status_code, "Cette page a expiré" in again.text) == (400, True)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_parts(issuer: Issuer, browser: httpx2.Client) -> None:
    page = sign_in_page(issuer, browser)
    told = {"page": Attributes(page.text, "input", "value").found[0], "person": "lou"}
    answer = browser.post(f"{issuer.url}/login-actions/authenticate", data=told)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"issuer-{issuer.port}=")
    assert "HttpOnly" in cookie and "Path=/realms/navigator/" in cookie and "SameSite=lax" in cookie


def test_somebody_else_can_sign_in_in_the_same_browser(issuer: Issuer, browser: httpx2.Client) -> None:
    first, second = Question(issuer.application()), Question(issuer.application())
    redeem(browser, first, answer_to(browser, first, "lou")["code"])
    redeem(browser, second, answer_to(browser, second, "nour", prompt="login")["code"])
    third = Question(issuer.application())
    silently = redeem(browser, third, answer_to(browser, third, "", prompt="none")["code"])
    headers = {"authorization": f"Bearer {silently.access_token}"}
    said = httpx2.get(f"{issuer.url}/protocol/openid-connect/userinfo", headers=headers).json()
    assert said["preferred_username"] == "nour"


def test_who_signed_in_too_long_ago_is_asked_again(issuer: Issuer, browser: httpx2.Client) -> None:
    question = Question(issuer.application())
    answer_to(browser, question, "lou")
    assert "code" in answer_to(browser, question, "", max_age="3600", prompt="none")
    asked = question.parameters(max_age="0")
    assert "<form" in browser.get(f"{issuer.url}/protocol/openid-connect/auth", params=asked).text


def test_a_form_that_is_too_long_is_not_read(issuer: Issuer) -> None:
    answer = httpx2.post(f"{issuer.url}/protocol/openid-connect/token", data={"grant_type": "x" * 100_000})
    assert answer.json()["error"] == "unsupported_grant_type"


@pytest.mark.parametrize("shown", ["Basic !", "Basic bm8=", "Bearer x", ""])
def test_a_client_that_cannot_prove_itself_is_told_so(issuer: Issuer, shown: str) -> None:
    told = {"grant_type": "client_credentials"}
    answer = httpx2.post(
        f"{issuer.url}/protocol/openid-connect/token", data=told, headers={"authorization": shown} if shown else {}
    )
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.headers["cache-control"] == "no-store"


# What it shares with Keycloak's realm


def test_it_knows_the_realm_as_it_is_written_for_keycloak() -> None:
    told = tomllib.loads(REALM_FILE.read_text())
    realm, clients = told["realm"], {client["clientId"]: client for client in told["clients"]}
    assert (realm["accessTokenLifespan"], realm["ssoSessionIdleTimeout"], realm["ssoSessionMaxLifespan"]) == (
        memory.ACCESS,
        memory.SESSION_IDLE,
        memory.SESSION_MAX,
    )
    assert (realm["accessCodeLifespan"], realm["accessCodeLifespanLogin"]) == (memory.CODE, memory.LOGIN)
    assert set(clients) == {GATEWAY, MOBILE, ADMIN, "partner-example"}
    assert clients[MOBILE]["redirectUris"] == [MOBILE_REDIRECT]
    assert clients[GATEWAY]["redirectUris"] == ["${PUBLIC_URL}/auth/callback"]


def test_the_people_of_the_demonstration_are_eight_with_ids_of_their_own() -> None:
    people = read_people(ECOSYSTEM)
    assert [person.username for person in people] == EVERYBODY
    assert [str(person.id) for person in people] == [f"00000000-0000-4000-8000-{number:012}" for number in range(1, 9)]
    assert {person.username: person.all_roles for person in people if person.roles} == {
        "morgan": ["moderator"],
        "admin": ["administrator", "moderator"],
    }
    assert all(person.fr and person.en for person in people)


def test_an_ecosystem_may_have_no_people(tmp_path: Path) -> None:
    assert read_people(tmp_path) == []


def delete(issuer: Issuer, person: str) -> None:
    headers = {"authorization": f"Bearer {issuer.own_tokens(ADMIN).access_token}"}
    assert httpx2.delete(f"{issuer.base}/admin/realms/navigator/users/{person}", headers=headers).status_code == 204


def buttons(page: httpx2.Response) -> list[str]:
    return Attributes(page.text, "button", "value").found


class Attributes(HTMLParser):
    """The values of one attribute of all tags of one name."""

    def __init__(self, html: str, tag: str, attribute: str) -> None:
        super().__init__()
        self.tag, self.attribute = tag, attribute
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self.tag:
            self.found += [value for name, value in attrs if name == self.attribute and value]
