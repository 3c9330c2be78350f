"""What is asked of invitations."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.refusals import NotFound
from directory.bulk import among
from directory.invitations import rules, schemas
from directory.tables import Invitation, Network, Partner, Person, Place
from directory.targets import NOUNS
from identity.holdings import Organisation

AT_MOST = 500


def whose(invitation: Invitation) -> Organisation:
    """The organisation that an invitation is to."""
    return Organisation(invitation.organisation_kind, invitation.organisation_id)  # type: ignore[arg-type]


async def one(session: AsyncSession, condition: ColumnElement[bool], *, hold: bool = False) -> Invitation | None:
    """The invitation that meets the condition, as it is now; held until the transaction ends."""
    wanted = select(Invitation).where(condition).execution_options(populate_existing=True)
    return await session.scalar(wanted.with_for_update() if hold else wanted)


async def opened(session: AsyncSession, token: str, *, now: datetime, hold: bool = False) -> Invitation:
    """The invitation that this token opens. Raises NotFound."""
    found = await one(session, Invitation.token_hash == rules.hashed(token), hold=hold)
    if found is None:
        raise NotFound("There is no such invitation, or no longer.")
    rules.check_open(outcome=found.outcome, expires_at=found.expires_at, now=now)
    return found


async def open_ones(session: AsyncSession, organisation: Organisation, *, now: datetime) -> list[schemas.Invitation]:
    """Those to this organisation that nobody has taken yet."""
    to_it = (Invitation.organisation_kind == organisation.kind) & (Invitation.organisation_id == organisation.id)
    wanted = (
        select(Invitation)
        .where(to_it, Invitation.outcome.is_(None), Invitation.expires_at > now)
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
        .limit(AT_MOST)
    )
    found = list(await session.scalars(wanted))
    return await shown(session, found)


async def shown(session: AsyncSession, invitations: list[Invitation]) -> list[schemas.Invitation]:
    """Invitations to one organisation, as they are shown."""
    if not invitations:
        return []
    organisation = whose(invitations[0])
    noun: type[Place | Network | Partner] = NOUNS[organisation.kind]
    slug, name = (await session.execute(select(noun.slug, noun.name).where(noun.id == organisation.id))).one()
    inviters = {one.invited_by for one in invitations if one.invited_by}
    names = await names_of(session, inviters)
    return [
        schemas.Invitation.model_validate(
            {key: getattr(one, key) for key in ("id", "role", "expires_at", "created_at")}
            | {"organisation": {**organisation._asdict(), "slug": slug, "name": name}}
            | {"invited_by": {"name": names[one.invited_by]} if one.invited_by in names else None}
        )
        for one in invitations
    ]


async def names_of(session: AsyncSession, people: set[UUID]) -> dict[UUID | None, str]:
    """What these people are called."""
    rows = await session.execute(select(Person.id, Person.name).where(among(Person.id, people)))
    return {row.id: row.name for row in rows}
