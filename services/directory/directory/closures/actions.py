"""Closing places and opening them again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.refusals import Refusal
from directory.people.actions import remember
from directory.places import history
from directory.places.documents import republish
from directory.places.editing import taken
from directory.places.history import Entry, Record, speaking
from identity.caller import Caller


class NotOpen(Refusal):
    """Only a place that is open can close."""


class NotClosed(Refusal):
    """Only a place that is closed can open again."""


async def close_place(session: AsyncSession, place: UUID, reason: str, *, by: Caller, now: datetime) -> None:
    """Close a place; its document stays, and says so. Raises NotOpen or PlaceGone."""
    await remember(session, by, now=now)
    row = await taken(session, place)
    if row["state"] != "published":
        raise NotOpen("It is closed already.")
    record = Record(action="closed", by=speaking(by, "network"), reason=reason)
    await _pass_on(session, row, {"state": "closed", "ended_at": now, "ended_by": record.by.source}, record, now)


async def reopen_place(session: AsyncSession, place: UUID, reason: str, *, by: Caller, now: datetime) -> None:
    """Let a place be open again, as it was. Raises NotClosed or PlaceGone."""
    await remember(session, by, now=now)
    row = await taken(session, place)
    if row["state"] != "closed":
        raise NotClosed("It is open.")
    record = Record(action="reopened", by=speaking(by, "network"), reason=reason)
    await _pass_on(session, row, {"state": "published", "ended_at": None, "ended_by": None}, record, now)


async def _pass_on(
    session: AsyncSession, row: Mapping[str, Any], changes: Mapping[str, Any], record: Record, now: datetime
) -> None:
    """Write the next revision of a place, announce it and keep what became of it."""
    [after] = await republish(session, [{**row, **changes}], now=now)
    await history.note(session, [Entry(row, after, record)])
