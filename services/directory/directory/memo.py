"""What is dear to count is counted once, until something changes.

Each commit that announces a fact notifies every process (`chassis.outbox`); each then forgets. What was being counted
while something changed is answered but not kept, so nothing outlives the change that made it wrong.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import structlog

from chassis.outbox import CHANNEL

log = structlog.get_logger(__name__)

ROOM = 20_000  # answers kept at most
RETRY = 1.0  # seconds


class Abandoned(Exception):  # noqa: N818 - not an error: whoever waited finds the answer himself
    """Who was finding the answer gave up."""


class Memo:
    """Answers by question. It keeps them only while it hears of changes."""

    def __init__(self) -> None:
        self._known: dict[Hashable, asyncio.Future[Any]] = {}
        self._last: dict[Hashable, Any] = {}
        self._hearing = False

    def forget(self) -> None:
        """Something changed."""
        self._known = {}

    async def get(self, question: Hashable, find: Callable[[], Awaitable[Any]]) -> Any:
        """The answer, found once for everyone who asks meanwhile."""
        known = self._known
        while promised := known.get(question):
            try:
                return promised.result() if promised.done() else await asyncio.shield(promised)
            except Abandoned:
                continue
        promise = asyncio.get_running_loop().create_future()
        if self._hearing and len(known) < ROOM:
            known[question] = promise
        try:
            answer = await find()
        except BaseException:
            known.pop(question, None)
            promise.set_exception(Abandoned())
            promise.exception()  # nobody may be waiting
            raise
        promise.set_result(answer)
        self._note(question, answer)
        return answer

    def _note(self, question: Hashable, answer: Any) -> None:
        if len(self._last) >= ROOM:
            self._last.clear()
        self._last[question] = answer

    def last(self, question: Hashable) -> Any:
        """The answer as it was when somebody last asked, for where it need not be exact; or None."""
        return self._last.get(question)

    @asynccontextmanager
    async def listening(self, dsn: str) -> AsyncIterator[None]:
        """Hear of changes while the body runs."""
        task = asyncio.create_task(self._listen_forever(dsn))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _listen_forever(self, dsn: str) -> None:
        while True:
            try:
                await self._listen(dsn)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("not hearing of changes", error=repr(error))
            await asyncio.sleep(RETRY)

    async def _listen(self, dsn: str) -> None:
        connection = await asyncpg.connect(dsn)
        gone = asyncio.Event()
        connection.add_termination_listener(lambda _: gone.set())
        try:
            await connection.add_listener(CHANNEL, lambda *_: self.forget())
            self.forget()
            self._hearing = True
            await gone.wait()
        finally:
            self._hearing = False
            self.forget()
            await connection.close(timeout=RETRY)
