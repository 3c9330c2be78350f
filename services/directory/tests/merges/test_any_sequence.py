"""Whatever is merged, undone and said in between: nothing is lost, and what is undone is as it was."""

import asyncio
import json
from collections import defaultdict
from datetime import timedelta
from itertools import count
from typing import Any, ClassVar
from uuid import UUID

import pytest
from acting import mandate
from directory_factories import CENSUS, NOW, network, place, tool
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from chassis import migrations
from chassis.ids import new_id
from directory import tables
from directory.browsing import Browsing
from directory.favourites import actions as favourites
from directory.favourites.reads import favourites as marked_by
from directory.merges.actions import merge_place, undo_merge
from directory.merges.rules import LaterMergeStands, NotMergeable
from directory.neighbourhoods import actions as neighbourhoods
from directory.neighbourhoods.reads import neighbours
from directory.neighbourhoods.schemas import NeighbourWord
from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places
from directory.places.history import person
from directory.reading import Reader
from directory.testimonials import actions as testimonials
from directory.testimonials.reads import testimonials as said_of
from directory.tools.actions import save_tools
from directory.usages import actions as usages
from directory.usages.schemas import UsageWord
from identity.caller import Caller
from identity.holdings import RANK

PLACES, PEOPLE, TOOLS, NETWORKS = 3, 2, 2, 2
places = st.integers(0, PLACES - 1)
people = st.integers(0, PEOPLE - 1)
BY = person(new_id(), "moderation")
ALL = Browsing(limit=100)
PASSING = {"revision", "updated_at"}  # what counts steps, and is not said by anyone


def somebody(number: int, *roles: str) -> Caller:
    return Caller(new_id(), "person", f"P{number}", None, f"p{number}", frozenset(roles), "x", frozenset(), None, 0)


