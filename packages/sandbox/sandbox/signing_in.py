"""Signing in without a browser: the pages of the sandbox's issuer and of Keycloak, read and answered over HTTP."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx2

PATIENCE = 30.0  # seconds
SCOPE = "openid profile email"
UNSEEN = {"script", "style", "title"}


class SignInError(Exception):
    """The sign-in did not end in what was wanted; the message holds what was answered."""


@dataclass(frozen=True)
class Application:
    """A client of an issuer: who it is, and where its people come back to."""

    issuer: str
    client_id: str
    secret: str
    redirect_uri: str

    @property
    def endpoints(self) -> str:
        """The address that the issuer's endpoints begin with."""
        return f"{self.issuer}/protocol/openid-connect"

    @property
    def proof(self) -> dict[str, str]:
        """The form fields by which it proves itself."""
        return {"client_id": self.client_id, **({"client_secret": self.secret} if self.secret else {})}


@dataclass(frozen=True)
class Tokens:
    """What the token endpoint answered."""

    access_token: str
    refresh_token: str = ""
    id_token: str = ""
    expires_in: int = 0
    scope: str = ""


@dataclass
class Question:
    """An authorization request, with what only its client knows."""

    application: Application
    scope: str = SCOPE
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    state: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def parameters(self, **more: str) -> dict[str, str]:
        """Return the request's parameters; `more` adds or replaces some, an empty one is left out."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        told = {
            "client_id": self.application.client_id,
            "redirect_uri": self.application.redirect_uri,
            "response_type": "code",
            "scope": self.scope,
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            **more,
        }
        return {name: value for name, value in told.items() if value}


def new_browser() -> httpx2.Client:
    """Return a client that keeps cookies as browsers do: this machine is as safe to them as HTTPS, so to Keycloak."""
    policy = DefaultCookiePolicy(secure_protocols=("https", "http"))
    return httpx2.Client(timeout=PATIENCE, cookies=CookieJar(policy))


def sign_in(application: Application, username: str, *, password: str = "") -> Tokens:
    """Sign a person in, and return their tokens. Where a password is asked, it is the username unless given.

    Raises SignInError when the issuer says no.
    """
    question = Question(application)
    with new_browser() as browser:
        answer = answer_to(browser, question, username, password or username)
        if answer.get("state") != question.state:
            raise SignInError(f"another state came back: {answer}")
        return redeem(browser, question, answer.get("code", ""))


def answer_to(
    browser: httpx2.Client, question: Question, username: str, password: str = "", **more: str
) -> dict[str, str]:
    """Ask, let this person sign in where a page asks for it, and return what comes back to the client."""
    page = browser.get(f"{question.application.endpoints}/auth", params=question.parameters(**more))
    for _ in range(3):
        location = page.headers.get("location", "")
        if location.startswith(question.application.redirect_uri):
            return dict(parse_qsl(urlsplit(location).query))
        page = browser.get(urljoin(str(page.url), location)) if location else _fill(browser, page, username, password)
    raise SignInError(f"no way back to the client: {page.status_code} {_Page(page).says}")


def redeem(browser: httpx2.Client, question: Question, code: str, **more: str) -> Tokens:
    """Exchange a code for tokens."""
    told = {"code": code, "code_verifier": question.verifier, "redirect_uri": question.application.redirect_uri, **more}
    return _tokens(browser, question.application, grant_type="authorization_code", **told)


def refresh(application: Application, token: str) -> Tokens:
    """Exchange a refresh token for new tokens. Raises SignInError when the issuer says no."""
    with httpx2.Client(timeout=PATIENCE) as http:
        return _tokens(http, application, grant_type="refresh_token", refresh_token=token)


def own_tokens(application: Application, scope: str = "") -> Tokens:
    """Return the tokens a program gets in its own name."""
    with httpx2.Client(timeout=PATIENCE) as http:
        return _tokens(http, application, grant_type="client_credentials", **({"scope": scope} if scope else {}))


def _tokens(http: httpx2.Client, application: Application, **told: str) -> Tokens:
    answer = http.post(f"{application.endpoints}/token", data={**application.proof, **told})
    body: dict[str, Any] = answer.json()
    if answer.is_error:
        raise SignInError(f"{body.get('error')}: {body.get('error_description')}")
    return Tokens(**{name: body[name] for name in Tokens.__dataclass_fields__ if name in body})


def _fill(browser: httpx2.Client, page: httpx2.Response, username: str, password: str) -> httpx2.Response:
    form = _Page(page)
    if form.action is None or not form.asks & {"password", "person"}:
        raise SignInError(f"no sign-in page: {page.status_code} {form.says}")
    given = {"username": username, "password": password or username, "person": username}
    told = form.hidden | {name: value for name, value in given.items() if name in form.asks}
    return browser.post(urljoin(str(page.url), form.action), data=told)


class _Page(HTMLParser):
    """The first form of a page, and what it says to people."""

    def __init__(self, page: httpx2.Response) -> None:
        super().__init__()
        self.action: str | None = None
        self.hidden: dict[str, str] = {}
        self.asks: set[str] = set()
        self._texts: list[str] = []
        self._unseen = 0
        self.feed(page.text)

    @property
    def says(self) -> str:
        """What can be read."""
        return " ".join(" ".join(self._texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form's address and its fields."""
        told = {name: value or "" for name, value in attrs}
        self._unseen += tag in UNSEEN
        if tag == "form" and self.action is None:
            self.action = told.get("action", "")
        if tag in {"input", "button"} and told.get("name"):
            if told.get("type") == "hidden":
                self.hidden[told["name"]] = told.get("value", "")
            else:
                self.asks.add(told["name"])

    def handle_endtag(self, tag: str) -> None:
        """Note where text can be seen again."""
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self._unseen:
            self._texts.append(data)
