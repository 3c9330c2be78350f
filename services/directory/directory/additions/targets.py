"""What a request about an addition is about; whoever may not know of it finds nothing."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Session
from chassis.refusals import NotFound
from directory.additions.queries import regional
from directory.reading import REFERENCE, as_id
from directory.rights import Permission, rights
from directory.tables import Addition, Place
from identity.asking import Perhaps
from identity.holdings import Organisation
from identity.rights import Target


async def on_addition(session: Session, reference: str, caller: Perhaps) -> Target:
    """The added place of this slug or id, with the networks that may take it in. Raises NotFound."""
    target = await _target(session, reference)
    if target is None or caller is None or not await rights.has(session, Permission.SEE_ADDITION, caller, target):
        raise NotFound(f"There is no place {reference!r} to be confirmed.")
    return target


async def _target(session: AsyncSession, reference: str) -> Target | None:
    if not REFERENCE.fullmatch(reference):
        return None
    known = as_id(reference)
    wanted = (
        select(Place.id, Place.region_code, Addition.networks, Addition.added_by)
        .join(Addition, Addition.place_id == Place.id)
        .where(Place.id == known if known else Place.slug == reference)
    )
    row = (await session.execute(wanted)).one_or_none()
    if row is None:
        return None
    networks = frozenset(row.networks) | await regional(session, row.region_code)
    return Target(Organisation("place", row.id), networks, owner=row.added_by)


OnAddition = Annotated[Target, Depends(on_addition)]
