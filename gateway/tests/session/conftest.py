"""A real issuer, a real Redis and a browser around a gateway."""

import asyncio
import contextlib
import re
import shutil
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx2
import pytest
import uvicorn

from sandbox.issuer import tokens
from sandbox.issuer.app import application
from sandbox.issuer.keys import Keys
from sandbox.issuer.settings import IssuerSettings

SECRET = "a secret between the gateway and its issuer"


@pytest.fixture(scope="session")
def issuer_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys are slow to make: one for all."""
    file = tmp_path_factory.mktemp("keys") / "keys.json"
    Keys(file)
    return file


class Issuer:
    """The sandbox's own, with a count of what it was asked."""

    def __init__(self, settings: IssuerSettings) -> None:
        self.settings = settings
        self.url = settings.issuer
        self.app = application(settings)
        self.realm = self.app.state.realm
        self.asked: list[str] = []
        self.away = False
        self.delay = 0.0  # seconds before tokens are given

    @property
    def token_requests(self) -> int:
        return sum(path.endswith("/token") for path in self.asked)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            self.asked.append(scope["path"])
            if scope["path"].endswith("/token"):
                await asyncio.sleep(self.delay)
            if self.away:
                await send({"type": "http.response.start", "status": 503, "headers": []})
                await send({"type": "http.response.body", "body": b""})
                return
        await self.app(scope, receive, send)


class Browser:
    """Keeps cookies, follows where it is sent, and clicks on a person of the issuer's page."""

    def __init__(self, address: str) -> None:
        self.http = httpx2.AsyncClient(base_url=address, timeout=30, headers={"User-Agent": FIREFOX})
        self.address = address

    def cookie(self, name: str = "session") -> str | None:
        return next((cookie.value for cookie in self.http.cookies.jar if cookie.name == name), None)

    async def leave(self, to: str = "/") -> httpx2.Response:
        """What the issuer shows, or where it sends at once."""
        left = await self.http.get("/auth/login", params={"next": to})
        assert left.status_code == 302, left.text
        return await self.http.get(left.headers["location"])

    async def click(self, page: httpx2.Response, username: str) -> str:
        """The way back, after a click on a person; not yet taken."""
        if "location" in page.headers:
            return page.headers["location"]
        action = unescape(re.search(r'<form[^>]*action="([^"]+)"', page.text)[1])
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        answer = await self.http.post(urljoin(str(page.url), action), data={**hidden, "person": username})
        return answer.headers["location"]

    async def sign_in(self, username: str = "camille", *, to: str = "/") -> httpx2.Response:
        back = await self.click(await self.leave(to), username)
        return await self.http.get(back)

    async def me(self) -> dict[str, Any]:
        answer = await self.http.get("/api/me")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def csrf(self) -> dict[str, str]:
        """The headers of a write."""
        return {"X-CSRF-Token": (await self.me())["csrf"]}


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


class House:
    """Everything around one or more gateways at one public address."""

    def __init__(self, address: str, issuer: Issuer, settings: dict[str, Any], serving: Any) -> None:
        self.address = address
        self.issuer = issuer
        self.settings = settings
        self.serving = serving

    @contextlib.asynccontextmanager
    async def another_gateway(self, **settings: Any) -> AsyncIterator[tuple[httpx2.AsyncClient, Any]]:
        async with self.serving(**{**self.settings, **settings}) as (client, gateway):
            yield client, gateway


@pytest.fixture
async def house(service, redis, redis_server, serving, open_socket, run_server, issuer_keys, tmp_path, monkeypatch):
    """A gateway that people can sign in at."""
    at, ours = open_socket(), open_socket()
    address = f"http://127.0.0.1:{at.getsockname()[1]}"
    shutil.copy(issuer_keys, tmp_path / "keys.json")
    told = IssuerSettings(
        environment="development",
        port=ours.getsockname()[1],
        issuer_home=tmp_path,
        public_url=address,
        oidc_client_secret=SECRET,
        oidc_admin_secret=SECRET,
        oidc_partner_secret=SECRET,
    )
    issuer = Issuer(told)
    settings = {
        "environment": "development",
        "services": {"directory": service.url},
        "redis_url": redis_server.url,
        "public_url": address,
        "oidc_issuer": issuer.url,
        "oidc_client_secret": SECRET,
        "stale_seconds": 60,
    }
    config = uvicorn.Config(issuer, log_config=None, access_log=False, lifespan="off")
    async with run_server(uvicorn.Server(config), ours), serving(at=at, **settings) as (client, gateway):
        house = House(address, issuer, settings, serving)
        house.gateway, house.client = gateway, client
        yield house


@pytest.fixture
async def browser(house) -> AsyncIterator[Browser]:
    made = Browser(house.address)
    yield made
    await made.http.aclose()


@pytest.fixture
async def other_browser(house) -> AsyncIterator[Browser]:
    made = Browser(house.address)
    yield made
    await made.http.aclose()


@pytest.fixture
async def camille(browser) -> Browser:
    """A browser that somebody is signed in with."""
    assert (await browser.sign_in("camille")).status_code == 302
    return browser


@pytest.fixture
def short_tokens(monkeypatch):
    """Access tokens that are good for so many seconds."""

    def make(seconds: int) -> None:
        monkeypatch.setattr(tokens, "ACCESS", seconds)

    return make


@pytest.fixture
async def trusting(serving, issuer, redis, redis_server, service):
    """A gateway that believes an issuer whose keys the test has."""
    told = {"oidc_issuer": issuer.url, "oidc_client_secret": SECRET, "redis_url": redis_server.url}
    development = {"environment": "development", "services": {"directory": service.url}}
    async with serving(**told, **development) as (client, gateway):
        yield client, gateway
