"""Facts leave through a table, so that a change and its announcement commit together."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, Integer, Table, Text, Uuid, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import tracing
from chassis.database import named_metadata
from chassis.ids import new_id
from contracts import Event

metadata = named_metadata()
CHANNEL = "outbox"  # NOTIFY after each commit that emitted

outbox = Table(
    "outbox",
    metadata,
    Column("position", BigInteger, Identity(), primary_key=True),
    Column("event_id", Uuid, nullable=False, unique=True),
    Column("subject", Text, nullable=False),
    Column("envelope", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("published_at", DateTime(timezone=True)),
)
Index("outbox_waiting_idx", outbox.c.position, postgresql_where=outbox.c.published_at.is_(None))
Index("outbox_published_at_idx", outbox.c.published_at)

inbox = Table(
    "inbox",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("reaction", Text, primary_key=True),
    Column("handled_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

# Facts a reaction gave up on: read the error, mend the code, replay.
dead_letter = Table(
    "dead_letter",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("reaction", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("envelope", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("failed_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)


def envelope(event: Event, *, event_id: UUID, at: datetime, traceparent: str) -> str:
    """CloudEvents 1.0, structured mode; ``data`` is the fact byte for byte as it renders itself."""
    topic, source = event.topic, event.topic.split(".", 1)[0]
    return (
        f'{{"specversion":"1.0","id":"{event_id}","source":"{source}","type":"{topic}","time":"{at.isoformat()}",'
        f'"datacontenttype":"application/json","traceparent":"{traceparent}","data":{event.model_dump_json()}}}'
    )


async def emit(session: AsyncSession, *events: Event) -> None:
    """Let the facts leave when, and only when, the session's transaction commits. Two statements for any number."""
    if not events:
        return
    at, traceparent = datetime.now(UTC), tracing.current()
    rows = [_row(event, at, traceparent) for event in events]
    await session.execute(insert(outbox), rows)
    await session.execute(select(func.pg_notify(CHANNEL, "")))


def _row(event: Event, at: datetime, traceparent: str) -> dict[str, Any]:
    event_id = new_id()
    text = envelope(event, event_id=event_id, at=at, traceparent=traceparent)
    return {"event_id": event_id, "subject": event.subject, "envelope": text}


async def keep_newest(session: AsyncSession, table: Table, copy: Mapping[str, Any]) -> bool:
    """Write our copy of a neighbour's noun unless we know a newer revision; False when this one is older or the same.

    ``table`` has the columns of ``copy``, ``id`` (its key) and ``revision`` among them.
    """
    statement = upsert(table).values(copy)
    newer = statement.on_conflict_do_update(
        index_elements=["id"],
        set_={name: statement.excluded[name] for name in copy},
        where=table.c.revision < statement.excluded.revision,
    )
    return await session.scalar(newer.returning(table.c.id)) is not None
