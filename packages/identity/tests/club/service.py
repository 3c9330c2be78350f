"""The whole of club on one page."""

from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Session
from chassis.ids import new_id
from chassis.refusals import NotFound
from chassis.service import Service
from club.tables import mandates, metadata, notice
from identity.asking import Perhaps, Person
from identity.caller import Caller
from identity.holdings import Organisation
from identity.personal import PersonalData
from identity.rights import Rights, Target, Who, allowed

NETWORK, NO_CLUB = UUID(int=7), UUID(int=0)


class Permission(StrEnum):
    ENTER = "club:enter"
    PIN = "notice:pin"
    CLOSE = "club:close"
    RUN = "club:run"


rights = Rights(
    {
        Permission.ENTER: allowed(Who.SIGNED_IN),
        Permission.PIN: allowed(Who.EDITOR, scope="club:write"),
        Permission.CLOSE: allowed(Who.STEWARD, Who.NETWORK_MANAGER, Who.MODERATOR),
        Permission.RUN: allowed(Who.ADMINISTRATOR),
    },
    held=mandates.held,
)
may = rights.may
router = APIRouter(tags=["club"])


async def on_club(club: UUID) -> Target:
    if club == NO_CLUB:
        raise NotFound("There is no such club.")
    return Target(Organisation("place", club), frozenset({NETWORK}))


@router.get("/hello", summary="Be greeted")
async def greet(caller: Perhaps) -> dict[str, str | None]:
    """By name, if there is one."""
    return {"name": caller.name if caller else None}


@router.get("/mirror", summary="See oneself")
async def see_oneself(person: Person) -> dict[str, str]:
    """People only."""
    return {"name": person.name}


@router.get("/hall", summary="Enter")
async def enter(_: Annotated[Caller, Depends(may(Permission.ENTER))]) -> None:
    """Whoever is signed in."""


@router.post("/clubs/{club}/notices", status_code=201, summary="Pin a notice")
async def pin(
    session: Session, club: UUID, caller: Annotated[Caller, Depends(may(Permission.PIN, on_club))]
) -> dict[str, UUID]:
    """To the wall of a club."""
    row = {"id": new_id(), "club": club, "author": caller.id}
    await session.execute(notice.insert().values(row))
    return row


@router.post("/clubs/{club}/closing", summary="Close")
async def close(_: Annotated[Caller, Depends(may(Permission.CLOSE, on_club))]) -> None:
    """A club for good."""


@router.post("/running", summary="Run it all")
async def run(_: Annotated[Caller, Depends(may(Permission.RUN))]) -> None:
    """Administrators."""


async def export(session: AsyncSession, person: UUID) -> dict[str, Any]:
    rows = await session.scalars(select(notice.c.club).where(notice.c.author == person))
    return {"notices": [str(club) for club in rows]}


async def erase(session: AsyncSession, person: UUID) -> None:
    await session.execute(delete(notice).where(notice.c.author == person))


mine = PersonalData(export=export, erase=erase)
service = Service(
    name="club", metadata=metadata, routers=[router, mine.router], reactions={**mandates.reactions, **mine.reactions}
)
