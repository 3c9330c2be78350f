"""Who may do what: declared once per service, enforced beside each route, listed in one table, walked by one test."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Session
from identity.asking import Somebody
from identity.caller import Caller
from identity.holdings import NOTHING, Holdings, Organisation
from identity.refusals import Forbidden


class Who(StrEnum):
    """How somebody stands to what a request is about; its value is what the table of rights calls it."""

    SIGNED_IN = "anyone who is signed in"
    OWNER = "whoever wrote or asked it"
    MEMBER = "a member"
    EDITOR = "an editor"
    STEWARD = "a steward"
    FELLOW_STEWARD = "a steward of another place"
    NETWORK_MANAGER = "a manager of its network"
    ORPHAN_MANAGER = "a manager of its network, where nobody is its steward"
    MODERATOR = "a moderator"
    ADMINISTRATOR = "an administrator"
    PARTNER = "a partner's program"


@dataclass(frozen=True)
class Target:
    """What a request is about. ``networks``: those the place is in; ``owner``: who wrote or asked the thing."""

    organisation: Organisation | None = None
    networks: frozenset[UUID] = frozenset()
    has_steward: bool = True
    owner: UUID | None = None


@dataclass(frozen=True)
class Right:
    """Who has a permission; ``scope``: what a partner's program must have been given for it."""

    who: frozenset[Who]
    scope: str | None = None


def allowed(*who: Who, scope: str | None = None) -> Right:
    """A right of these; a scope lets a partner's program in as well."""
    return Right(frozenset(who) | ({Who.PARTNER} if scope else frozenset()), scope)


RANKS = (Who.MEMBER, Who.EDITOR, Who.STEWARD)
Find = Callable[[AsyncSession, UUID], Awaitable[Holdings]]
NOWHERE = Target()


def relations(caller: Caller, target: Target, holdings: Holdings, right: Right) -> frozenset[Who]:
    """How the caller stands to the target. A higher role is every lower one as well."""
    if not caller.is_person:
        return frozenset({Who.PARTNER} if right.scope in caller.scopes else ())
    found = {Who.SIGNED_IN, *RANKS[: holdings.rank(target.organisation) + 1]}
    if target.owner == caller.id:
        found.add(Who.OWNER)
    if target.networks & holdings.where("editor", "network"):
        found.add(Who.NETWORK_MANAGER)
        if not target.has_steward:
            found.add(Who.ORPHAN_MANAGER)
    if holdings.where("steward", "place") - {target.organisation.id if target.organisation else None}:
        found.add(Who.FELLOW_STEWARD)
    if caller.moderates:
        found.add(Who.MODERATOR)
    if "administrator" in caller.roles:
        found.add(Who.ADMINISTRATOR)
    return frozenset(found)


async def nowhere() -> Target:
    """For what is about no organisation."""
    return NOWHERE


class Rights:
    """The permissions of one service, with who has each; ``held`` finds a person's mandates in its database."""

    def __init__(self, rights: Mapping[Any, Right], *, held: Find) -> None:
        self._rights: dict[Any, Right] = dict(rights)
        self._held = held

    def __getitem__(self, permission: Any) -> Right:
        return self._rights[permission]

    def may(self, permission: Any, on: Callable[..., Any] = nowhere) -> Callable[..., Awaitable[Caller]]:
        """A dependency that lets through who has the permission, and gives the caller.

        ``on``: a dependency that gives the ``Target``, and raises NotFound where there is none to be seen. Raises
        Unauthenticated, Forbidden.
        """
        right = self._rights[permission]

        async def check(session: Session, caller: Somebody, target: Annotated[Target, Depends(on)]) -> Caller:
            await self.require(session, permission, caller, target)
            return caller

        check.__dict__.update(permission=permission, right=right)
        return check

    async def require(self, session: AsyncSession, permission: Any, caller: Caller, target: Target) -> None:
        """Let the caller through who has the permission. Raises Forbidden."""
        if not await self.has(session, permission, caller, target):
            raise Forbidden(f"This is for {in_words(self._rights[permission].who)}.")

    async def has(self, session: AsyncSession, permission: Any, caller: Caller, target: Target = NOWHERE) -> bool:
        """Whether the caller has the permission on the target."""
        right = self._rights[permission]
        if right.who <= {Who.SIGNED_IN, Who.PARTNER} or not caller.is_person:  # no mandate matters
            return bool(right.who & relations(caller, target, NOTHING, right))
        holdings = await self._held(session, caller.id)
        return bool(right.who & relations(caller, target, holdings, right))


def in_words(who: frozenset[Who]) -> str:
    """``a steward or a moderator``, in the order of ``Who``."""
    *first, last = [one.value for one in Who if one in who]
    return f"{', '.join(first)} or {last}" if first else last
