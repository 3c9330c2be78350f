"""Nouns known by their slug (networks, partners, tools): saved whole, rendered and announced when they change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.outbox import emit
from contracts import Event
from directory.bulk import among, upsert
from directory.places.naming import name_key
from directory.schemas import Source
from directory.tables import Network, Partner, Tool

Row = dict[str, Any]
Noun = type[Network] | type[Partner] | type[Tool]
Render = Callable[[Row], Event]


class Outcome(NamedTuple):
    """The id of each slug, and the ids of those that are now called otherwise."""

    ids: dict[str, UUID]
    renamed: list[UUID]


async def save(
    session: AsyncSession, noun: Noun, wanted: Sequence[Row], *, render: Render, source: Source, now: datetime
) -> Outcome:
    """Create or change by slug. What is fictional stays so until someone real says it."""
    known = {row["slug"]: row for row in await locked(session, noun, among(noun.slug, {row["slug"] for row in wanted}))}
    after: dict[str, Row] = {}
    for row in wanted:
        earlier = known.get(row["slug"]) or {"id": new_id(), "revision": 0, "demo": source.demo}
        said = row | {"name_key": name_key(row["name"]), "demo": earlier["demo"] and source.demo}
        if any(name not in earlier or earlier[name] != value for name, value in said.items()):
            after[row["slug"]] = earlier | said
    await publish(session, noun, after.values(), render=render, now=now)
    renamed = [row["id"] for slug, row in after.items() if slug in known and mention(row) != mention(known[slug])]
    return Outcome({slug: row["id"] for slug, row in (known | after).items()}, renamed)


async def publish(
    session: AsyncSession, noun: Noun, rows: Iterable[Mapping[str, Any]], *, render: Render, now: datetime
) -> None:
    """Write these rows as their next revision, with what the public reads of them, and announce them."""
    renewed = [{**row, "revision": row["revision"] + 1, "updated_at": now} for row in rows]
    facts = [render(row) for row in renewed]
    for row, fact in zip(renewed, facts, strict=True):
        row["document"] = fact.model_dump_json()
    await upsert(session, noun, renewed)
    await emit(session, *facts)


async def locked(session: AsyncSession, noun: Noun, condition: ColumnElement[bool]) -> list[Row]:
    """The rows that meet the condition, ours until the transaction ends; always locked in the same order."""
    wanted = select(noun.__table__).where(condition).order_by(noun.id).with_for_update(key_share=True)
    return [dict(row) for row in (await session.execute(wanted)).mappings()]


def mention(row: Mapping[str, Any]) -> tuple[str, str]:
    """What other documents show of it."""
    return row["name"], row["kind"]


def facts_of(kind: type[Event]) -> Render:
    """Render a row as a fact whose fields are columns."""
    return lambda row: kind.model_validate({name: row[name] for name in kind.model_fields})
