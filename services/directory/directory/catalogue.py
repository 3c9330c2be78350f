"""Nouns known by their slug (networks, partners, tools): saved whole, rendered and announced when they change.

Two speak of them: the files of the ecosystem, entered at each start (`save`), and people (`add`, `edit`). What a person
has said of one stands: from his first edit on the files are silent about it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.outbox import emit
from chassis.refusals import Refusal
from contracts import Event
from directory.bulk import among, upsert
from directory.places.naming import name_key, number_slugs, slug_stem, spoken
from directory.schemas import Source
from directory.tables import Network, Partner, Tool
from directory.writing import Check

NEWCOMERS = 0x63617461  # "cata": transactions that make one of these follow one another, so that none is made twice

Row = dict[str, Any]
Noun = type[Network] | type[Partner] | type[Tool]
Render = Callable[[Row], Event]


class NameTaken(Refusal):
    """There is one of this name already."""


class Outcome(NamedTuple):
    """The id of each slug, and the ids of those that are now called otherwise."""

    ids: dict[str, UUID]
    renamed: list[UUID]


async def save(
    session: AsyncSession, noun: Noun, wanted: Sequence[Row], *, render: Render, source: Source, now: datetime
) -> Outcome:
    """Create or change by slug, but not what people have edited. What is fictional stays so until someone real says it.

    What is wanted of one that people have edited is left out; its id is answered as the others' are.
    """
    await _after_others(session)
    known = {row["slug"]: row for row in await locked(session, noun, among(noun.slug, {row["slug"] for row in wanted}))}
    after: dict[str, Row] = {}
    for row in wanted:
        earlier = known.get(row["slug"]) or _blank(demo=source.demo)
        if earlier["edited_at"]:
            continue
        said = row | {"name_key": name_key(row["name"]), "demo": earlier["demo"] and source.demo}
        if any(name not in earlier or earlier[name] != value for name, value in said.items()):
            after[row["slug"]] = earlier | said
    await publish(session, noun, after.values(), render=render, now=now)
    renamed = [row["id"] for slug, row in after.items() if slug in known and mention(row) != mention(known[slug])]
    return Outcome({slug: row["id"] for slug, row in (known | after).items()}, renamed)


async def add(session: AsyncSession, noun: Noun, said: Row, *, render: Render, now: datetime) -> Row:
    """Create one that a person describes; its slug is made of its name, for good. Raises NameTaken."""
    await _after_others(session)
    key = await _free(session, noun, said["name"])
    stem = slug_stem(said["name"], None, nameless=noun.__tablename__)
    [slug] = number_slugs([stem], set(await session.scalars(select(noun.slug).where(noun.slug.startswith(stem)))))
    row = _blank(demo=False) | said | {"slug": slug, "name_key": key, "edited_at": now}
    [made] = await publish(session, noun, [row], render=render, now=now)
    return made


async def edit(session: AsyncSession, noun: Noun, before: Row, said: Row, *, render: Render, now: datetime) -> Row:
    """Change what a person says of one whose row is ours; its row afterwards, the same one where that is nothing new.

    Raises NameTaken.
    """
    if all(before[name] == value for name, value in said.items()):
        return before
    after = before | said | {"edited_at": now}
    if spoken(after["name"]) != spoken(before["name"]):
        after["name_key"] = await _free(session, noun, after["name"])
    [changed] = await publish(session, noun, [after], render=render, now=now)
    return changed


async def opened(session: AsyncSession, noun: Noun, found: UUID, check: Check) -> Row:
    """The row of one to be edited, ours until the transaction ends. Raises what ``check`` does of its revision."""
    [row] = await locked(session, noun, noun.id == found)
    check(row["revision"])
    return row


async def _free(session: AsyncSession, noun: Noun, name: str) -> str:
    """What a name that nobody has yet is sorted by. Raises NameTaken."""
    key = name_key(name)
    if spoken(name) in map(spoken, await session.scalars(select(noun.name).where(noun.name_key == key))):
        raise NameTaken(f"There is already a {noun.__tablename__} called {name!r}.")
    return key


def _blank(*, demo: bool) -> Row:
    """One before anything is said of it."""
    return {"id": new_id(), "revision": 0, "demo": demo, "edited_at": None}


async def _after_others(session: AsyncSession) -> None:
    """Wait until nobody else is about to make one."""
    await session.execute(select(func.pg_advisory_xact_lock(NEWCOMERS)))


async def publish(
    session: AsyncSession, noun: Noun, rows: Iterable[Mapping[str, Any]], *, render: Render, now: datetime
) -> list[Row]:
    """Write these rows as their next revision, with what the public reads of them, and announce them; the new rows."""
    renewed = [{**row, "revision": row["revision"] + 1, "updated_at": now} for row in rows]
    facts = [render(row) for row in renewed]
    for row, fact in zip(renewed, facts, strict=True):
        row["document"] = fact.model_dump_json()
    await upsert(session, noun, renewed)
    await emit(session, *facts)
    return renewed


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
