"""How long Redis may take before it counts as away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from gateway.session.refusals import SessionsUnavailable

log = structlog.get_logger(__name__)

SECONDS = 5.0  # one that refuses is away at once; this is for one that hangs
CONNECTING = 1.0
CONNECTIONS = 32  # a crowd waits its turn: it would take longer to open a connection for each


def sessions_redis(url: str) -> Redis:
    """Redis for sessions. A connection that it closed meanwhile is made again, once."""
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=CONNECTIONS,
        timeout=SECONDS,
        socket_timeout=SECONDS,
        socket_connect_timeout=CONNECTING,
        retry=Retry(NoBackoff(), 1),
    )
    return Redis.from_pool(pool)


@asynccontextmanager
async def within(seconds: float = SECONDS) -> AsyncIterator[None]:
    """Raises SessionsUnavailable when what is inside takes longer, or Redis fails it."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except (RedisError, OSError, TimeoutError) as error:
        log.warning("sessions cannot be looked up", error=repr(error))
        raise SessionsUnavailable("Whether you are signed in cannot be looked up.", retry_after=2) from error
