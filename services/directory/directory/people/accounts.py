"""The accounts of people who were erased here go at the identity provider as well: tried until it is done."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Sessions
from chassis.settings import Settings
from directory.tables import Erasure

log = structlog.get_logger(__name__)

EVERY = 5.0  # seconds between two looks
FIRST, LONGEST = timedelta(seconds=10), timedelta(hours=6)  # the delay doubles from one to the other


class Accounts(Protocol):
    """What is asked of the identity provider (`identity.provider`)."""

    async def erase(self, person: UUID) -> bool:
        """Sign a person out everywhere and remove the account; whether there was one. Again does nothing."""


async def remove_accounts(settings: Settings, sessions: Sessions) -> None:
    """Remove what is to be removed, for as long as the worker lives."""
    if not settings.oidc_admin_client:
        log.warning("nobody may remove accounts: OIDC_ADMIN_CLIENT is empty")
        return
    from identity.provider import KeycloakProvider  # only a worker pays for what it rides on

    await keep_removing(sessions, KeycloakProvider(settings))


async def keep_removing(sessions: Sessions, accounts: Accounts, *, every: float = EVERY) -> None:
    """The same, at this provider. What goes wrong is tried again, after a restart too."""
    while True:
        try:
            while await remove_one(sessions, accounts):
                pass
        except Exception:  # the database is away: it comes back
            log.exception("accounts could not be looked up")
        await asyncio.sleep(every)


async def remove_one(
    sessions: Sessions, accounts: Accounts, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> bool:
    """Remove the account whose turn it is, or note when to try again; False when none waits.

    The row is held meanwhile, so that two workers never ask for the same one.
    """
    async with sessions.begin() as session:
        erasure = await _due(session, clock())
        if erasure is None:
            return False
        erasure.attempts += 1
        try:
            await accounts.erase(erasure.person_id)
        except Exception as error:  # whatever it is, it is tried again
            log.warning("account not removed", attempts=erasure.attempts, error=repr(error))
            erasure.error, erasure.due_at = type(error).__name__, clock() + delay(erasure.attempts)
        else:
            erasure.account_removed_at, erasure.error, erasure.due_at = clock(), None, None
    return True


def delay(attempts: int) -> timedelta:
    """How long to wait after so many attempts that failed."""
    return min(FIRST * (1 << min(attempts - 1, 30)), LONGEST)


async def _due(session: AsyncSession, now: datetime) -> Erasure | None:
    waiting = (Erasure.account_removed_at.is_(None), or_(Erasure.due_at.is_(None), Erasure.due_at <= now))
    wanted = select(Erasure).where(*waiting).order_by(Erasure.asked_at, Erasure.person_id).limit(1)
    return await session.scalar(wanted.with_for_update(skip_locked=True))
