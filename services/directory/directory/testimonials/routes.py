"""Testimonials over HTTP: written by anyone, read by moderators first, replied to by the place."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from chassis.database import Session
from directory.browsing import Browsing
from directory.people.privacy import private
from directory.reading import Reading
from directory.rights import Permission, may
from directory.schemas import Because
from directory.targets import on_standing_place, on_testimonial, standing_place
from directory.testimonials import actions, reads
from directory.testimonials.schemas import Mine, Moderation, Saying, Testimonial, TestimonialList
from directory.writing import IfBasedOn, Now
from identity.answers import DECIDING, SIGNED_IN, problems
from identity.asking import Person
from identity.caller import Caller

router = APIRouter(tags=["testimonials"])

DECIDED = DECIDING | problems(412)
Writer = Annotated[Caller, Depends(may(Permission.WRITE_TESTIMONIAL, on_standing_place))]
Author = Annotated[Caller, Depends(may(Permission.OWN_TESTIMONIAL, on_testimonial))]
Replying = Annotated[Caller, Depends(may(Permission.REPLY_TESTIMONIAL, on_testimonial))]
Removing = Annotated[Caller, Depends(may(Permission.REMOVE_REPLY, on_testimonial))]
Judge = Annotated[Caller, Depends(may(Permission.MODERATE, on_testimonial))]
Moderator = Annotated[Caller, Depends(may(Permission.MODERATE))]


@router.get(
    "/places/{reference}/testimonials",
    summary="List testimonials",
    response_model=TestimonialList,
    responses=problems(404, 422),
)
async def list_testimonials(
    request: Request,
    reader: Reading,
    place: Annotated[UUID, Depends(standing_place)],
    asked: Annotated[Browsing, Query()],
) -> Response:
    """What people say of a place, the latest first; those that a moderator has read."""
    answer = await reads.testimonials(reader, place, asked, query=request.url.query)
    return answer.response()


@router.post(
    "/places/{reference}/testimonials",
    summary="Write a testimonial",
    status_code=201,
    response_model=Testimonial,
    responses=DECIDING,
)
async def write_testimonial(
    *,
    session: Session,
    reader: Reading,
    caller: Writer,
    place: Annotated[UUID, Depends(standing_place)],
    said: Saying,
    now: Now,
) -> Any:
    """Say what one thinks of a place, once; others read it, and the name of who wrote it, when a moderator has."""
    made = await actions.write(session, place, said.text, by=caller, now=now)
    return await reads.one(reader, made)


@router.get(
    "/me/testimonials",
    summary="List my testimonials",
    response_model=Mine,
    responses=problems(401, 403, 503),
    dependencies=[Depends(private)],
)
async def list_mine(reader: Reading, caller: Person) -> Any:
    """All that the one who asks has said of places, with what became of it."""
    return {"items": await reads.mine(reader, caller.id)}


@router.patch(
    "/testimonials/{testimonial}", summary="Rewrite a testimonial", response_model=Testimonial, responses=DECIDING
)
async def rewrite_testimonial(
    *, session: Session, reader: Reading, caller: Author, testimonial: UUID, said: Saying, now: Now
) -> Any:
    """Say it otherwise; a moderator reads it again before others do."""
    await actions.rewrite(session, testimonial, said.text, by=caller, now=now)
    return await reads.one(reader, testimonial)


@router.delete("/testimonials/{testimonial}", summary="Withdraw a testimonial", status_code=204, responses=SIGNED_IN)
async def withdraw_testimonial(session: Session, caller: Author, testimonial: UUID, now: Now) -> None:
    """Take it back: its words are forgotten. Another one may be written."""
    await actions.withdraw(session, testimonial, by=caller, now=now)


@router.put(
    "/testimonials/{testimonial}/reply",
    summary="Reply to a testimonial",
    response_model=Testimonial,
    responses=DECIDING,
)
async def reply_to_testimonial(
    *, session: Session, reader: Reading, caller: Replying, testimonial: UUID, said: Saying, now: Now
) -> Any:
    """Let the place say something to it, in place of what it said before."""
    await actions.reply(session, testimonial, said.text, by=caller, now=now)
    return await reads.one(reader, testimonial)


@router.delete("/testimonials/{testimonial}/reply", summary="Remove a reply", status_code=204, responses=SIGNED_IN)
async def remove_reply(session: Session, caller: Removing, testimonial: UUID, now: Now) -> None:
    """Take back what the place said to it."""
    await actions.remove_reply(session, testimonial, by=caller, now=now)


@router.post(
    "/testimonials/{testimonial}/publish",
    summary="Publish a testimonial",
    response_model=Testimonial,
    responses=DECIDED,
)
async def publish_testimonial(
    *, session: Session, reader: Reading, caller: Judge, testimonial: UUID, check: IfBasedOn, now: Now
) -> Any:
    """Let everyone read it. With `If-Match`, only as it was read: its author may have rewritten it meanwhile."""
    await actions.publish(session, testimonial, by=caller, check=check, now=now)
    return await reads.one(reader, testimonial)


@router.post(
    "/testimonials/{testimonial}/hide", summary="Hide a testimonial", response_model=Testimonial, responses=DECIDED
)
async def hide_testimonial(
    *, session: Session, reader: Reading, caller: Judge, testimonial: UUID, said: Because, check: IfBasedOn, now: Now
) -> Any:
    """Let nobody read it but its author, who reads why. With `If-Match`, only as it was read."""
    await actions.hide(session, testimonial, said.reason, by=caller, check=check, now=now)
    return await reads.one(reader, testimonial)


@router.get(
    "/moderation/testimonials",
    summary="List testimonials to moderate",
    response_model=Moderation,
    responses=problems(401, 403, 422, 503),
    dependencies=[Depends(private)],
)
async def list_waiting(reader: Reading, _: Moderator, asked: Annotated[Browsing, Query()]) -> Any:
    """Those that wait for a moderator, the oldest first."""
    return await reads.waiting(reader, asked)
