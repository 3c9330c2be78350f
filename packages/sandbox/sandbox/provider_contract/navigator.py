"""Stands where the gateway would."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from sandbox.ports import LOOPBACK


class Navigator:
    """An address that people come back to, which is told when a session is over."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.server = ThreadingHTTPServer((LOOPBACK, 0), self._handler())
        self.url = f"http://{LOOPBACK}:{self.server.server_port}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        navigator = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                if self.path == "/auth/backchannel-logout":
                    navigator.told += parse_qs(body)["logout_token"]
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing."""

        return Answer


@contextmanager
def listening() -> Iterator[Navigator]:
    """Give a navigator that answers."""
    navigator = Navigator()
    threading.Thread(target=navigator.server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield navigator
    finally:
        navigator.server.shutdown()
        navigator.server.server_close()
