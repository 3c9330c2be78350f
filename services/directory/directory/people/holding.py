"""Everything that a person acts for, held at once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.mandates import queries
from directory.mandates.journal import Step, change
from directory.mandates.targets import hold
from directory.people.actions import remember
from directory.tables import Addition, Mandate, Person
from directory.testimonials.actions import announce_replies
from identity.caller import Caller
from identity.holdings import Organisation

# As whoever edits a network or a partner holds it first, then the places and tools that show it.
ORDER = {"network": 0, "partner": 1, "place": 2}


async def hold_all(session: AsyncSession, person: UUID) -> list[Mandate]:
    """The mandates of this person that wait or are in force, their organisations ours until the transaction ends.

    The places that he added and nobody has decided about are held as well: one that is confirmed makes him steward.
    """
    held: set[Organisation] = set()
    while True:
        mandates = await queries.open_of(session, Mandate.person_id == person)
        added = await session.scalars(
            select(Addition.place_id).where(Addition.added_by == person, Addition.outcome.is_(None))
        )
        wanted = {queries.whose(one) for one in mandates} | {Organisation("place", place) for place in added}
        if wanted <= held:
            return mandates
        for organisation in sorted(wanted - held, key=lambda one: (ORDER[one.kind], one.id)):
            await hold(session, organisation)
        held |= wanted


async def be_named(session: AsyncSession, caller: Caller, *, named: bool, now: datetime) -> None:
    """Say whether one's name may be shown: beside all that one acts for, and what one will act for."""
    await remember(session, caller, now=now)
    person = await session.get_one(Person, caller.id, populate_existing=True)
    person.named = named
    for mandate in await hold_all(session, caller.id):
        if mandate.named != named:
            await change(session, mandate, Step("named", caller.id, now), named=named)
    await session.flush()
    await announce_replies(session, caller.id, now=now)
