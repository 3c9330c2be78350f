"""What happens to additions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.refusals import Invalid, NotFound
from directory.additions import queries, rules
from directory.additions.schemas import Confirmed, PlaceAddition
from directory.bulk import upsert
from directory.duplicates.actions import suspect_duplicates
from directory.mandates.actions import grant_founder
from directory.mandates.queries import held
from directory.places import history
from directory.places import queries as places
from directory.places.actions import queue_newcomers, save_places
from directory.places.documents import republish
from directory.places.editing import own_words
from directory.places.edits import Referential, understood
from directory.tables import Addition, Confirmation, Membership
from identity.caller import Caller

Row = dict[str, Any]


async def add_place(
    session: AsyncSession, draft: PlaceAddition, caller: Caller, *, referential: Referential, now: datetime
) -> UUID:
    """Keep a place that somebody adds, as a draft under its final address. Raises Invalid, or TooManyAdditions."""
    if await queries.waiting_of(session, caller.id) >= rules.AT_ONCE:
        raise rules.TooManyAdditions(f"{rules.AT_ONCE} places of yours wait to be confirmed: let these be looked at.")
    place_id = new_id()
    words = understood(draft, place_id, referential)
    await _check_networks(session, draft.networks)
    await queue_newcomers(session)
    await save_places(session, [words], source=own_words(now), now=now)
    wishes = list(dict.fromkeys(draft.networks))
    session.add(Addition(place_id=place_id, added_by=caller.id, added_at=now, word=draft.word, networks=wishes))
    await session.flush()
    return place_id


async def _check_networks(session: AsyncSession, networks: Sequence[UUID]) -> None:
    known = {one.id for one in await queries.mentions(session, networks)}
    unknown = [number for number, network in enumerate(networks) if network not in known]
    if unknown:
        errors = [{"pointer": f"/networks/{number}", "detail": "There is no such network."} for number in unknown]
        raise Invalid("Some values are not as they must be.", errors=errors)


async def confirm_place(
    session: AsyncSession,
    place_id: UUID,
    caller: Caller,
    *,
    networks: frozenset[UUID],
    word: str | None,
    referential: Referential,
    now: datetime,
) -> Confirmed:
    """Say that a place exists; it is published when that is enough.

    ``networks``: those that may take it in. Raises AdditionDecided, AlreadyConfirmed or NotIndependent.
    """
    row, addition = await _taken(session, place_id)
    known = [one for one, _ in await queries.confirmations(session, place_id)]
    if any(one.person_id == caller.id for one in known):
        raise rules.AlreadyConfirmed("You have confirmed this place.")
    holdings = await held(session, caller.id)
    standing = rules.Standing(
        networks=networks & holdings.where("editor", "network"),
        moderates=caller.moderates,
        added_it=addition.added_by == caller.id,
        places=await queries.independent_places(session, caller.id, addition),
    )
    found = rules.confirming(standing, [one.organisation_id for one in known if one.organisation_id])
    organisation = next(iter(found.organisations), None)
    session.add(
        Confirmation(
            place_id=place_id,
            person_id=caller.id,
            on_behalf_of=found.on_behalf_of,
            organisation_id=organisation,
            at=now,
            word=word,
        )
    )
    said = [(one.on_behalf_of, one.organisation_id) for one in known] + [(found.on_behalf_of, organisation)]
    published = rules.is_enough(said)
    if published:
        _decide(addition, "confirmed", caller, now=now)
        joins = found.organisations if found.on_behalf_of == "network" else ()
        by = history.person(caller.id, found.on_behalf_of)
        await _publish(session, row, addition, joins, by=by, referential=referential, now=now)
    return Confirmed(state="published" if published else "draft", confirmations=len(said))


async def _publish(
    session: AsyncSession,
    row: Row,
    addition: Addition,
    joins: Sequence[UUID],
    *,
    by: history.Voice,
    referential: Referential,
    now: datetime,
) -> None:
    """Let the public see the place, in the networks that took it in, and let who added it be its steward."""
    place_id = row["id"]
    await upsert(session, Membership, [{"place_id": place_id, "network_id": one, "joined_at": now} for one in joins])
    [published] = await republish(session, [row | {"state": "published"}], now=now)
    record = history.Record(action="confirmed", by=by)
    await history.note(session, [history.Entry(row, published, record, ((), joins))])
    if addition.added_by:
        await grant_founder(session, place_id, addition.added_by, now=now)
    await suspect_duplicates(session, [place_id], territories=referential.territories, now=now)


async def reject_place(
    session: AsyncSession, place_id: UUID, caller: Caller, *, reason: str, now: datetime
) -> Confirmed:
    """Do not take the place in. Raises AdditionDecided."""
    _, addition = await _taken(session, place_id)
    _decide(addition, "rejected", caller, now=now)
    addition.reason = reason
    return Confirmed(state="rejected", confirmations=len(await queries.confirmations(session, place_id)))


def _decide(addition: Addition, outcome: str, caller: Caller, *, now: datetime) -> None:
    addition.outcome, addition.decided_by, addition.decided_at = outcome, caller.id, now


async def _taken(session: AsyncSession, place_id: UUID) -> tuple[Row, Addition]:
    """A place and its addition, ours until the transaction ends. Raises NotFound or AdditionDecided."""
    row = next(iter(await places.locked(session, [place_id])), None)
    addition = await queries.locked(session, place_id)
    if row is None or addition is None:
        raise NotFound(f"There is no addition {place_id}.")
    if addition.outcome is not None or row["state"] != "draft":
        raise rules.AdditionDecided(f"This place has been {addition.outcome or 'confirmed'} already.")
    return row, addition
