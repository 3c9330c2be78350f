"""What happens to testimonials.

They stay with the place that was named, whatever it is merged into: what is read is which place that is by now. Each
step locks the place first, then the testimonial.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.outbox import emit
from contracts.directory import TestimonialPublished, TestimonialWithdrawn
from directory.bulk import upsert
from directory.mandates.queries import held
from directory.people.actions import remember
from directory.places import queries as places
from directory.tables import Testimonial
from directory.testimonials import queries, rules
from directory.testimonials.rules import NO_REPLY, SHOWN, SILENT
from directory.usages.rules import check_published
from directory.writing import Check
from identity.caller import Caller
from identity.holdings import Organisation

Row = dict[str, Any]


async def write(session: AsyncSession, place: UUID, text: str, *, by: Caller, now: datetime) -> UUID:
    """Say what one thinks of a place, for a moderator to read; the testimonial's id.

    Raises PlaceNotPublished, OwnPlace or AlreadyWritten.
    """
    await remember(session, by, now=now)
    [row] = await places.locked(session, [place])
    check_published(row)
    await _check_outsider(session, place, by)
    mine = await queries.locked(session, queries.said_of(place) & (Testimonial.person_id == by.id))
    rules.check_new(mine)
    fresh = {"id": new_id(), "revision": 0, "place_id": place, "person_id": by.id, "state": "withdrawn"}
    earlier = next((one for one in mine if one["place_id"] == place), fresh)
    said = {"text": text, "author_name": by.name, "state": "pending", "written_at": now} | SILENT | NO_REPLY
    await _change(session, earlier, said, place=place, now=now)
    return UUID(str(earlier["id"]))


async def rewrite(session: AsyncSession, testimonial: UUID, text: str, *, by: Caller, now: datetime) -> None:
    """Say it otherwise: a moderator reads it again before others do. Raises Withdrawn, OwnPlace or AlreadyWritten."""
    await remember(session, by, now=now)
    place, row = await _open(session, testimonial)
    rules.check_there(row)
    await _check_outsider(session, place, by)
    mine = await queries.locked(session, queries.said_of(place) & (Testimonial.person_id == by.id))
    rules.check_new(one for one in mine if one["id"] != testimonial)
    if row["text"] != text or row["state"] == "hidden":
        said = {"text": text, "author_name": by.name, "state": "pending", "written_at": now} | SILENT
        await _change(session, row, said, place=place, now=now)


async def withdraw(session: AsyncSession, testimonial: UUID, *, by: Caller, now: datetime) -> None:
    """Take it back; its words are forgotten, and what was replied to them. Once more changes nothing."""
    await remember(session, by, now=now)
    place, row = await _open(session, testimonial)
    if row["state"] != "withdrawn":
        gone = {"text": "", "author_name": None, "state": "withdrawn"} | SILENT | NO_REPLY
        await _change(session, row, gone, place=place, now=now)


async def publish(session: AsyncSession, testimonial: UUID, *, by: Caller, check: Check, now: datetime) -> None:
    """Let everyone read it; once more changes nothing. Raises as `_judged`, and AlreadyWritten."""
    place, row = await _judged(session, testimonial, by, check, now)
    theirs = queries.said_of(place) & (Testimonial.person_id == row["person_id"])
    rules.check_new(one for one in await queries.locked(session, theirs) if one["id"] != testimonial)
    if row["state"] != SHOWN:
        decided = {"state": SHOWN, "decided_at": now, "decided_by": by.id, "reason": None}
        await _change(session, row, decided, place=place, now=now)


async def hide(
    session: AsyncSession, testimonial: UUID, reason: str, *, by: Caller, check: Check, now: datetime
) -> None:
    """Let nobody read it but its author, who reads why. Raises as `_judged`."""
    place, row = await _judged(session, testimonial, by, check, now)
    decided = {"state": "hidden", "decided_at": now, "decided_by": by.id, "reason": reason}
    await _change(session, row, decided, place=place, now=now)


async def reply(session: AsyncSession, testimonial: UUID, text: str, *, by: Caller, now: datetime) -> None:
    """Let the place say something to it, in place of what it said before. Raises NotShown."""
    await remember(session, by, now=now)
    place, row = await _open(session, testimonial)
    rules.check_shown(row)
    await _change(session, row, {"reply": text, "reply_by": by.id, "reply_at": now}, place=place, now=now)


async def remove_reply(session: AsyncSession, testimonial: UUID, *, by: Caller, now: datetime) -> None:
    """Take back what the place said to it; once more changes nothing."""
    await remember(session, by, now=now)
    place, row = await _open(session, testimonial)
    if row["reply"] is not None:
        await _change(session, row, dict(NO_REPLY), place=place, now=now)


async def announce_replies(session: AsyncSession, person: UUID, *, now: datetime) -> None:
    """Let whoever remembers what this person replied for a place read it anew: he wishes to be named, or no longer."""
    for row in await queries.locked(session, (Testimonial.reply_by == person) & (Testimonial.state == SHOWN)):
        about = await queries.place_of(session, row["id"])
        assert about is not None  # a testimonial is about a place
        await _change(session, row, {}, place=about[0], now=now)


async def _judged(
    session: AsyncSession, testimonial: UUID, by: Caller, check: Check, now: datetime
) -> tuple[UUID, Row]:
    """One that a moderator decides about. Raises OwnTestimonial, OwnPlace, Withdrawn, or what ``check`` does.

    The place has no veto: who speaks for it does not decide, moderator or not.
    """
    await remember(session, by, now=now)
    place, row = await _open(session, testimonial)
    check(row["revision"])
    rules.check_judge(row, by.id)
    await _check_outsider(session, place, by)
    return place, row


async def _check_outsider(session: AsyncSession, place: UUID, by: Caller) -> None:
    holdings = await held(session, by.id)
    rules.check_outsider(holdings.rank(Organisation("place", place)))


async def _open(session: AsyncSession, testimonial: UUID) -> tuple[UUID, Row]:
    """The place that one is about and its row, both ours until the transaction ends."""
    about = await queries.place_of(session, testimonial)
    assert about is not None  # its target was found
    await places.locked(session, [about[0]])
    [row] = await queries.locked(session, Testimonial.id == testimonial)
    return about[0], row


async def _change(session: AsyncSession, row: Row, changes: Row, *, place: UUID, now: datetime) -> None:
    """Write its next revision; what the public reads of it is announced, and that it reads it no more."""
    after = row | changes | {"revision": row["revision"] + 1, "updated_at": now}
    await upsert(session, Testimonial, [after])
    if SHOWN in {row["state"], after["state"]}:
        await emit(session, fact(after, place))


def fact(row: Row, place: UUID) -> TestimonialPublished | TestimonialWithdrawn:
    """What is announced of it: that there is one, never its words."""
    said = {name: row[name] for name in ("id", "revision", "updated_at")} | {"place": place}
    if row["state"] == SHOWN:
        return TestimonialPublished.model_validate(said | {"state": "published"})
    return TestimonialWithdrawn.model_validate(said | {"state": "withdrawn"})


async def forget_author(session: AsyncSession, person: UUID, *, now: datetime) -> None:
    """Forget who wrote these, their words and what was replied to them; whoever reads them is told that they go."""
    gone: Row = {"text": "", "author_name": None, "person_id": None, "state": "withdrawn"} | SILENT | NO_REPLY
    for row in await queries.locked(session, Testimonial.person_id == person):
        about = await queries.place_of(session, row["id"])
        assert about is not None
        await _change(session, row, gone, place=about[0], now=now)
