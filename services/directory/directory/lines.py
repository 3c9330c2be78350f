"""A few connections for hot reads, each lent to one request at a time.

asyncpg's own pool resets, times and shields each connection that it takes back, which costs about as much as reading
one place by its key. These reads leave no state behind, so there is nothing to reset.
"""

import asyncio
from types import TracebackType
from typing import TYPE_CHECKING

import asyncpg

from chassis.database import SERVER_SETTINGS
from chassis.refusals import Refusal

if TYPE_CHECKING:  # asyncpg's classes take parameters for the type checker alone
    Line = asyncpg.Connection[asyncpg.Record]

# Compiling a plan, or calling other processes to help, takes longer than these reads and from those that wait.
SETTINGS = SERVER_SETTINGS | {"jit": "off", "max_parallel_workers_per_gather": "0"}


class Lines:
    """The connections: opened when first needed and after a loss. The one given back last is lent first."""

    def __init__(self, dsn: str, number: int) -> None:
        self.dsn = dsn
        self.idle: asyncio.LifoQueue[Line | None] = asyncio.LifoQueue()
        for _ in range(number):
            self.idle.put_nowait(None)

    def lent(self) -> "Loan":
        """A connection for the length of an ``async with``."""
        return Loan(self)

    async def close(self) -> None:
        """Close what is open and idle."""
        while not self.idle.empty():
            if line := self.idle.get_nowait():
                await line.close()


class Loan:
    """One connection, lent."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.line: Line | None = None

    async def __aenter__(self) -> "Line":
        """Take an idle connection, or wait for one."""
        line = await self.lines.idle.get()
        try:
            if line is None or line.is_closed():
                line = await asyncpg.connect(self.lines.dsn, server_settings=SETTINGS)
        except BaseException:
            self.lines.idle.put_nowait(None)
            raise
        self.line = line
        return line

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back; one that failed, or was interrupted in the middle of a statement, is not lent again."""
        if self.line and error is not None and not isinstance(error, Refusal):
            self.line.terminate()
        self.lines.idle.put_nowait(self.line)
