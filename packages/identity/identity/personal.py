"""What a service holds of a person: shown to him on demand, erased when he wishes (GDPR, articles 15, 17 and 20)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.bus import Reactions
from chassis.database import Session
from contracts.directory import PersonErased
from identity.asking import Person


@dataclass(frozen=True)
class PersonalData:
    """How a service exports and erases a person; both may be done again and change nothing more."""

    export: Callable[[AsyncSession, UUID], Awaitable[Mapping[str, Any]]]
    erase: Callable[[AsyncSession, UUID], Awaitable[None]]

    @property
    def router(self) -> APIRouter:
        """``GET /me/export``."""
        router = APIRouter(tags=["me"])

        @router.get("/me/export", summary="Export my data")
        async def export_me(session: Session, response: Response, person: Person) -> dict[str, Any]:
            """Everything that this service holds of the person who asks."""
            response.headers["cache-control"] = "no-store"
            return dict(await self.export(session, person.id))

        return router

    @property
    def reactions(self) -> Reactions:
        """For a service that learns of an erasure from the directory."""

        async def forget_person(session: AsyncSession, event: PersonErased) -> None:
            await self.erase(session, event.id)

        return {PersonErased: forget_person}
