"""A service's copy of the mandates is what the newest revision says, however the facts arrive."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from club.tables import mandates
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from chassis.ids import new_id
from contracts.directory import MandateGranted, MandateRevoked
from identity.holdings import Held, Holdings, Organisation

CLUB = UUID(int=1)


def fact(mandate, person, *, revision, state, role="editor"):
    kind = MandateGranted if state == "granted" else MandateRevoked
    return kind(
        id=mandate,
        revision=revision,
        person=person,
        organisation_kind="place",
        organisation_id=CLUB,
        role=role,
        state=state,
        updated_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


@pytest.fixture
def pins(client, bearer):
    """A function: what the wall of the club answers to this person."""

    async def pin(person):
        return (await client.post(f"/clubs/{CLUB}/notices", headers=bearer(person))).status_code

    return pin


async def test_a_mandate_that_is_granted_opens_and_one_that_is_revoked_closes(deliver, pins):
    mandate, person = new_id(), new_id()
    assert await pins(person) == 403
    await deliver(fact(mandate, person, revision=1, state="granted"))
    assert await pins(person) == 201
    await deliver(fact(mandate, person, revision=2, state="revoked"))
    assert await pins(person) == 403


async def test_a_grant_that_arrives_after_its_revocation_opens_nothing(deliver, pins):
    mandate, person = new_id(), new_id()
    await deliver(fact(mandate, person, revision=2, state="revoked"))
    await deliver(fact(mandate, person, revision=1, state="granted"))

    assert await pins(person) == 403


async def test_nothing_is_left_of_a_person_who_acts_for_nobody(deliver, session):
    mandate, person = new_id(), new_id()
    await deliver(fact(mandate, person, revision=2, state="revoked"))
    await deliver(fact(mandate, person, revision=1, state="granted"))

    rows = (await session.execute(select(mandates.table))).all()
    assert [(row.id, row.revision, row.person) for row in rows] == [(mandate, 2, None)]


async def test_another_role_takes_the_place_of_the_one_before(deliver, pins):
    mandate, person = new_id(), new_id()
    await deliver(fact(mandate, person, revision=1, state="granted", role="steward"))
    await deliver(fact(mandate, person, revision=2, state="granted", role="member"))

    assert await pins(person) == 403


STATES = ["granted", "revoked", "granted", "revoked", "granted"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    length=st.integers(1, len(STATES)),
    data=st.data(),
)
async def test_any_order_and_any_repetition_come_to_what_the_newest_says(deliver, session, length, data):
    mandate, person = new_id(), new_id()
    facts = [
        fact(mandate, person, revision=number, state=STATES[number - 1], role=role)
        for number, role in zip(range(1, length + 1), ["editor", "editor", "member", "member", "steward"], strict=False)
    ]
    ids = [new_id() for _ in facts]
    order = data.draw(st.permutations(range(length)))
    again = data.draw(st.lists(st.tuples(st.sampled_from(range(length)), st.booleans()), max_size=6))
    for number in order:
        await deliver(facts[number], event_id=ids[number])
    for number, same_event in again:  # delivered once more, or published once more
        await deliver(facts[number], event_id=ids[number] if same_event else new_id())

    newest = facts[-1]
    table = mandates.table
    row = (await session.execute(select(table).where(table.c.id == mandate))).one()
    assert (row.revision, row.state, row.role) == (newest.revision, newest.state, newest.role)
    held = {Held(Organisation("place", CLUB), newest.role)} if newest.state == "granted" else set()
    assert await mandates.held(session, person) == Holdings.of(held)


async def test_mandates_of_one_person_are_nobody_elses(deliver, session):
    await deliver(fact(new_id(), new_id(), revision=1, state="granted"))

    assert await mandates.held(session, new_id()) == Holdings.of([])


async def test_holdings_are_one_statement(deliver, session, queries):
    person = new_id()
    for _ in range(3):
        await deliver(fact(new_id(), person, revision=1, state="granted"))
    with queries() as seen:
        await mandates.held(session, person)
    assert len(seen) == 1
