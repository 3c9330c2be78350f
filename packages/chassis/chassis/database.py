"""PostgreSQL: one engine per process, one transaction per request."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

NAMING = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "ck": "%(table_name)s_%(constraint_name)s_check",
}
# A prepared statement that turns generic made filtered lists ten times slower.
SERVER_SETTINGS = {"plan_cache_mode": "force_custom_plan", "timezone": "UTC"}

Sessions = async_sessionmaker[AsyncSession]


def named_metadata() -> MetaData:
    """A MetaData whose constraints and indexes are named by one convention."""
    return MetaData(naming_convention=NAMING)


def connect(url: str, *, pool_size: int = 4, **engine_options: Any) -> Sessions:
    """Sessions on the database at ``url`` (``postgresql+asyncpg://…``); connects on first use."""
    options: dict[str, Any] = {"pool_size": pool_size, "pool_pre_ping": True, **engine_options}
    engine = create_async_engine(url, connect_args={"server_settings": SERVER_SETTINGS}, **options)
    return async_sessionmaker(engine, expire_on_commit=False)


def engine_of(sessions: Sessions) -> AsyncEngine:
    """The engine behind the sessions."""
    engine = sessions.kw["bind"]
    assert isinstance(engine, AsyncEngine)
    return engine


def plain_dsn(url: str) -> str:
    """The same address for asyncpg alone."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


async def transaction(request: Request) -> AsyncIterator[AsyncSession]:
    """One request, one transaction: committed before the answer leaves, rolled back when anything raises."""
    async with request.state.sessions.begin() as session:
        yield session


# "function" scope runs the commit before the answer is sent, so a 201 means durable.
Session = Annotated[AsyncSession, Depends(transaction, scope="function")]
