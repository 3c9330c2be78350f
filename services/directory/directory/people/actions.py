"""What happens to people."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from directory.people.rules import PersonErased
from directory.tables import Erasure, Person
from identity.caller import Caller

OFTEN_ENOUGH = timedelta(hours=1)  # how exactly we know when somebody was last here


async def remember(session: AsyncSession, caller: Caller, *, now: datetime) -> None:
    """Know the person who does something by the name he has now. Raises PersonErased.

    Called before each write of a person. Writes only when there is something new to write.
    """
    if await session.get(Erasure, caller.id) is not None:
        raise PersonErased("This account was erased. Sign out; a new account begins anew.")
    known = await session.execute(select(Person.name, Person.seen_at).where(Person.id == caller.id))
    row = known.one_or_none()
    if row is not None and row.name == caller.name and now - row.seen_at < OFTEN_ENOUGH:
        return
    seen = {"name": caller.name, "seen_at": now}
    fresh = insert(Person).values(id=caller.id, created_at=now, **seen)
    await session.execute(fresh.on_conflict_do_update(index_elements=["id"], set_=seen))
