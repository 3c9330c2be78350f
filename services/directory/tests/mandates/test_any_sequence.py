"""Whatever people do with mandates, in whatever order, what must hold holds after each step."""

import asyncio
import json
import os
import random
from collections import Counter, defaultdict
from uuid import UUID

import httpx2
import hypothesis
from acting import mandate as held_mandate
from directory_factories import CENSUS, NOW, network, place
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import MetaData, select, text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from chassis.ids import new_id
from chassis.outbox import outbox
from chassis.service import api
from contracts import Event
from contracts.directory import MandateGranted, MandateRevoked
from directory.mandates.queries import held
from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places
from directory.tables import Mandate, MandateStep
from identity.mandates import Mandates

PEOPLE = ("Camille", "Nour", "Sacha", "Alix", "Morgan")  # Nour manages the network, Morgan moderates
ROLES = ("member", "editor", "steward")
people, roles = st.sampled_from(PEOPLE), st.sampled_from(ROLES)
perhaps = people | st.just("whoever may") | st.just("whoever may")
places = st.integers(0, 1)
anyone = st.integers(0, 99)  # which of the mandates there are
NO = {403, 404, 409}
EXAMPLES = int(os.environ.get("EXAMPLES", "8"))  # sequences; more find more, and take longer


class Walk(RuleBasedStateMachine):
    """People in one transaction, which is rolled back."""

    world = None  # (service, settings, bearer), before it runs

    @initialize()
    def begin(self):
        self.runner = asyncio.Runner()
        self.run = self.runner.run
        self.run(self._begin())

    async def _begin(self):
        service, told, bearer = self.world
        self.engine = create_async_engine(told.database_url, poolclass=NullPool)
        self.connection = await self.engine.connect()
        self.outer = await self.connection.begin()
        self.sessions = async_sessionmaker(
            self.connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        self.ids = {name: new_id() for name in PEOPLE}
        claims = {name: {"roles": ("moderator",) if name == "Morgan" else ()} for name in PEOPLE}
        self.headers = {name: bearer(self.ids[name], name=name, **claims[name]) for name in PEOPLE}
        self.tokens: list[str] = []
        app = api(service, told)

        async def in_test(scope, receive, send):
            scope.setdefault("state", {}).update(sessions=self.sessions, settings=told)
            await app(scope, receive, send)

        transport = httpx2.ASGITransport(app=in_test, raise_app_exceptions=False)
        self.client = httpx2.AsyncClient(transport=transport, base_url="http://test")
        async with self.sessions.begin() as session:
            saved = await save_places(session, [place(), place()], source=CENSUS, now=NOW)
            self.places = [one.place_id for one in saved]
            [joined] = (await save_networks(session, [network()], source=CENSUS, now=NOW)).values()
            await join_networks(session, [(one, joined) for one in self.places], now=NOW)
            session.add(held_mandate(self.ids["Nour"], "editor", "network", joined))
            self.replica = Mandates(MetaData(schema="replica"))
            await session.execute(text("create schema replica"))
            await (await session.connection()).run_sync(self.replica.table.metadata.create_all)
            await session.execute(text("delete from outbox"))
        for name, role in (("Camille", "steward"), ("Sacha", "editor"), ("Alix", "member")):
            to = {"organisation_kind": "place", "organisation_id": str(self.places[0]), "role": role}
            asked = await self.client.post("/mandates", json=to, headers=self.headers[name])
            path = f"/mandates/{asked.json()['id']}/grant"
            assert (await self.client.post(path, headers=self.headers["Morgan"])).is_success

    def teardown(self):
        if hasattr(self, "outer"):
            self.run(self._end())
            self.runner.close()

    async def _end(self):
        await self.client.aclose()
        await self.outer.rollback()
        await self.connection.close()
        await self.engine.dispose()

    def act(self, who, path, method="POST", **body):
        answer = self.run(self.client.request(method, path, json=body or None, headers=self.headers[who]))
        assert answer.is_success or answer.status_code in NO, answer.text
        return answer.json() if answer.is_success else None

    def one(self, number, *states):
        """Some mandate for a place, mostly in one of these states, and whose it is; or one that is not there."""

        async def find():
            async with self.sessions() as session:
                theirs = select(Mandate.id, Mandate.state, Mandate.person_id).where(
                    Mandate.organisation_kind == "place"
                )
                return (await session.execute(theirs.order_by(Mandate.id))).all()

        known = self.run(find())
        known = [one for one in known if one.state in states and number % 4] or known
        if not known:
            return new_id(), "Morgan"
        found = known[number % len(known)]
        return found.id, next(name for name, person in self.ids.items() if person == found.person_id)

    @rule(who=people, where=places, role=roles)
    def ask(self, who, where, role):
        to = {"organisation_kind": "place", "organisation_id": str(self.places[where])}
        self.act(who, "/mandates", **to, role=role)

    def judge(self, who, which, verb, *states, **body):
        mandate, _ = self.one(which, *states)
        self.act("Morgan" if who == "whoever may" else who, f"/mandates/{mandate}/{verb}", **body)

    def own(self, who, which, verb, *states, **body):
        mandate, owner = self.one(which, *states)
        self.act(owner if who == "whoever may" else who, f"/mandates/{mandate}/{verb}", **body)

    @rule(who=perhaps, which=anyone, role=st.none() | roles)
    def grant(self, who, which, role):
        self.judge(who, which, "grant", "requested", role=role)

    @rule(who=perhaps, which=anyone, role=roles)
    def change(self, who, which, role):
        self.judge(who, which, "grant", "granted", role=role)

    @rule(who=perhaps, which=anyone)
    def refuse(self, who, which):
        self.judge(who, which, "refuse", "requested", reason="Non")

    @rule(who=perhaps, which=anyone, alone=st.booleans())
    def revoke(self, who, which, alone):
        self.judge(who, which, "revoke", "granted", reason="Non", without_successor=alone)

    @rule(who=perhaps, which=anyone)
    def withdraw(self, who, which):
        self.own(who, which, "withdraw", "requested")

    @rule(who=perhaps, which=anyone, alone=st.booleans())
    def resign(self, who, which, alone):
        self.own(who, which, "resign", "granted", without_successor=alone)

    @rule(who=perhaps, which=anyone, to=anyone, stays=st.sampled_from(["editor", "member", None]))
    def transfer(self, who, which, to, stays):
        successor, _ = self.one(to, "granted")
        self.own(who, which, "transfer", "granted", to=str(successor), stay_as=stays)

    @rule(who=perhaps, where=places, role=roles)
    def invite(self, who, where, role):
        who = "Morgan" if who == "whoever may" else who
        to = {"organisation_kind": "place", "organisation_id": str(self.places[where])}
        if made := self.act(who, "/invitations", **to, role=role):
            self.tokens.append(made["token"])

    @rule(who=people, which=anyone)
    def accept(self, who, which):
        if self.tokens:
            self.act(who, f"/invitations/by-token/{self.tokens[which % len(self.tokens)]}/acceptance")

    @rule(who=people, named=st.booleans())
    def name(self, who, named):
        self.act(who, "/me", "PATCH", named=named)

    @invariant()
    def what_must_hold_holds(self):
        if hasattr(self, "outer"):
            self.run(self._look())

    async def _look(self):
        async with self.sessions() as session:
            mandates = list(await session.scalars(select(Mandate).where(Mandate.organisation_kind == "place")))
            steps = list(await session.scalars(select(MandateStep).order_by(MandateStep.id)))
            envelopes = await session.scalars(select(outbox.c.envelope).order_by(outbox.c.position))
            facts = [fact for fact in map(self.read, envelopes) if getattr(fact, "organisation_kind", None) == "place"]
            one_each(mandates)
            logged(mandates, steps)
            told(mandates, facts)
            await self.followed(session, facts)

    @staticmethod
    def read(envelope):
        message = json.loads(envelope)
        return Event.registry[message["type"]].model_validate(message["data"])

    async def followed(self, session, facts):
        """A service that listens knows the same, whatever arrived first, and how often."""
        arrived = [fact for fact in facts if isinstance(fact, MandateGranted | MandateRevoked)]
        arrived += random.Random(len(facts)).sample(arrived, len(arrived) // 2)
        random.Random(len(facts)).shuffle(arrived)
        await session.execute(self.replica.table.delete())
        for fact in arrived:
            await self.replica.follow(session, fact)
        for name in PEOPLE:
            known = await held(session, self.ids[name])
            here = {one for one in known.mandates if one.organisation.kind == "place"}
            assert set((await self.replica.held(session, self.ids[name])).mandates) == here


def one_each(mandates):
    """Each person has at most one mandate in force, and one request, for each organisation."""
    for state in ("granted", "requested"):
        count = Counter((one.person_id, one.organisation_id) for one in mandates if one.state == state)
        assert not count or max(count.values()) == 1


def logged(mandates, steps):
    """Each revision has its step, and an organisation is without its steward only where the log says so."""
    by_mandate: dict[UUID, list[str]] = defaultdict(list)
    for step in steps:
        by_mandate[step.mandate_id].append(step.action)
    had, have, left = set(), set(), set()
    for one in mandates:
        actions = by_mandate[one.id]
        assert len(actions) - actions.count("without_successor") == one.revision
        left |= {one.organisation_id} if "without_successor" in actions else set()
        have |= {one.organisation_id} if (one.state, one.role) == ("granted", "steward") else set()
        was = {step.role for step in steps if step.mandate_id == one.id and step.action not in {"requested", "refused"}}
        had |= {one.organisation_id} if "steward" in was and one.state not in {"requested", "withdrawn"} else set()
    assert had - have <= left


def told(mandates, facts):
    """What was told last of each mandate is what it is; of one that was never in force nothing was told."""
    last = {}
    for fact in facts:
        if isinstance(fact, MandateGranted | MandateRevoked):
            assert fact.id not in last or fact.revision > last[fact.id].revision
            last[fact.id] = fact
    for one in mandates:
        if one.state in {"granted", "revoked", "resigned"}:
            fact = last.pop(one.id)
            state = "granted" if one.state == "granted" else "revoked"
            assert (fact.state, fact.role, fact.person) == (state, one.role, one.person_id)
            assert (fact.organisation_id, fact.revision) == (one.organisation_id, one.revision)
    assert last == {}


def test_any_sequence_of_steps_keeps_every_promise(service, settings, bearer):
    Walk.world = (service, settings, bearer)
    slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Walk,
        settings=hypothesis.settings(
            max_examples=EXAMPLES,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=slow,
            phases=[Phase.generate],  # a sequence that fails is short enough to read
        ),
    )
