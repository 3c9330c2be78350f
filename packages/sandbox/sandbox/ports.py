"""Ports on the loopback interface: free ones, remembered ones, and who holds a taken one."""

import random
import socket
from pathlib import Path

import psutil

from sandbox.textfiles import replace_text

LOOPBACK = "127.0.0.1"
# Below the kernel's ephemeral range (from 32768 on Linux, 49152 elsewhere): a client that keeps reconnecting to a dead
# server inside that range may one day be given the server's own port as its source, and then talks to itself.
CHOICES = range(20_000, 30_000)


class PortTakenError(Exception):
    """A port that was asked for by number is held by another process."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__(f"port {port} is taken by {holder(port)}")


def is_free(port: int) -> bool:
    """Tell whether a server may listen on this port now."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still in TIME_WAIT counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def choose_port(memory: Path, asked: int | None = None) -> int:
    """Return the port asked for, else the one remembered in the file `memory`, else a free one, and remember it.

    Raises PortTakenError when the port asked for is held by someone else; a remembered one is then chosen again.
    """
    if asked is not None:
        if not is_free(asked):
            raise PortTakenError(asked)
        return _remember(memory, asked)
    known = remembered_port(memory)
    if known is not None and is_free(known):
        return known
    return _remember(memory, _free_port())


def remembered_port(memory: Path) -> int | None:
    """Return the port written in the file, None when there is no usable one."""
    try:
        return int(memory.read_text())
    except (OSError, ValueError):
        return None


def holder(port: int) -> str:
    """Describe who listens on a port, as far as this user may know."""
    try:
        connections = psutil.net_connections(kind="tcp")
    except psutil.AccessDenied:
        return "another process"
    for connection in connections:
        if (
            connection.laddr
            and connection.laddr.port == port
            and connection.status == psutil.CONN_LISTEN
            and connection.pid
        ):
            return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
    return "another process"


def _remember(memory: Path, port: int) -> int:
    replace_text(memory, f"{port}\n")
    return port


def _free_port() -> int:
    for port in random.sample(CHOICES, 200):
        if is_free(port):
            return port
    raise OSError(f"no free port between {CHOICES.start} and {CHOICES.stop}")
