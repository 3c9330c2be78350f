"""Real sockets, real services, a real bus and a real Redis around one gateway."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from redis.asyncio import Redis as RedisClient

from gateway.app import Gateway
from gateway.serving.server import make
from gateway.settings import GatewaySettings
from sandbox.nats import Nats
from sandbox.redis import Redis

NOWHERE = "127.0.0.1:1"  # nothing listens there


@pytest.fixture(scope="session")
def nats_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nats]:
    with Nats(tmp_path_factory.mktemp("nats"), fast=True) as server:
        yield server


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with Redis(tmp_path_factory.mktemp("redis"), fast=True) as server:
        yield server


@pytest.fixture
async def redis(redis_server: Redis) -> AsyncIterator[RedisClient]:
    client = RedisClient.from_url(redis_server.url)
    await client.flushall()
    yield client
    await client.aclose()


class Service:
    """A service that answers what the test says, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[..., Awaitable[None]] | tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[dict[str, Any]] = []
        self.url = ""

    def say(self, path: str, body: bytes = b"{}", *, status: int = 200, **headers: str) -> None:
        """Answer this path so; header names with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"content-type": "application/json", **named}, body)

    def headers(self, number: int = -1) -> dict[str, str]:
        return {name.decode(): value.decode("latin-1") for name, value in self.asked[number]["headers"]}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        self.asked.append(scope)
        answer = self.answers.get(scope["path"], (404, {"content-type": "application/json"}, b"{}"))
        if callable(answer):
            await answer(scope, receive, send)
            return
        status, headers, body = answer
        headers = {"content-length": str(len(body)), **headers}
        lines = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": lines})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def listening() -> socket.socket:
    """A socket on a port of its own, for a server that must know its address before it starts."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", 0))
    return made


@asynccontextmanager
async def running(server: uvicorn.Server, at: socket.socket | None = None) -> AsyncIterator[int]:
    """The port of a server that runs in this loop."""
    task = asyncio.create_task(server.serve([at] if at else None))
    while not server.started:
        assert not task.done(), task
        await asyncio.sleep(0.005)
    try:
        yield (at or server.servers[0].sockets[0]).getsockname()[1]
    finally:
        server.should_exit = True
        await task


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    made = Service()
    config = uvicorn.Config(made, port=0, log_config=None, access_log=False, lifespan="off", server_header=False)
    async with running(uvicorn.Server(config)) as port:
        made.url = f"http://127.0.0.1:{port}"
        yield made


@asynccontextmanager
async def _serving(
    *, at: socket.socket | None = None, **settings: Any
) -> AsyncIterator[tuple[httpx2.AsyncClient, Gateway]]:
    """A client on a real gateway behind a real socket."""
    given = {
        "port": 0,
        "nats_url": f"nats://{NOWHERE}",
        "redis_url": f"redis://{NOWHERE}",
        "rate_limits": "off",
        "web_root": Path("nowhere"),
        "public_url": "http://navigator.test",
        **settings,
    }
    told = GatewaySettings(**given)
    gateway = Gateway(told)
    server = make(gateway, told)
    async with (
        running(server, at) as port,
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        client.server = server
        yield client, gateway


@pytest.fixture
async def heard(nats_server: Nats, service: Service) -> AsyncIterator[tuple[httpx2.AsyncClient, Gateway]]:
    """A gateway that knows one service, ``directory``, and hears the bus."""
    async with _serving(services={"directory": service.url}, nats_url=nats_server.url) as (client, gateway):
        await _until(lambda: gateway.generations.live)
        yield client, gateway


@pytest.fixture
def client(heard: tuple[httpx2.AsyncClient, Gateway]) -> httpx2.AsyncClient:
    return heard[0]


@pytest.fixture
def gateway(heard: tuple[httpx2.AsyncClient, Gateway]) -> Gateway:
    return heard[1]


async def _until(condition: Callable[[], object], *, seconds: float = 10) -> None:
    """Wait for a condition; fail when it does not come about."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


async def _talk(client: httpx2.AsyncClient, *said: bytes, pause: float = 0.0) -> bytes:
    """Say raw bytes to the server behind a client; everything it answers until it closes, or is silent for a second."""
    url = client.base_url
    reader, writer = await asyncio.open_connection(url.host, url.port)
    heard = b""
    try:
        for part in said:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            async with asyncio.timeout(1):
                while chunk := await reader.read(65536):
                    heard += chunk
    finally:
        writer.close()
    return heard


@asynccontextmanager
async def _raw_service(behave: Callable[..., Awaitable[None]]) -> AsyncIterator[str]:
    """A service that behaves on its connections as told: (reader, writer) -> nothing. Answers its address."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await behave(reader, writer)
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


# The functions above, for tests to ask for by name.


@pytest.fixture
def serving():
    return _serving


@pytest.fixture
def open_socket():
    return listening


@pytest.fixture
def run_server():
    return running


@pytest.fixture
def raw_service():
    return _raw_service


@pytest.fixture
def talk():
    return _talk


@pytest.fixture
def until():
    return _until
