"""The account of somebody who was erased goes at the identity provider: tried until it is done, by one worker."""

import asyncio
from datetime import timedelta

import pytest
from directory_factories import NOW
from sqlalchemy import select, text

from chassis import database, migrations
from chassis.ids import new_id
from directory.people.accounts import FIRST, LONGEST, delay, keep_removing, remove_accounts, remove_one
from directory.tables import Erasure
from identity.refusals import IdentityUnavailable


class Provider:
    """An identity provider that is away for so many calls."""

    def __init__(self, away: int = 0, takes: float = 0) -> None:
        self.away, self.takes = away, takes
        self.erased: list[object] = []
        self.calls = 0

    async def erase(self, person) -> bool:
        self.calls += 1
        await asyncio.sleep(self.takes)
        if self.calls <= self.away:
            raise IdentityUnavailable("away")
        self.erased.append(person)
        return True


@pytest.fixture(scope="session")
def erasures_url(service, fresh_database):
    url = fresh_database("erasures")
    migrations.upgrade(service, url)
    return url


@pytest.fixture
async def sessions(erasures_url):
    sessions = database.connect(erasures_url)
    async with sessions.begin() as session:
        await session.execute(text("truncate erasure"))
    yield sessions
    await database.engine_of(sessions).dispose()


@pytest.fixture
async def person(sessions):
    person = new_id()
    async with sessions.begin() as session:
        session.add(Erasure(person_id=person, asked_at=NOW))
    return person


async def kept(sessions):
    async with sessions() as session:
        return (await session.scalars(select(Erasure))).one()


async def test_an_account_is_removed_once(sessions, person):
    provider = Provider()
    assert await remove_one(sessions, provider, clock=lambda: NOW)
    assert not await remove_one(sessions, provider, clock=lambda: NOW)
    assert provider.erased == [person]
    assert (await kept(sessions)).account_removed_at == NOW


async def test_what_fails_is_tried_again_later_and_later_after_a_restart_too(sessions, person):
    provider, now = Provider(away=3), NOW
    for wait in (10, 20, 40):
        assert await remove_one(sessions, provider, clock=lambda now=now: now)
        row = await kept(sessions)
        assert (row.error, row.due_at - now) == ("IdentityUnavailable", timedelta(seconds=wait))
        assert not await remove_one(sessions, provider, clock=lambda now=now: now + timedelta(seconds=1))
        now = row.due_at
    assert await remove_one(sessions, provider, clock=lambda: now)
    row = await kept(sessions)
    assert (row.attempts, row.error, row.due_at, row.account_removed_at) == (4, None, None, now)


def test_the_delay_grows_to_a_few_hours():
    assert delay(1) == FIRST
    assert delay(1_000) == LONGEST
    assert [delay(one) <= delay(one + 1) for one in range(1, 30)] == [True] * 29


async def test_two_workers_never_ask_for_the_same_account(sessions, person):
    provider = Provider(takes=0.3)
    assert sorted(await asyncio.gather(*(remove_one(sessions, provider) for _ in range(3)))) == [False, False, True]
    assert provider.erased == [person]


async def test_the_chore_outlives_a_provider_and_a_database_that_are_away(sessions, person):
    async with sessions.begin() as session:
        await session.execute(text("alter table erasure rename to hidden"))
    provider = Provider()
    chore = asyncio.create_task(keep_removing(sessions, provider, every=0.02))
    await asyncio.sleep(0.2)
    async with sessions.begin() as session:
        await session.execute(text("alter table hidden rename to erasure"))
    async with asyncio.timeout(10):
        while not provider.erased:
            await asyncio.sleep(0.02)
    chore.cancel()
    await asyncio.gather(chore, return_exceptions=True)
    assert provider.erased == [person]


async def test_without_an_admin_client_nothing_is_removed(sessions, person, settings):
    await remove_accounts(settings.model_copy(update={"oidc_admin_client": ""}), sessions)
    assert (await kept(sessions)).attempts == 0
