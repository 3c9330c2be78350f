import sys
from pathlib import Path

import pytest
from directory_factories import NOW
from sqlalchemy import func, select

sys.path.insert(0, str(Path(__file__).parent))

from test_demo import SMALL, ecosystem, rows

from contracts.directory import MandateGranted, MandateRevoked
from directory import tables
from directory.demo.actions import load_demo, remove_demo
from directory.demo.people import Cast, enter_people, pick
from directory.imports.ecosystem import enter_ecosystem
from directory.mandates.queries import held

cast = Cast.load(ecosystem.folder)
by_name = {one.username: one for one in cast.people}


async def load(session):
    entered = await enter_ecosystem(session, ecosystem, now=NOW)
    await load_demo(session, SMALL, networks=entered.networks, tools=entered.tools, now=NOW)
    return await enter_people(session, cast, now=NOW)


async def test_each_speaks_for_whom_the_file_says_and_followers_know(session, emitted):
    assert await load(session) == len(cast.people) == 8

    speaking = [one for one in cast.people if one.mandate]
    for one in speaking:
        organisation = await pick(session, one.mandate.pick)
        assert (await held(session, one.id)).holds(organisation, one.mandate.role), one.username
    told = [fact for fact in await emitted() if isinstance(fact, MandateGranted)]
    assert {fact.person for fact in told} == {one.id for one in speaking}


async def test_something_waits_for_an_answer_and_something_can_be_read(session):
    await load(session)

    waiting = await session.scalar(select(func.count()).where(tables.Mandate.state == "requested"))
    assert waiting == len(cast.requests) == 2
    states = (await session.scalars(select(tables.Testimonial.state))).all()
    assert sorted(states) == ["pending", "published"]


async def test_loading_again_changes_nothing(session, emitted):
    await load(session)
    told = len(await emitted())

    assert await enter_people(session, cast, now=NOW) == 0
    assert len(await emitted()) == told


async def test_all_of_it_goes_with_the_demonstration_and_followers_are_told(session, emitted):
    await enter_ecosystem(session, ecosystem, now=NOW)
    before = await rows(session)
    await load(session)

    await remove_demo(session, now=NOW, people=[one.id for one in cast.people])

    facts = await emitted()
    granted = {fact.id for fact in facts if isinstance(fact, MandateGranted)}
    assert granted == {fact.id for fact in facts if isinstance(fact, MandateRevoked)}
    assert await rows(session) == before


@pytest.mark.parametrize("folder", ["nowhere"])
async def test_an_ecosystem_without_people_has_none(session, folder):
    assert await enter_people(session, Cast.load(Path(folder)), now=NOW) == 0
