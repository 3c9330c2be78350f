"""Mandates as they are read."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from chassis.refusals import NotFound
from directory.bulk import among
from directory.mandates import schemas
from directory.mandates.queries import IN_FORCE, of
from directory.tables import Mandate, MandateStep, Membership, Network, Partner, Person, Place
from identity.caller import Caller
from identity.holdings import RANK, Holdings, Organisation

AT_MOST = 500  # shown at once: who has more to answer begins with the oldest
STANDS = (("place", Place), ("network", Network), ("partner", Partner))

Decider = aliased(Person)
Another = aliased(Mandate)


class Reader(NamedTuple):
    """Who reads: what he may do, and for whom."""

    caller: Caller
    holdings: Holdings


def _called(name: str) -> ColumnElement[Any]:
    """What the organisation of a mandate has in this column."""
    return func.coalesce(*(getattr(noun, name) for _, noun in STANDS)).label(f"organisation_{name}")


def _shown() -> Select[Any]:
    """Mandates of people who are still here, with what is shown of them."""
    names = (Person.name.label("person_name"), Decider.name.label("decider_name"), _called("slug"), _called("name"))
    wanted = select(Mandate, *names).join(Person, Person.id == Mandate.person_id)
    for kind, noun in STANDS:
        wanted = wanted.outerjoin(noun, and_(Mandate.organisation_kind == kind, Mandate.organisation_id == noun.id))
    return wanted.outerjoin(Decider, Decider.id == Mandate.decided_by)


async def mandates(session: AsyncSession, condition: ColumnElement[bool], *, whole: bool) -> list[schemas.Mandate]:
    """Those that meet the condition. ``whole``: with what was said about them."""
    waits = case((Mandate.state == "requested", Mandate.requested_at))
    order = (waits.nulls_last(), Mandate.requested_at.desc(), Mandate.id)
    rows = await session.execute(_shown().where(condition).order_by(*order).limit(AT_MOST))
    return [_item(row, whole=whole) for row in rows]


async def one(session: AsyncSession, mandate: Mandate) -> schemas.Mandate:
    """One of them, whole. Raises NotFound where the person whose it was has been forgotten."""
    for shown in await mandates(session, Mandate.id == mandate.id, whole=True):
        return shown
    raise NotFound(f"There is no mandate {mandate.id}, or no longer.")


def _item(row: Any, *, whole: bool) -> schemas.Mandate:
    mandate: Mandate = row.Mandate
    plain = ("id", "revision", "state", "role", "named", "requested_at", "decided_at")
    shown: dict[str, Any] = {name: getattr(mandate, name) for name in plain}
    decider = {"id": mandate.decided_by, "name": row.decider_name} if row.decider_name else None
    organisation = {"kind": mandate.organisation_kind, "id": mandate.organisation_id}
    return schemas.Mandate.model_validate(
        shown
        | {
            "organisation": organisation | {"slug": row.organisation_slug, "name": row.organisation_name},
            "person": {"id": mandate.person_id, "name": row.person_name},
            "decided_by": decider,
            "word": mandate.word if whole else None,
            "reason": mandate.reason if whole else None,
        }
    )


def answerable(reader: Reader) -> ColumnElement[bool]:
    """That a request waits for an answer that this reader may give."""
    waiting = Mandate.state == "requested"
    if reader.caller.moderates:
        return waiting
    return waiting & (Mandate.person_id != reader.caller.id) & or_(*_his(reader))


def _his(reader: Reader) -> Iterable[ColumnElement[bool]]:
    """That he answers for an organisation: as its steward, or for its network where it has none."""
    for kind, _ in STANDS:
        stewarded = reader.holdings.where("steward", kind)  # type: ignore[arg-type] # one of the three
        yield and_(Mandate.organisation_kind == kind, among(Mandate.organisation_id, stewarded))
    yield and_(
        Mandate.organisation_kind == "place", _in_network(Mandate.organisation_id, reader.holdings), ~_has_steward()
    )


def _in_network(place: Any, holdings: Holdings) -> ColumnElement[bool]:
    """That a place is in a network that this person manages."""
    managed = holdings.where("editor", "network")
    if not managed:
        return false()
    return exists().where(Membership.place_id == place, among(Membership.network_id, managed))


def _has_steward() -> ColumnElement[bool]:
    """That somebody is steward of the organisation of a mandate."""
    return exists().where(
        Another.organisation_kind == Mandate.organisation_kind,
        Another.organisation_id == Mandate.organisation_id,
        Another.role == "steward",
        Another.state == "granted",
    )


async def waiting(session: AsyncSession, reader: Reader) -> int:
    """How many requests wait for this reader."""
    return await session.scalar(select(func.count()).select_from(Mandate).where(answerable(reader))) or 0


async def steps(session: AsyncSession, mandate: Mandate) -> list[schemas.MandateStepShown]:
    """All that happened to a mandate."""
    rows = await session.execute(
        select(MandateStep, Person.name)
        .outerjoin(Person, Person.id == MandateStep.by)
        .where(MandateStep.mandate_id == mandate.id)
        .order_by(MandateStep.id)  # in the order in which they were made
    )
    return [
        schemas.MandateStepShown.model_validate(
            {name: getattr(step, name) for name in ("at", "action", "role", "reason")}
            | {"by": {"id": step.by, "name": name} if name else None}
        )
        for step, name in rows
    ]


def _left(reader: Reader) -> ColumnElement[bool]:
    """That a mandate shows that its organisation had a steward and has none, where this reader may care for it."""
    was = exists().where(MandateStep.mandate_id == Mandate.id, MandateStep.action == "without_successor")
    cares = true() if reader.caller.moderates else _cares(reader)
    return and_(was, ~_has_steward(), or_(Mandate.organisation_kind != "place", Place.state == "published"), cares)


def _cares(reader: Reader) -> ColumnElement[bool]:
    return and_(Mandate.organisation_kind == "place", _in_network(Mandate.organisation_id, reader.holdings))


async def orphans(session: AsyncSession, reader: Reader) -> list[schemas.Orphan]:
    """The organisations left without a steward that this reader may care for, the longest first."""
    key = (Mandate.organisation_kind, Mandate.organisation_id)
    since = func.max(Mandate.updated_at)
    wanted = select(*key, since.label("since"), func.max(_called("slug")), func.max(_called("name")))
    for kind, noun in STANDS:
        wanted = wanted.outerjoin(noun, and_(Mandate.organisation_kind == kind, Mandate.organisation_id == noun.id))
    rows = await session.execute(wanted.where(_left(reader)).group_by(*key).order_by(since).limit(AT_MOST))
    return [
        schemas.Orphan(kind=kind, id=organisation, slug=slug, name=name, since=at)
        for kind, organisation, at, slug, name in rows
    ]


async def stewards(session: AsyncSession, organisation: Organisation) -> schemas.StewardCount:
    """How many act for an organisation, and those of them who wish to be named."""
    rows = await session.execute(
        select(Mandate.role, Mandate.named, Person.name)
        .outerjoin(Person, Person.id == Mandate.person_id)
        .where(of(organisation), IN_FORCE)
    )
    people: Sequence[Any] = rows.all()
    count = {role: sum(one.role == role for one in people) for role in RANK}
    named = [schemas.StewardNamed(name=one.name, role=one.role) for one in people if one.named and one.name]
    named.sort(key=lambda one: (-RANK[one.role], one.name.casefold()))
    return schemas.StewardCount(
        stewards=count["steward"], editors=count["editor"], members=count["member"], named=named
    )


def of_person(person: UUID) -> ColumnElement[bool]:
    """That a mandate is, or was, this person's."""
    return Mandate.person_id == person
