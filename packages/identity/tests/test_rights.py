"""How somebody stands to what a request is about, and whether that is enough."""

from dataclasses import replace
from itertools import chain, combinations
from uuid import UUID

import pytest
from club.service import NETWORK, NO_CLUB, Permission, rights
from club.tables import mandates

from chassis.ids import new_id
from identity.caller import Caller
from identity.holdings import NOTHING, RANK, Held, Holdings, Organisation
from identity.rights import Right, Target, Who, allowed, in_words, relations

CLUB, OTHER = UUID(int=1), UUID(int=2)
HERE, THERE = Organisation("place", CLUB), Organisation("place", OTHER)
LOU = Caller(
    id=UUID(int=6),
    kind="person",
    name="Lou",
    email=None,
    username="lou",
    roles=frozenset(),
    client="navigator-gateway",
    scopes=frozenset({"openid", "club:write"}),
    session=None,
    expires_at=0,
)
ON = Target(HERE, frozenset({NETWORK}))
ANY = Right(frozenset(Who))
SIGNED_IN = {Who.SIGNED_IN}


def stands(caller=LOU, target=ON, held=(), right=ANY):
    return relations(caller, target, Holdings.of(held), right)


def test_whoever_is_signed_in_is_that_and_no_more():
    assert stands() == SIGNED_IN


@pytest.mark.parametrize(
    "role, known",
    [
        ("member", {Who.MEMBER}),
        ("editor", {Who.MEMBER, Who.EDITOR}),
        ("steward", {Who.MEMBER, Who.EDITOR, Who.STEWARD}),
    ],
)
def test_a_higher_role_is_every_lower_one_and_only_there(role, known):
    assert stands(held=[Held(HERE, role)]) == SIGNED_IN | known
    assert stands(held=[Held(THERE, role)]) <= SIGNED_IN | {Who.FELLOW_STEWARD}
    assert stands(held=[Held(Organisation("partner", CLUB), role)]) == SIGNED_IN  # the same id, another kind
    assert stands(held=[Held(Organisation("network", CLUB), role)]) == SIGNED_IN


def test_of_two_roles_the_higher_counts():
    assert Who.STEWARD in stands(held=[Held(HERE, "member"), Held(HERE, "steward"), Held(HERE, "editor")])


def test_a_steward_of_another_place_is_a_fellow():
    assert stands(held=[Held(THERE, "steward")]) == SIGNED_IN | {Who.FELLOW_STEWARD}
    assert Who.FELLOW_STEWARD not in stands(held=[Held(HERE, "steward")])
    assert Who.FELLOW_STEWARD not in stands(held=[Held(THERE, "editor")])
    assert Who.FELLOW_STEWARD not in stands(held=[Held(Organisation("network", OTHER), "steward")])


def test_editors_and_stewards_of_a_network_manage_its_places():
    for role, manages in (("member", False), ("editor", True), ("steward", True)):
        held = [Held(Organisation("network", NETWORK), role)]
        assert (Who.NETWORK_MANAGER in stands(held=held)) is manages
        assert Who.ORPHAN_MANAGER not in stands(held=held)
        assert (Who.ORPHAN_MANAGER in stands(target=replace(ON, has_steward=False), held=held)) is manages
        assert stands(target=Target(HERE), held=held) == SIGNED_IN  # a place of no network, or of another


def test_a_place_of_the_networks_number_is_no_network():
    assert stands(held=[Held(Organisation("place", NETWORK), "editor")]) == SIGNED_IN


def test_an_orphan_is_nobodys_but_its_networks():
    assert stands(target=replace(ON, has_steward=False), held=[Held(HERE, "editor")]) == SIGNED_IN | {
        Who.MEMBER,
        Who.EDITOR,
    }


def test_whoever_wrote_it_owns_it():
    assert Who.OWNER in stands(target=Target(owner=LOU.id))
    assert Who.OWNER not in stands(target=Target(owner=new_id()))
    assert Who.OWNER not in stands(target=Target(owner=None))


def test_realm_roles_count_everywhere_and_an_administrator_moderates():
    assert stands(replace(LOU, roles=frozenset({"moderator"}))) == SIGNED_IN | {Who.MODERATOR}
    assert stands(replace(LOU, roles=frozenset({"administrator"}))) == SIGNED_IN | {Who.MODERATOR, Who.ADMINISTRATOR}
    assert stands(replace(LOU, roles=frozenset({"Moderator", "admin", "steward", "editor"}))) == SIGNED_IN


def test_a_program_has_its_scope_and_nothing_of_a_persons():
    program = replace(LOU, kind="client", client="partner-x", roles=frozenset({"administrator"}))
    everything = [Held(HERE, "steward"), Held(Organisation("network", NETWORK), "steward")]

    assert stands(program, replace(ON, owner=LOU.id), everything) == frozenset()
    assert stands(program, right=allowed(Who.EDITOR, scope="club:write")) == {Who.PARTNER}
    assert stands(program, right=allowed(Who.EDITOR, scope="club:writes")) == frozenset()
    assert stands(program, right=allowed(Who.SIGNED_IN)) == frozenset()


def test_a_persons_scope_opens_nothing():
    assert stands(right=allowed(Who.EDITOR, scope="club:write")) == SIGNED_IN