class Sequences(RuleBasedStateMachine):
    """The model keeps what was said of which place at the time; ``root`` says which place that is by now."""

    url: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.minutes = count(1)
        self.standing: dict[UUID, tuple[int, int]] = {}  # merge -> gone, into
        self.said = 0
        self.seen: dict[Any, Any] = {}
        self.marked: set[tuple[int, int]] = set()
        self.held: dict[tuple[int, int], str] = {}
        self.written: list[tuple[int, int, str]] = []
        self.near: set[tuple[int, int]] = set()
        self.used: dict[tuple[int, int], str] = {}
        self.joined: set[tuple[int, int]] = set()

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    @property
    def now(self) -> Any:
        return NOW + timedelta(minutes=next(self.minutes))

    @initialize()
    def begin(self) -> None:
        self.run(self._begin())
        for where in range(PLACES):  # one writes of every place, one acts for each in another role
            self.write(0, where)
            self.give_mandate(1, where, sorted(RANK)[where % len(RANK)])
            self.join(where, where % NETWORKS)

    async def _begin(self) -> None:
        self.engine = create_async_engine(self.url, poolclass=NullPool)
        self.connection = await self.engine.connect()
        self.outer = await self.connection.begin()
        self.session = AsyncSession(self.connection, expire_on_commit=False)
        saved = await save_places(self.session, [place() for _ in range(PLACES)], source=CENSUS, now=NOW)
        self.ids = [one.place_id for one in saved]
        self.tools = list(
            (await save_tools(self.session, [tool() for _ in range(TOOLS)], source=CENSUS, now=NOW)).values()
        )
        nets = await save_networks(self.session, [network() for _ in range(NETWORKS)], source=CENSUS, now=NOW)
        self.networks = list(nets.values())
        self.people = [somebody(number) for number in range(PEOPLE)]
        self.moderator = somebody(99, "moderator")

    def teardown(self) -> None:
        self.run(self._end())
        self.runner.close()

    async def _end(self) -> None:
        await self.session.close()
        await self.outer.rollback()
        await self.connection.close()
        await self.engine.dispose()

    def root(self, number: int) -> int:
        for gone, into in self.standing.values():
            if gone == number:
                return self.root(into)
        return number

    @rule(gone=places, into=places)
    def merge(self, gone: int, into: int) -> None:
        end = self.root(into)
        try:
            merge = self.run(merge_place(self.session, self.ids[gone], into=self.ids[end], by=BY, now=self.now))
        except NotMergeable:
            assert gone == end or self.root(gone) != gone
        else:
            self.standing[merge] = (gone, end)

    @rule(which=st.integers(0, 3))
    def undo(self, which: int) -> None:
        if not self.standing:
            return
        merges = list(self.standing)
        merge = merges[which % len(merges)]
        later = merges[merges.index(merge) + 1 :]
        blocked = any(self.standing[merge][1] in self.standing[one] for one in later)
        try:
            self.run(undo_merge(self.session, merge, by=BY, now=self.now))
        except LaterMergeStands:
            assert blocked
        else:
            assert not blocked
            del self.standing[merge]

    @rule(who=people, where=places)
    def mark(self, who: int, where: int) -> None:
        self.said += 1
        self.run(favourites.mark(self.session, "place", self.ids[where], by=self.people[who], now=self.now))
        self.marked.add((who, self.root(where)))

    @rule(who=people, where=places)
    def unmark(self, who: int, where: int) -> None:
        self.said += 1
        self.run(favourites.unmark(self.session, "place", self.ids[where], by=self.people[who], now=self.now))
        self.marked = {one for one in self.marked if one[0] != who or self.root(one[1]) != self.root(where)}

    @rule(who=people, where=places, role=st.sampled_from(sorted(RANK)))
    def give_mandate(self, who: int, where: int, role: str) -> None:
        end = self.root(where)
        if any(known == who and self.root(one) == end for known, one in self.held):
            return
        self.said += 1
        self.session.add(mandate(self.people[who].id, role, "place", self.ids[end]))
        self.run(self.session.flush())
        self.held[who, end] = role

    @rule(who=people, where=places)
    def write(self, who: int, where: int) -> None:
        end = self.root(where)
        mine = (*self.held, *((writer, one) for writer, one, _ in self.written))
        if any(known == who and self.root(one) == end for known, one in mine):
            return
        self.said += 1
        text = f"{who} {self.said}"
        self.run(self._write(self.people[who], self.ids[end], text))
        self.written.append((who, end, text))

    async def _write(self, who: Caller, where: UUID, text: str) -> None:
        made = await testimonials.write(self.session, where, text, by=who, now=self.now)
        await testimonials.publish(self.session, made, by=self.moderator, check=lambda _: None, now=self.now)

    @rule(one=places, two=places)
    def work_with(self, one: int, two: int) -> None:
        one, two = self.root(one), self.root(two)
        if one == two:
            return
        self.said += 1
        pair = (self.ids[one], self.ids[two])
        word = NeighbourWord(what=f"{self.said}")
        self.run(neighbourhoods.declare_neighbour(self.session, *pair, word, by=self.people[0], now=self.now))
        self.near.add((one, two))

    @rule(where=places, tool=st.integers(0, TOOLS - 1))
    def use(self, where: int, tool: int) -> None:
        self.said += 1
        end, how = self.root(where), f"{self.said}"
        word = UsageWord(how=how)
        self.run(usages.say_usage(self.session, self.ids[end], self.tools[tool], word, by=self.people[0], now=self.now))
        self.used[end, tool] = how

    @rule(where=places, into=st.integers(0, NETWORKS - 1))
    def join(self, where: int, into: int) -> None:
        end = self.root(where)
        if any(known == into and self.root(one) == end for one, known in self.joined):
            return
        self.said += 1
        self.run(join_networks(self.session, [(self.ids[end], self.networks[into])], now=self.now))
        self.joined.add((end, into))

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "ids"):
            return
        whole = self.run(self.look())
        for number in range(PLACES):
            end = self.root(number)
            assert whole["leads to"][number] == end
            if end == number:
                self.check_place(number, whole["places"][number])
        for who in range(PEOPLE):
            assert set(whole["marked"][who]) == {self.root(where) for one, where in self.marked if one == who}
            roles: dict[int, list[str]] = defaultdict(list)
            for (one, where), role in self.held.items():
                if one == who:
                    roles[self.root(where)].append(role)
            highest = {where: max(known, key=lambda role: RANK[role]) for where, known in roles.items()}
            assert whole["held"][who] == highest
        standing = (frozenset(self.standing.values()), self.said)
        assert self.seen.setdefault(standing, whole) == whole

    def check_place(self, number: int, found: dict[str, Any]) -> None:
        """One that stands has all that was said of it and of those that became it."""
        ours = {one for one in range(PLACES) if self.root(one) == number}
        latest = {who: text for who, where, text in self.written if where in ours}
        assert {one["text"] for one in found["testimonials"]} == set(latest.values())
        near = {self.root(two) for one, two in self.near if one in ours} - {number}
        assert {one["place"]["id"] for one in found["neighbours"]} == {str(self.ids[one]) for one in near}
        used = {one["tool"]["id"]: one["how"] for one in found["usages"]}
        for index, tool_id in enumerate(self.tools):
            words = {how for (where, known), how in self.used.items() if where in ours and known == index}
            own = self.used.get((number, index))
            assert used.get(str(tool_id)) in ({own} if own else words or {None})
        joined = {str(self.networks[known]) for where, known in self.joined if where in ours}
        assert {one["id"] for one in found["document"]["networks"]} == joined

    async def look(self) -> dict[str, Any]:
        """All that can be read, by the numbers of places and people."""
        raw = await (await self.session.connection()).get_raw_connection()
        reader = Reader(raw.driver_connection)
        rows = (await self.session.execute(select(tables.Place.id, tables.Place.merged_into))).all()
        leads = {row.id: self.ids.index(row.merged_into or row.id) for row in rows if row.id in self.ids}
        shown = [await self.read(reader, one) if leads[one] == number else {} for number, one in enumerate(self.ids)]
        marked = [[self.ids.index(one.id) for one in await marked_by(self.session, who.id)] for who in self.people]
        granted = select(tables.Mandate.organisation_id, tables.Mandate.role).where(tables.Mandate.state == "granted")
        held = [
            {
                self.ids.index(row.organisation_id): row.role
                for row in await self.session.execute(granted.where(tables.Mandate.person_id == who.id))
            }
            for who in self.people
        ]
        return {"leads to": [leads[one] for one in self.ids], "places": shown, "marked": marked, "held": held}

    async def read(self, reader: Reader, place_id: UUID) -> dict[str, Any]:
        document = await self.session.scalar(
            select(tables.PlaceDocument.document).where(tables.PlaceDocument.place_id == place_id)
        )
        used = await self.session.scalars(
            select(tables.Usage.document)
            .where(tables.Usage.place_id == place_id, tables.Usage.state == "declared")
            .order_by(tables.Usage.tool_id)
        )
        near = json.loads((await neighbours(reader, place_id, ALL, query="")).body)
        heard = json.loads((await said_of(reader, place_id, ALL, query="")).body)
        return {
            "document": lasting(json.loads(document)),
            "usages": [lasting(json.loads(one)) for one in used],
            "neighbours": near["items"],
            "testimonials": [lasting(one) for one in heard["items"]],
        }


def lasting(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in PASSING}


@pytest.fixture(scope="session")
def sequences_url(service, fresh_database):
    url = fresh_database("sequences")
    migrations.upgrade(service, url)
    return url


def test_whatever_the_sequence_nothing_is_lost_and_what_is_undone_is_as_it_was(sequences_url):
    Sequences.url = sequences_url
    run_state_machine_as_test(
        Sequences,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
