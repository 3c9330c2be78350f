"""How a service mounts a discussion: on which nouns, by which rights, saying which fact."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.discussion import CommentFact
from discussion.tables import Tables
from identity.caller import Caller
from identity.rights import NOWHERE, Right, Rights, Target, Who, allowed


class Permission(StrEnum):
    """What can be done in a discussion, reading aside: who sees the subject reads what is said of it."""

    POST = "comment:post"
    EDIT = "comment:edit"
    WITHDRAW = "comment:withdraw"
    REPORT = "comment:report"
    MODERATE = "comment:moderate"


# For the service's own `Rights`, where it may say otherwise.
RIGHTS: Mapping[Any, Right] = {
    Permission.POST: allowed(Who.SIGNED_IN),
    Permission.EDIT: allowed(Who.OWNER),
    Permission.WITHDRAW: allowed(Who.OWNER),
    Permission.REPORT: allowed(Who.SIGNED_IN),
    Permission.MODERATE: allowed(Who.MODERATOR),
}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What people speak about. ``target``: whose it is, as far as rights go; ``is_open``: whether more may be said."""

    id: UUID
    slug: str | None
    name: str
    target: Target = NOWHERE
    is_open: bool = True


class Find(Protocol):
    """How the service finds a subject."""

    def __call__(
        self, session: AsyncSession, reference: str, caller: Caller | None, /, *, writing: bool
    ) -> Awaitable[Subject | None]:
        """The subject with this slug or id; None when there is none, or none that the asker may see.

        ``writing``: something is about to be said of it, so it must stay what it is until the transaction ends. A
        subject that was merged into another is that other.
        """


# What these subjects are, whoever may see them, in one statement: for moderators.
Describe = Callable[[AsyncSession, Collection[UUID]], Awaitable[Mapping[UUID, Subject]]]
# Who acts for a subject and does not mind to be known for it, by name: they can be mentioned.
Speakers = Callable[[AsyncSession, UUID], Awaitable[Mapping[UUID, str]]]


class Remember(Protocol):
    """How the service knows the people who do something."""

    async def __call__(self, session: AsyncSession, caller: Caller, *, now: datetime) -> None:
        """Called before each write, and before anything is held for it.

        Raises a refusal when this person wished to be forgotten.
        """


async def remember_nothing(session: AsyncSession, caller: Caller, *, now: datetime) -> None:
    """For a service that keeps no list of people."""


async def nobody(_: AsyncSession, __: UUID) -> Mapping[UUID, str]:
    """For a noun that nobody acts for."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Noun:
    """A kind of subject: ``kind`` names it in facts, ``path`` in addresses; ``post``: who may speak there."""

    kind: str
    path: str
    find: Find
    describe: Describe
    speakers: Speakers = nobody
    post: Any = Permission.POST


class Discussion:
    """All comments of one service. ``fact``: what it publishes of each that changed."""

    def __init__(
        self,
        metadata: MetaData,
        *,
        nouns: Collection[Noun],
        rights: Rights,
        fact: type[CommentFact],
        remember: Remember = remember_nothing,
    ) -> None:
        self.tables = Tables(metadata)
        self.nouns = {noun.kind: noun for noun in nouns}
        self.rights = rights
        self.fact = fact
        self.remember = remember
