"""What happens to people."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from directory.people.rules import PersonErased
from directory.tables import Erasure, Person
from identity.caller import Caller

OFTEN_ENOUGH = timedelta(hours=1)  # how exactly we know when somebody was last here


async def remember(session: AsyncSession, caller: Caller, *, now: datetime) -> None:
    """Know the person who does something by the name he has now. Raises PersonErased.

    Called before each write of a person. Writes only when there is something new to write; the row is held, so that
    an erasure waits for what is being done, and what comes after it finds that it happened.
    """
    mine = select(Person.name, Person.seen_at).where(Person.id == caller.id)
    row = (await session.execute(mine.with_for_update(read=True, key_share=True))).one_or_none()
    if row is None or row.name != caller.name or now - row.seen_at >= OFTEN_ENOUGH:
        seen = {"name": caller.name, "seen_at": now}
        fresh = insert(Person).values(id=caller.id, created_at=now, **seen)
        await session.execute(fresh.on_conflict_do_update(index_elements=["id"], set_=seen))
    if await is_erased(session, caller.id):
        raise PersonErased("This account was erased. Sign out; a new account begins anew.")


async def is_erased(session: AsyncSession, person: UUID) -> bool:
    """Whether this person wished to be forgotten."""
    return bool(await session.scalar(select(exists().where(Erasure.person_id == person))))