def test_what_is_about_no_organisation_makes_nobody_its_member():
    assert stands(target=Target(), held=[Held(HERE, "member")]) == SIGNED_IN
    assert Holdings.of([Held(HERE, "steward")]).rank(None) == -1


def test_holdings_answer_what_a_role_may():
    held = Holdings.of([Held(HERE, "editor")])

    assert [held.holds(HERE, role) for role in RANK] == [True, True, False]
    assert not NOTHING.holds(HERE, "member")
    assert held.where("member", "place") == {CLUB}
    assert held.where("steward", "place") == frozenset()


def test_more_relations_never_open_less():
    """Adding mandates or roles only adds relations."""
    parts = [Held(HERE, "member"), Held(THERE, "steward"), Held(Organisation("network", NETWORK), "editor")]
    for some in chain.from_iterable(combinations(parts, size) for size in range(4)):
        for one in parts:
            assert stands(held=some) <= stands(held=[*some, one])


def test_who_may_is_said_in_words():
    assert in_words(frozenset({Who.MODERATOR, Who.STEWARD})) == "a steward or a moderator"
    assert in_words(frozenset({Who.OWNER})) == "whoever wrote or asked it"


# Through the door.

DOORS = {
    Permission.ENTER: ("GET", "/hall"),
    Permission.PIN: ("POST", f"/clubs/{CLUB}/notices"),
    Permission.CLOSE: ("POST", f"/clubs/{CLUB}/closing"),
    Permission.RUN: ("POST", "/running"),
}


@pytest.fixture
def knock(client, session, bearer):
    """A function: the answers of every door to somebody who holds this."""

    async def at(*held, **claims):
        person = new_id()
        for organisation, role in held:
            row = {"organisation_kind": organisation.kind, "organisation_id": organisation.id, "role": role}
            await session.execute(
                mandates.table.insert().values(id=new_id(), revision=1, person=person, state="granted", **row)
            )
        await session.commit()
        headers = bearer(person, **claims)
        answers = [await client.request(verb, path, headers=headers) for verb, path in DOORS.values()]
        return dict(zip(DOORS, [answer.status_code for answer in answers], strict=True))

    return at


async def opened(answers):
    assert set(answers.values()) <= {200, 201, 403}
    return {permission for permission, status in answers.items() if status < 300}


async def test_a_stranger_is_asked_to_sign_in_at_every_door(client):
    for verb, path in DOORS.values():
        answer = await client.request(verb, path)
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthenticated")


async def test_each_door_opens_to_its_own_people(knock):
    network = Organisation("network", NETWORK)
    assert await opened(await knock()) == {Permission.ENTER}
    assert await opened(await knock((HERE, "member"))) == {Permission.ENTER}
    assert await opened(await knock((HERE, "editor"))) == {Permission.ENTER, Permission.PIN}
    assert await opened(await knock((HERE, "steward"))) == {Permission.ENTER, Permission.PIN, Permission.CLOSE}
    assert await opened(await knock((THERE, "steward"))) == {Permission.ENTER}
    assert await opened(await knock((network, "editor"))) == {Permission.ENTER, Permission.CLOSE}
    assert await opened(await knock((network, "member"))) == {Permission.ENTER}
    assert await opened(await knock(roles=("moderator",))) == {Permission.ENTER, Permission.CLOSE}
    assert await opened(await knock(roles=("administrator",))) == {Permission.ENTER, Permission.CLOSE, Permission.RUN}


async def test_a_program_passes_by_its_scope_alone(knock):
    assert await opened(await knock(scope="club:write")) == {Permission.PIN}
    assert await opened(await knock(scope="club:read openid")) == set()
    assert await opened(await knock((HERE, "steward"), scope="", roles=("administrator",))) == set()


async def test_a_mandate_that_is_not_in_force_opens_nothing(client, session, bearer):
    person = new_id()
    for state in ("requested", "refused", "withdrawn", "revoked", "resigned"):
        row = {"organisation_kind": "place", "organisation_id": CLUB, "role": "steward", "state": state}
        await session.execute(mandates.table.insert().values(id=new_id(), revision=1, person=person, **row))
    await session.commit()

    assert (await client.post(f"/clubs/{CLUB}/notices", headers=bearer(person))).status_code == 403


async def test_a_refusal_says_whose_right_it_is(client, bearer):
    answer = await client.post(f"/clubs/{CLUB}/closing", headers=bearer())

    assert answer.status_code == 403
    assert answer.json()["detail"] == "This is for a steward, a manager of its network or a moderator."


async def test_a_stranger_learns_nothing_of_what_there_is(client, bearer):
    for club in (CLUB, NO_CLUB):
        assert (await client.post(f"/clubs/{club}/closing")).status_code == 401
    assert (await client.post(f"/clubs/{NO_CLUB}/closing", headers=bearer())).status_code == 404


async def test_where_no_mandate_matters_none_is_looked_up(client, bearer, queries):
    with queries() as seen:
        await client.get("/hall", headers=bearer())
        await client.post(f"/clubs/{CLUB}/notices", headers=bearer(scope=""))
    assert seen == []


def test_a_right_that_nobody_declared_is_a_mistake_at_start():
    with pytest.raises(KeyError):
        rights.may("club:burn")
