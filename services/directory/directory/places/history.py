"""What became of a place, revision by revision: who or which source changed which value, and why.

Whoever writes a place's next revision notes it here, in the same transaction::

    record = Record(action="closed", by=person(caller.id, "network"), reason=why)
    await history.note(session, [Entry(before, after, record)])
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from contracts.directory import Address, Location
from directory.bulk import upsert
from directory.places.rules import FIELDS
from directory.schemas import Source
from directory.tables import PlaceChange
from identity.caller import Caller

Row = Mapping[str, Any]
Action = Literal[
    "imported", "edited", "corrected", "confirmed", "joined", "left", "closed", "reopened", "merged", "unmerged"
]
PARTS = {"address": Address.model_fields, "location": Location.model_fields}
STANDING = ("state", "merged_into")  # what a place's row says besides its values


@dataclass(frozen=True, slots=True)
class Voice:
    """Who makes a change. ``source``: on whose behalf a person does (``place``, ``network``, ``moderation``)."""

    said_by: Literal["person", "source", "demo"]
    source: str
    person: UUID | None = None


def person(person_id: UUID, on_behalf_of: str) -> Voice:
    """A person, on behalf of a place, a network or the moderation."""
    return Voice("person", on_behalf_of, person_id)


def speaking(caller: Caller, on_behalf_of: str) -> Voice:
    """Whoever acts: a moderator for the moderation, another person on behalf of a place or a network."""
    return person(caller.id, "moderation" if caller.moderates else on_behalf_of)


def voice_of(source: Source) -> Voice:
    """A source: a list that was imported, or the demonstration."""
    return Voice("demo" if source.demo else "source", source.key)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What is noted of a change besides the change itself. ``correction``: which one was accepted."""

    action: Action
    by: Voice
    reason: str | None = None
    correction: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision of a place: its row before and after.

    ``networks``: the ids of those it was in and of those it is in, when that is what changed.
    """

    before: Row
    after: Row
    record: Record
    networks: tuple[Iterable[UUID], Iterable[UUID]] | None = None


async def note(session: AsyncSession, entries: Iterable[Entry]) -> None:
    """Keep what changed. One statement for any number of places; a first revision changes nothing."""
    await upsert(session, PlaceChange, [_row(one) for one in entries if one.before.get("revision")])


def _row(entry: Entry) -> dict[str, Any]:
    record = entry.record
    return {
        "id": new_id(),
        "place_id": entry.after["id"],
        "revision": entry.after["revision"],
        "at": entry.after["updated_at"],
        "action": record.action,
        "said_by": record.by.said_by,
        "source": record.by.source,
        "person_id": record.by.person,
        "correction_id": record.correction,
        "reason": record.reason,
        "changes": list(differences(entry)),
    }


def differences(entry: Entry) -> Iterable[dict[str, Any]]:
    """``{field, before, after}`` by the names of the document, in its order.

    A value that stayed and has another source now, or that the place gave again, was confirmed: it is there with the
    same before and after. A list that repeats in its next edition what it said before confirms nothing new.
    """
    before, after = entry.before, entry.after
    confirmed = _confirmed(before["sources"], after["sources"])
    for field, path in FIELDS.items():
        was, becomes = value(before, field), value(after, field)
        if was != becomes or path in confirmed:
            yield {"field": path, "before": was, "after": becomes}
    if entry.networks:
        was, becomes = (sorted(map(str, ids)) for ids in entry.networks)
        if was != becomes:
            yield {"field": "networks", "before": was, "after": becomes}
    for field in STANDING:
        if before[field] != after[field]:
            yield {"field": field, "before": before[field], "after": after[field]}


def _confirmed(before: Iterable[Row], after: Iterable[Row]) -> Collection[str]:
    """The fields that somebody else vouches for now, or the place itself anew."""
    known = {one["field"]: one for one in before}
    return {
        one["field"]
        for one in after
        if one != (was := known.get(one["field"]))
        and (was is None or was["source"] != one["source"] or one["given_by"] == "place")
    }


def value(row: Row, field: str) -> Any:
    """What a row of ``place`` holds of a draft's field, as the document shows it."""
    if field not in PARTS:
        return row[field]
    if field == "location" and row["latitude"] is None:
        return None
    return {part: row[part] for part in PARTS[field]}
