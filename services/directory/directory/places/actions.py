"""What happens to places; each action takes many at once, in a number of SQL statements that does not grow."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from directory.bulk import among, upsert
from directory.places import history, naming, queries, rules
from directory.places.documents import publish, republish
from directory.places.history import Entry, Record, Voice, voice_of
from directory.places.queries import Heard, Origin, Row
from directory.places.schemas import PlaceWords, Saved
from directory.reading import as_id
from directory.schemas import Source
from directory.tables import Membership, Place, PlaceOrigin, Usage
from directory.usages import documents as usages

MENTIONED = ("name", "commune", "departement_code", "region_code")  # what a usage shows of its place
NEWCOMERS = 0x706C6163  # "plac": transactions that make places follow one another, so that none is made twice
THE_ECOSYSTEM = Voice("source", "ecosystem")

Rows = dict[UUID, Row]
Pairs = set[tuple[UUID, UUID]]  # place, network


async def save_places(
    session: AsyncSession,
    drafts: Sequence[PlaceWords],
    *,
    source: Source,
    now: datetime,
    record: Record | None = None,
) -> list[Saved]:
    """Create or change places by (source, external_id); one ``Saved`` per draft, in their order.

    What is held afterwards is what all statements about a place come to (`rules.settle`). A draft that changes nothing
    of it leaves the place untouched: no revision, no fact. ``record``: who changes it and how, unless it is an import.
    """
    origins = await _origins(session, source, [draft.external_id for draft in drafts])
    news = [one for one in drafts if origins[one.external_id].row_hash != rules.fingerprint(one, source)]
    before = await _taken(session, news, source, origins)
    heard = await _hear(session, news, source, origins)
    wanted = {origins[one.external_id].place_id for one in news if one.state == "published"}
    after = _revise(heard, before, source, now, published=wanted)

    await _name(session, [row for row in after.values() if row["id"] not in before])
    await upsert(session, Place, list(after.values()))
    await _remember(session, heard, news, source, origins)
    await publish(session, after.values())
    await _rename(session, before, after, now)
    await _note(session, before, after, record or Record(action="imported", by=voice_of(source)))
    return [Saved(place, _outcome(place, before, after)) for place in (origins[one.external_id][0] for one in drafts)]


async def _origins(session: AsyncSession, source: Source, external_ids: Sequence[str]) -> dict[str, Origin]:
    """The place of each row of the source; a new id for a row that nobody, not even just now, has brought before.

    A place speaks of itself under its own id.
    """
    known = await queries.origins(session, source.key, external_ids)
    if source.key == rules.OWN:
        known = {one: Origin(place, None) for one in external_ids if (place := as_id(one))} | known
    if not known.keys() >= set(external_ids):
        await queue_newcomers(session)
        known = await queries.origins(session, source.key, external_ids)
    return {one: Origin(new_id(), None) for one in external_ids} | known


async def queue_newcomers(session: AsyncSession) -> None:
    """Wait until nobody else makes places: what is asked then of names and rows is true until the transaction ends."""
    await session.execute(select(func.pg_advisory_xact_lock(NEWCOMERS)))


async def _taken(
    session: AsyncSession, drafts: Sequence[PlaceWords], source: Source, origins: dict[str, Origin]
) -> Rows:
    """The rows of the places of these drafts, ours from now on: what is heard of them afterwards is all there is.

    Of one that was merged into another meanwhile, the origins lead there now.
    """
    ids = [draft.external_id for draft in drafts]
    rows = await queries.locked(session, [origins[one].place_id for one in ids])
    if any(row["state"] == "merged" for row in rows):
        origins |= await queries.origins(session, source.key, ids)
        rows = await queries.locked(session, [origins[one].place_id for one in ids])
    return {row["id"]: row for row in rows}


async def _hear(
    session: AsyncSession, drafts: Iterable[PlaceWords], source: Source, origins: dict[str, Origin]
) -> Heard:
    """All statements about the places of these drafts, the drafts among them."""
    heard = await queries.statements(session, [origins[draft.external_id].place_id for draft in drafts])
    for draft in drafts:
        statements, key = heard[origins[draft.external_id].place_id], (source.key, draft.external_id)
        statements[key] = rules.hear(statements.get(key), draft, source)
    return heard


def _revise(heard: Heard, before: Rows, source: Source, now: datetime, *, published: Collection[UUID]) -> Rows:
    """The rows of those places that the statements change."""
    after: Rows = {}
    for place_id, statements in heard.items():
        row = before.get(place_id)
        changes = rules.revised(row, statements.values())
        if place_id in published and (row is None or row["state"] == "draft"):
            changes["state"] = "published"
        if changes:
            earlier = row or _blank(place_id, source, now)
            after[place_id] = earlier | changes | {"revision": earlier["revision"] + 1, "updated_at": now}
    return after


def _blank(place_id: UUID, source: Source, now: datetime) -> Row:
    """A place before anything is said of it."""
    empty = dict.fromkeys(("merged_into", "ended_at", "ended_by"))
    return empty | {"id": place_id, "revision": 0, "state": "draft", "demo": source.demo, "created_at": now}


async def _name(session: AsyncSession, newcomers: Sequence[Row]) -> None:
    """Give each new place a readable address, for good."""
    if not newcomers:
        return
    stems = [naming.slug_stem(row["name"], row["commune"]) for row in newcomers]
    slugs = naming.number_slugs(stems, await queries.slugs_taken(session, stems))
    for row, slug in zip(newcomers, slugs, strict=True):
        row["slug"] = slug


async def _remember(
    session: AsyncSession, heard: Heard, drafts: Iterable[PlaceWords], source: Source, origins: dict[str, Origin]
) -> None:
    """Keep what the drafts said, for the next time their places are settled."""
    rows = {}
    for draft in drafts:
        place_id = origins[draft.external_id].place_id
        words = heard[place_id][source.key, draft.external_id].words
        rows[draft.external_id] = {
            "source": source.key,
            "external_id": draft.external_id,
            "place_id": place_id,
            "given_by": source.given_by,
            "said": words,
            "row_hash": rules.fingerprint(draft, source),
        }
    await upsert(session, PlaceOrigin, list(rows.values()))


async def _note(session: AsyncSession, before: Rows, after: Rows, record: Record) -> None:
    """Keep what changed of the places that were there."""
    known = ((before[place_id], row) for place_id, row in after.items() if place_id in before)
    await history.note(session, [Entry(was, becomes, record) for was, becomes in known])


async def _rename(session: AsyncSession, before: Rows, after: Rows, now: datetime) -> None:
    """Let the usages of places show their new name or commune."""
    renamed = [
        place_id
        for place_id, row in before.items()
        if place_id in after and any(row[name] != after[place_id][name] for name in MENTIONED)
    ]
    if renamed:
        await usages.republish(session, among(Usage.place_id, renamed), now=now)


def _outcome(place_id: UUID, before: Rows, after: Rows) -> Literal["created", "changed", "unchanged"]:
    if place_id not in after:
        return "unchanged"
    return "changed" if place_id in before else "created"


async def join_networks(
    session: AsyncSession, pairs: Iterable[tuple[UUID, UUID]], *, now: datetime, by: Voice = THE_ECOSYSTEM
) -> int:
    """Let places join networks: (place, network) pairs; the number of memberships that are new."""
    wanted = set(pairs)
    places = await queries.locked(session, {place for place, _ in wanted})
    known = await queries.memberships(session, {place for place, _ in wanted})
    new = wanted - known
    rows = [{"place_id": place, "network_id": network, "joined_at": now} for place, network in sorted(new)]
    await upsert(session, Membership, rows)
    await _regroup(session, places, known, known | wanted, record=Record(action="joined", by=by), now=now)
    return len(new)


async def leave_networks(session: AsyncSession, pairs: Iterable[tuple[UUID, UUID]], *, now: datetime, by: Voice) -> int:
    """Let places leave networks: (place, network) pairs; the number of memberships that ended."""
    wanted = set(pairs)
    places = await queries.locked(session, {place for place, _ in wanted})
    known = await queries.memberships(session, {place for place, _ in wanted})
    ended = wanted & known
    pair = tuple_(Membership.place_id, Membership.network_id)
    await session.execute(delete(Membership).where(pair.in_(sorted(ended))))
    await _regroup(session, places, known, known - ended, record=Record(action="left", by=by), now=now)
    return len(ended)


async def _regroup(
    session: AsyncSession, places: Sequence[Row], known: Pairs, now_known: Pairs, *, record: Record, now: datetime
) -> None:
    """Announce and note, of these places, those that are in other networks than before."""
    was, becomes = _by_place(known), _by_place(now_known)
    moved = [place for place in places if was[place["id"]] != becomes[place["id"]]]
    renewed = await republish(session, moved, now=now)
    entries = [
        Entry(before, after, record, (was[after["id"]], becomes[after["id"]]))
        for before, after in zip(moved, renewed, strict=True)
    ]
    await history.note(session, entries)


def _by_place(pairs: Iterable[tuple[UUID, UUID]]) -> Mapping[UUID, set[UUID]]:
    networks: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for place, network in pairs:
        networks[place].add(network)
    return networks


async def close_places(session: AsyncSession, place_ids: Iterable[UUID], *, source: Source, now: datetime) -> int:
    """Close published places; the number that were open."""
    rows = [row for row in await queries.locked(session, place_ids) if row["state"] == "published"]
    ended = {"state": "closed", "ended_at": now, "ended_by": source.key}
    await republish(session, [row | ended for row in rows], now=now)
    return len(rows)
