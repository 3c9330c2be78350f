"""The people of the demonstration: for whom they speak, and what they have already asked and said."""

import tomllib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from contracts.directory import MandateRole, OrganisationKind
from directory.comments import discussion
from directory.mandates.journal import Step, begin
from directory.people.actions import remember
from directory.tables import Erasure, Membership, Network, Partner, Person, Place, Tool
from directory.testimonials import actions as testimonials
from discussion.actions import post_comment
from discussion.schemas import CommentDraft
from identity.caller import Caller
from identity.holdings import Organisation

Pick = Literal["regional", "same-network", "tool-maker", "funder", "another"]


class Entry(BaseModel):
    """Anything read from the file; what is for the sign-in alone is left to it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Speaks(Entry):
    """For which organisation, in which role."""

    role: MandateRole
    kind: OrganisationKind
    pick: Pick


class Somebody(Entry):
    """A person of the demonstration."""

    id: UUID
    username: str
    first_name: str
    last_name: str
    mandate: Speaks | None = None

    @property
    def caller(self) -> Caller:
        """As the person would be who signs in."""
        return Caller(
            id=self.id,
            kind="person",
            name=f"{self.first_name} {self.last_name}",
            email=None,
            username=self.username,
            roles=frozenset(),
            client="demo",
            scopes=frozenset(),
            session=None,
            expires_at=0,
        )


class Request(Entry):
    """Somebody asks to act for a place."""

    username: str
    role: MandateRole
    at: Pick
    word: str


class Praise(Entry):
    """Somebody says how a place is."""

    username: str
    at: Pick
    text: str
    published: bool = False


class Remark(Entry):
    """Somebody says something under a place; ``answer``: to whoever spoke before."""

    username: str
    at: Pick
    body: str
    answer: bool = False


class Cast(Entry):
    """Everybody, and what they say."""

    people: tuple[Somebody, ...] = ()
    requests: tuple[Request, ...] = ()
    testimonials: tuple[Praise, ...] = ()
    comments: tuple[Remark, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> "Cast":
        """Read ``people.toml`` of the ecosystem; nobody where there is none."""
        file = folder / "people.toml"
        return cls.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))) if file.exists() else cls()


async def enter_people(session: AsyncSession, cast: Cast, *, now: datetime) -> int:
    """Let them speak, once: who is known here already, or was erased, is left as he is; the number of newcomers."""
    ids = [one.id for one in cast.people]
    known = {*await session.scalars(select(Person.id).where(Person.id.in_(ids)))}
    known |= {*await session.scalars(select(Erasure.person_id).where(Erasure.person_id.in_(ids)))}
    newcomers = {one.username: one for one in cast.people if one.id not in known}
    for one in newcomers.values():
        await remember(session, one.caller, now=now)
    await _grant(session, newcomers.values(), now)
    for request in cast.requests:
        place = await pick(session, request.at)
        if place and request.username in newcomers:
            step = Step("requested", newcomers[request.username].id, now, request.word)
            asker = newcomers[request.username].id
            await begin(session, place, asker, request.role, step, state="requested", word=request.word)
    await _say(session, cast, newcomers, now)
    return len(newcomers)


async def _grant(session: AsyncSession, people: Iterable[Somebody], now: datetime) -> None:
    for one in people:
        organisation = await pick(session, one.mandate.pick) if one.mandate else None
        if organisation and one.mandate:
            step = Step("granted", None, now)
            role, decided = one.mandate.role, {"decided_at": now, "named": True}
            await begin(session, organisation, one.id, role, step, state="granted", **decided)


async def _say(session: AsyncSession, cast: Cast, newcomers: dict[str, Somebody], now: datetime) -> None:
    moderator = next((one.caller for one in cast.people if one.mandate is None), None)
    for praise in cast.testimonials:
        place = await pick(session, praise.at)
        if place and praise.username in newcomers:
            by = newcomers[praise.username].caller
            written = await testimonials.write(session, place.id, praise.text, by=by, now=now)
            if praise.published and moderator:
                await testimonials.publish(session, written, by=moderator, check=lambda _: None, now=now)
    last: UUID | None = None
    for remark in cast.comments:
        place = await pick(session, remark.at)
        if place and remark.username in newcomers:
            said = CommentDraft(body=remark.body, parent_id=last if remark.answer else None)
            noun, author = discussion.nouns["place"], newcomers[remark.username].caller
            subject = (await noun.describe(session, [place.id]))[place.id]
            row = await post_comment(session, discussion, said, noun=noun, subject=subject, author=author, now=now)
            last = row.parent_id or row.id


async def pick(session: AsyncSession, which: Pick) -> Organisation | None:
    """The organisation that the file means: always the same one of the same demonstration; None where there is none."""
    first = _regional(Place.id).limit(1).scalar_subquery()
    wanted = {
        "regional": _regional(Place.id),
        "same-network": _regional(Network.id),
        "tool-maker": select(Partner.id).where(Partner.id.in_(select(Tool.maker_id))).order_by(Partner.slug),
        "funder": select(Partner.id).where(Partner.kind == "funder").order_by(Partner.slug),
        "another": _demo(Place.id).where(Place.id != first),
    }[which]
    kinds: dict[Pick, OrganisationKind] = {"same-network": "network", "tool-maker": "partner", "funder": "partner"}
    found = await session.scalar(wanted.limit(1))
    return Organisation(kinds.get(which, "place"), found) if found else None


def _demo(column: InstrumentedAttribute[UUID]) -> Select[UUID]:
    return select(column).select_from(Place).where(Place.demo, Place.state == "published").order_by(Place.slug)


def _regional(column: InstrumentedAttribute[UUID]) -> Select[UUID]:
    """Of the first place of the demonstration that is in a regional network."""
    joined = _demo(column).join(Membership, Membership.place_id == Place.id)
    return joined.join(Network, Network.id == Membership.network_id).where(Network.kind == "regional")
