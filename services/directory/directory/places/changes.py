"""What became of a place, as it is read."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from chassis.pages import encode_cursor
from contracts.directory import NetworkMention
from directory.browsing import Browsing
from directory.bulk import among
from directory.mandates.queries import held
from directory.places.schemas import By, Change, FieldChange, Named, PlaceHistory
from directory.reading import count, position
from directory.tables import Correction, Network, Person, PlaceChange
from identity.caller import Caller
from identity.holdings import Organisation
from identity.rights import Target, Who, allowed, relations

SORT = "history"
NAMES = allowed(Who.MEMBER, Who.MODERATOR)  # who reads by name what people did who do not wish to be named


async def history(session: AsyncSession, place: UUID, asked: Browsing, *, caller: Caller | None) -> PlaceHistory:
    """A page of the changes of a place, the latest first. Raises Invalid for a cursor of another list."""
    names = await sees_names(session, caller, place)
    rows = await _changes(session, place, asked)
    total = await session.scalar(select(func.count()).where(PlaceChange.place_id == place))
    networks = await _networks(session, [row.PlaceChange for row in rows])
    shown = rows[: asked.limit]
    cursor = None
    if len(rows) > asked.limit:
        last = shown[-1].PlaceChange
        cursor = encode_cursor([last.revision, str(last.id)], sort=SORT)
    items = [_item(row, networks, names=names) for row in shown]
    return PlaceHistory(items=items, total=total or 0, next=cursor)


async def sees_names(session: AsyncSession, caller: Caller | None, place: UUID) -> bool:
    """Whether somebody reads by name who did what for the place: its own people do, and moderators."""
    if caller is None:
        return False
    target = Target(Organisation("place", place))
    return bool(NAMES.who & relations(caller, target, await held(session, caller.id), NAMES))


async def _changes(session: AsyncSession, place: UUID, asked: Browsing) -> Sequence[Any]:
    """The changes of a page and one more, each with its person and whoever proposed it."""
    proposer = aliased(Person)
    persons = (Person.name, Person.named, proposer.name.label("proposer"), proposer.named.label("proposer_named"))
    wanted = (
        select(PlaceChange, *persons)
        .outerjoin(Person, Person.id == PlaceChange.person_id)
        .outerjoin(Correction, Correction.id == PlaceChange.correction_id)
        .outerjoin(proposer, proposer.id == Correction.proposed_by)
        .where(PlaceChange.place_id == place)
        .order_by(PlaceChange.revision.desc(), PlaceChange.id.desc())
        .limit(asked.limit + 1)
    )
    if asked.cursor:
        after = position(asked.cursor, sort=SORT, read=count)
        wanted = wanted.where(tuple_(PlaceChange.revision, PlaceChange.id) < after)
    return (await session.execute(wanted)).all()


async def _networks(session: AsyncSession, changes: Sequence[PlaceChange]) -> dict[str, NetworkMention]:
    """The networks that these changes speak of, as they are called today."""
    spoken = [one for change in changes for one in change.changes if one["field"] == "networks"]
    ids = {UUID(network) for one in spoken for network in (*one["before"], *one["after"])}
    if not ids:
        return {}
    columns = [getattr(Network, name) for name in NetworkMention.model_fields]
    found = await session.execute(select(*columns).where(among(Network.id, ids)))
    return {str(row["id"]): NetworkMention.model_validate(dict(row)) for row in found.mappings()}


def _item(row: Any, networks: dict[str, NetworkMention], *, names: bool) -> Change:
    change: PlaceChange = row.PlaceChange
    proposer = Named(name=row.proposer if names or row.proposer_named else None)
    return Change(
        id=change.id,
        revision=change.revision,
        at=change.at,
        action=change.action,
        by=By.model_validate({"kind": change.said_by, "name": row.name if names or row.named else None}),
        source=change.source,
        reason=change.reason,
        proposed_by=proposer if change.correction_id else None,
        changes=[_field(one, networks) for one in change.changes],
    )


def _field(change: dict[str, Any], networks: dict[str, NetworkMention]) -> FieldChange:
    if change["field"] == "networks":
        change = change | {
            name: [networks[network] for network in change[name] if network in networks] for name in ("before", "after")
        }
    return FieldChange.model_validate(change)
