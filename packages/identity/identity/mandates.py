"""A service's own copy of who may act for whom, kept by listening to the directory."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.bus import Reactions
from chassis.outbox import keep_newest
from contracts.directory import Mandate, MandateGranted, MandateRevoked
from identity.holdings import Held, Holdings, Organisation


class Mandates:
    """The table ``mandate`` of a service that is not the directory, and what keeps it.

    A revocation stays known for good, so that a grant that arrives after it, being older, opens nothing; whose mandate
    it was does not, so that nothing is left of a person once he acts for nobody.
    """

    def __init__(self, metadata: MetaData) -> None:
        self.table = Table(
            "mandate",
            metadata,
            Column("id", Uuid, primary_key=True),
            Column("revision", Integer, nullable=False),
            Column("person", Uuid),
            Column("organisation_kind", Text, nullable=False),
            Column("organisation_id", Uuid, nullable=False),
            Column("role", Text, nullable=False),
            Column("state", Text, nullable=False),
        )
        Index("mandate_person_idx", self.table.c.person)

    @property
    def reactions(self) -> Reactions:
        """What the service listens to."""

        async def follow_grant(session: AsyncSession, event: MandateGranted) -> None:
            await self.follow(session, event)

        async def follow_revocation(session: AsyncSession, event: MandateRevoked) -> None:
            await self.follow(session, event)

        return {MandateGranted: follow_grant, MandateRevoked: follow_revocation}

    async def follow(self, session: AsyncSession, event: Mandate) -> None:
        """Keep this, unless something newer is known."""
        known: dict[str, Any] = event.model_dump(include=set(self.table.columns.keys()))
        if event.state == "revoked":
            known["person"] = None
        await keep_newest(session, self.table, known)

    async def held(self, session: AsyncSession, person: UUID) -> Holdings:
        """The mandates of this person that are in force. One statement."""
        mine = (self.table.c.person == person) & (self.table.c.state == "granted")
        columns = (self.table.c.organisation_kind, self.table.c.organisation_id, self.table.c.role)
        rows = await session.execute(select(*columns).where(mine))
        return Holdings.of(Held(Organisation(kind, id_), role) for kind, id_, role in rows)
