"""The people of the demonstration act for its organisations, ask and speak: as real people would, fact by fact."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.bulk import among
from directory.comments import discussion
from directory.demo.people import DemoComment, DemoTestimonial, Part, People, Spoken
from directory.mandates import actions as mandates
from directory.mandates.schemas import MandateRequest
from directory.people.actions import is_erased
from directory.tables import Mandate, Membership, Network, Partner, Place, Tool
from directory.testimonials import actions as testimonials
from discussion.actions import post_comment
from discussion.schemas import CommentDraft
from identity.caller import Caller
from identity.holdings import Organisation

Cast = Mapping[str, Caller]
Parts = Mapping[str, Organisation]


async def enter_people(session: AsyncSession, people: People, *, now: datetime) -> int:
    """Let them act, ask and speak, unless one of them does already; how many act for something now.

    Whoever wished to be forgotten stays so.
    """
    if await session.scalar(select(exists().where(among(Mandate.person_id, people.ids)))):
        return 0
    cast = {one.username: one.caller() for one in people.people if not await is_erased(session, one.id)}
    judge = next((one for one in cast.values() if "moderator" in one.roles), None)
    if judge is None:
        return 0
    parts = await _parts(session, people)
    given = [one for one in people.people if one.username in cast and one.username in parts and one.mandate]
    for one in given:
        assert one.mandate is not None
        mandate = await _ask(session, cast[one.username], parts[one.username], one.mandate.role, now=now)
        await mandates.grant(session, mandate, role=None, reason=None, by=judge, now=now)
    for asked in people.requests:
        if asked.who in cast and asked.of in parts:
            await _ask(session, cast[asked.who], parts[asked.of], asked.role, word=asked.word, now=now)
    await _speak(session, people, cast, parts, judge=judge, now=now)
    return len(given)


async def _ask(
    session: AsyncSession, who: Caller, of: Organisation, role: str, *, now: datetime, word: str | None = None
) -> Mandate:
    # Beside a place that does not exist a name may stand; beside a real network or partner none that nobody bears.
    said = {"organisation_kind": of.kind, "organisation_id": of.id, "role": role, "word": word}
    request = MandateRequest.model_validate(said | {"named": of.kind == "place"})
    return await mandates.ask(session, of, request, by=who, now=now)


async def _speak(
    session: AsyncSession, people: People, cast: Cast, parts: Parts, *, judge: Caller, now: datetime
) -> None:
    places = {name: part.id for name, part in parts.items() if part.kind == "place"}
    for testimonial in people.testimonials:
        if testimonial.who in cast and testimonial.of in places:
            await _testify(session, testimonial, places[testimonial.of], cast, judge=judge, now=now)
    for comment in people.comments:
        if comment.who in cast and comment.of in places:
            await _converse(session, comment, places[comment.of], cast, now=now)


async def _testify(
    session: AsyncSession, said: DemoTestimonial, place: UUID, cast: Cast, *, judge: Caller, now: datetime
) -> None:
    made = await testimonials.write(session, place, said.text, by=cast[said.who], now=now)
    await testimonials.publish(session, made, by=judge, check=lambda _: None, now=now)
    if said.reply and said.reply.who in cast:
        await testimonials.reply(session, made, said.reply.text, by=cast[said.reply.who], now=now)


async def _converse(session: AsyncSession, said: DemoComment, place: UUID, cast: Cast, *, now: datetime) -> None:
    noun = discussion.nouns["place"]
    subject = (await noun.describe(session, [place]))[place]

    async def say(spoken: Spoken, parent: UUID | None) -> UUID:
        author, draft = cast[spoken.who], CommentDraft(body=spoken.text, parent_id=parent)
        await discussion.remember(session, author, now=now)
        row = await post_comment(session, discussion, draft, noun=noun, subject=subject, author=author, now=now)
        return UUID(str(row.id))

    began = await say(said, None)
    for answer in said.answers:
        if answer.who in cast:
            await say(answer, began)


async def _parts(session: AsyncSession, people: People) -> dict[str, Organisation]:
    """Username -> the organisation that is picked for it; those for which there is one."""
    found = {one.username: await _pick(session, one.mandate) for one in people.people if one.mandate}
    return {name: organisation for name, organisation in found.items() if organisation}


async def _pick(session: AsyncSession, part: Part) -> Organisation | None:
    organisation = await session.scalar(PICKS[part.pick].limit(1))
    return Organisation(part.kind, organisation) if organisation else None


SHOWN = (Place.demo, Place.state == "published")
IN_A_REGION = (
    select(Place.id, Network.id.label("network_id"))
    .join(Membership, Membership.place_id == Place.id)
    .join(Network, Network.id == Membership.network_id)
    .where(*SHOWN, Network.kind == "regional")
    .order_by(Place.slug, Network.slug)
)
FIRST = IN_A_REGION.with_only_columns(Place.id).limit(1).scalar_subquery()
PICKS: Mapping[str, Select[UUID]] = {
    "regional": IN_A_REGION.with_only_columns(Place.id),
    "same-network": IN_A_REGION.with_only_columns(Network.id),
    "tool-maker": select(Partner.id).where(exists().where(Tool.maker_id == Partner.id)).order_by(Partner.slug),
    "funder": select(Partner.id).where(Partner.kind == "funder").order_by(Partner.slug),
    "another": select(Place.id).where(*SHOWN, Place.id != FIRST).order_by(Place.slug),
}
