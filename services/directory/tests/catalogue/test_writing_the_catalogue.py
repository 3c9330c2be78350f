"""Networks, partners and tools as people describe them."""

import asyncio
from datetime import UTC, datetime

import pytest
from directory_factories import CENSUS, NOW, network, partner, place, tool
from sqlalchemy import select

from chassis import database, migrations
from directory.ecosystem import Ecosystem
from directory.imports.ecosystem import enter_ecosystem
from directory.networks.actions import save_networks
from directory.partners.actions import save_partners
from directory.places.actions import join_networks, save_places
from directory.tables import Mandate, Network
from directory.tools.actions import save_tools
from directory.usages.actions import declare_usages
from directory.usages.schemas import UsageDraft

PAIR = {"kind": "website", "url": "https://ici.example/"}
NEW = {
    "networks": {"name": "Réseau des Monts", "kind": "thematic", "summary": "Là-haut"},
    "partners": {"name": "Région des Monts", "kind": "public_body", "summary": "Là-haut"},
    "tools": {"name": "Agenda des Monts", "kind": "software", "category": "booking", "summary": "Là-haut"},
}
NOUNS = sorted(NEW)


@pytest.fixture
async def shelf(session):
    """One of each, by noun: what it is called, and its id."""
    networks = await save_networks(session, [network(slug="alpes", name="Alpes")], source=CENSUS, now=NOW)
    partners = await save_partners(session, [partner(slug="fonte", name="Fonte")], source=CENSUS, now=NOW)
    drafts = [tool(slug="wiki", name="Wiki", maker="fonte", summary="Des pages")]
    tools = await save_tools(session, drafts, source=CENSUS, now=NOW)
    await session.commit()
    return {"networks": networks["alpes"], "partners": partners["fonte"], "tools": tools["wiki"]}


SLUGS = {"networks": "alpes", "partners": "fonte", "tools": "wiki"}


@pytest.fixture
async def editors(meet, shelf):
    """An editor of each; the tool's is its maker's."""
    fonte = await meet("Sacha Lemaire", ("editor", "partner", shelf["partners"]))
    return {"networks": await meet("Nour", ("editor", "network", shelf["networks"])), "partners": fonte, "tools": fonte}


@pytest.mark.parametrize("noun", NOUNS)
async def test_a_moderator_adds_one_whose_address_is_made_of_its_name(client, moderator, noun, emitted):
    answer = await client.post(f"/{noun}", json=NEW[noun], headers=moderator.headers)

    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["slug"].endswith("-des-monts")
    assert (made["revision"], made["demo"], made["links"]) == (1, False, [])
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["location"] == f"{noun}/{made['slug']}"
    read = (await client.get(f"/{noun}/{made['slug']}")).json()
    assert made.items() <= read.items()
    assert [one.model_dump(mode="json") for one in await emitted()] == [made]


@pytest.mark.parametrize("noun", NOUNS)
async def test_a_name_is_had_by_one_only(client, moderator, noun):
    first = await client.post(f"/{noun}", json=NEW[noun], headers=moderator.headers)
    again = await client.post(
        f"/{noun}", json=NEW[noun] | {"name": f"  {NEW[noun]['name'].upper()} !"}, headers=moderator.headers
    )

    assert first.status_code == 201
    assert (again.status_code, again.json()["type"]) == (409, "/problems/name-taken")


async def test_two_names_that_make_the_same_address_are_numbered(client, moderator):
    made = [
        await client.post("/partners", json=NEW["partners"] | {"name": name}, headers=moderator.headers)
        for name in (f"{'x' * 59} a", f"{'x' * 59} b", "☼", "☽")
    ]
    assert [one.json()["slug"] for one in made] == ["x" * 59, f"{'x' * 59}-2", "partner", "partner-2"]


@pytest.mark.parametrize("noun", NOUNS)
async def test_nobody_without_a_mandate_or_a_role_adds_or_edits(client, meet, bearer, shelf, noun):
    stranger = await client.post(f"/{noun}", json=NEW[noun])
    visitor = await meet()
    program = bearer(scope="directory:write")
    assert stranger.status_code == 401
    assert (await client.patch(f"/{noun}/{SLUGS[noun]}", json={})).status_code == 401
    for headers in (visitor.headers, program):
        assert (await client.post(f"/{noun}", json=NEW[noun], headers=headers)).status_code == 403
        edit = await client.patch(f"/{noun}/{SLUGS[noun]}", json={"name": "X"}, headers=headers | {"if-match": "*"})
        assert edit.status_code == 403


@pytest.mark.parametrize("noun", NOUNS)
async def test_who_speaks_for_another_one_edits_nothing_here(client, session, meet, shelf, noun):
    others = await save_partners(session, [partner()], source=CENSUS, now=NOW)
    nets = await save_networks(session, [network()], source=CENSUS, now=NOW)
    [home] = await save_places(session, [place()], source=CENSUS, now=NOW)
    await join_networks(session, [(home.place_id, shelf["networks"])], now=NOW)
    elsewhere = await meet(
        "Camille",
        ("steward", "partner", next(iter(others.values()))),
        ("steward", "network", next(iter(nets.values()))),
        ("steward", "place", home.place_id),
        ("member", "network", shelf["networks"]),
        ("member", "partner", shelf["partners"]),
    )
    answer = await client.patch(f"/{noun}/{shelf[noun]}", json={"name": "À moi"}, headers=elsewhere.edits(1))
    assert answer.status_code == 403


@pytest.mark.parametrize("reference", ["slug", "id"])
@pytest.mark.parametrize("noun", NOUNS)
async def test_an_edit_changes_what_it_says_and_nothing_else(client, editors, shelf, noun, reference, emitted):
    address = f"/{noun}/{SLUGS[noun] if reference == 'slug' else shelf[noun]}"
    before = (await client.get(address)).json()
    already = len(await emitted())
    said = {"summary": "Autrement", "website": "https://autre.example/", "links": None}
    answer = await client.patch(address, json=said, headers=editors[noun].edits(1))

    after = answer.json()
    assert answer.status_code == 200, answer.text
    assert answer.headers["etag"] == '"2"'
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {"summary", "website", "revision", "updated_at"}
    [fact] = (await emitted())[already:]
    assert fact.model_dump(mode="json") == after


async def test_null_takes_a_value_away_where_that_can_be(client, editors, shelf):
    gone = await client.patch("/tools/wiki", json={"summary": None}, headers=editors["tools"].edits(1))
    assert gone.json()["summary"] is None
    for said in ({"name": None}, {"kind": None}, {"category": None}, {"name": "   "}):
        refused = await client.patch("/tools/wiki", json=said, headers=editors["tools"].edits(2))
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == f"/{next(iter(said))}"


@pytest.mark.parametrize("noun", NOUNS)
async def test_an_edit_says_on_which_revision_it_was_made(client, editors, shelf, noun):
    said = {"summary": "Autrement"}
    without = await client.patch(f"/{noun}/{SLUGS[noun]}", json=said, headers=editors[noun].headers)
    assert without.status_code == 428
    first = await client.patch(f"/{noun}/{SLUGS[noun]}", json=said, headers=editors[noun].edits(1))
    late = await client.patch(f"/{noun}/{SLUGS[noun]}", json={"summary": "Non"}, headers=editors[noun].edits(1))
    assert (first.status_code, late.status_code) == (200, 412)
    assert (await client.get(f"/{noun}/{SLUGS[noun]}")).json()["summary"] == "Autrement"


@pytest.mark.parametrize("noun", NOUNS)
async def test_saying_what_is_known_changes_nothing(client, editors, shelf, noun, emitted):
    before = len(await emitted())
    answer = await client.patch(
        f"/{noun}/{SLUGS[noun]}",
        json={"name": noun and {"networks": "Alpes", "partners": "Fonte", "tools": "Wiki"}[noun]},
        headers=editors[noun].edits(1),
    )
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert len(await emitted()) == before


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(
    "said",
    [{"slug": "autre"}, {"id": "0"}, {"demo": True}, {"revision": 9}, {"edited_at": None}, {"region": "Nulle part"}],
)
async def test_what_is_not_for_people_to_say_is_refused(client, moderator, shelf, noun, said):
    for answer in (
        await client.post(f"/{noun}", json=NEW[noun] | said, headers=moderator.headers),
        await client.patch(f"/{noun}/{SLUGS[noun]}", json=said, headers=moderator.edits(1)),
    ):
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(said))}"


@pytest.mark.parametrize(
    ("noun", "said", "pointer"),
    [
        ("networks", {"links": [PAIR, {"kind": "nope", "url": "https://x.example/"}]}, "/links/1/kind"),
        ("networks", {"region_code": "99"}, "/region_code"),
        ("networks", {"kind": "regional", "region_code": None}, "/region_code"),
        ("networks", {"kind": "planetary"}, "/kind"),
        ("networks", {"website": "javascript:alert(1)"}, "/website"),
        ("partners", {"links": [{"kind": "nope", "url": "https://x.example/"}]}, "/links/0/kind"),
        ("partners", {"links": [{"kind": "website", "url": "data:text/html,x"}]}, "/links/0/url"),
        ("partners", {"name": "x" * 201}, "/name"),
        ("tools", {"category": "nope"}, "/category"),
        ("tools", {"maker": "nobody-such"}, "/maker"),
        ("tools", {"maker": "'; drop table tool; --"}, "/maker"),
        ("tools", {"repository": "ftp://x.example/"}, "/repository"),
    ],
)
async def test_what_cannot_be_is_refused_with_where_it_stands(client, moderator, shelf, noun, said, pointer):
    for answer in (
        await client.post(f"/{noun}", json=NEW[noun] | said, headers=moderator.headers),
        await client.patch(f"/{noun}/{SLUGS[noun]}", json=said, headers=moderator.edits(1)),
    ):
        assert answer.status_code == 422, answer.text
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_a_regional_network_has_the_name_of_its_region(client, moderator, shelf):
    said = {"kind": "regional", "region_code": "53"}
    made = (await client.post("/networks", json=NEW["networks"] | said, headers=moderator.headers)).json()
    assert (made["region_code"], made["region"]) == ("53", "Bretagne")
    moved = await client.patch(f"/networks/{made['slug']}", json={"region_code": "11"}, headers=moderator.edits(1))
    assert moved.json()["region"] == "Île-de-France"
    thematic = {"kind": "thematic", "region_code": None}
    freed = await client.patch(f"/networks/{made['slug']}", json=thematic, headers=moderator.edits(2))
    assert (freed.json()["region_code"], freed.json()["region"]) == (None, None)


async def test_whoever_shows_a_name_shows_the_new_one(client, session, editors, shelf):
    [home] = await save_places(session, [place(name="Chez nous")], source=CENSUS, now=NOW)
    await join_networks(session, [(home.place_id, shelf["networks"])], now=NOW)
    await declare_usages(session, [UsageDraft(place_id=home.place_id, tool_id=shelf["tools"])], source=CENSUS, now=NOW)
    await session.commit()

    await client.patch("/networks/alpes", json={"name": "Alpes et Jura"}, headers=editors["networks"].edits(1))
    await client.patch("/partners/fonte", json={"name": "La Fonte"}, headers=editors["partners"].edits(1))
    await client.patch("/tools/wiki", json={"name": "Wikilieu"}, headers=editors["tools"].edits(2))

    shown = (await client.get(f"/places/{home.place_id}?include=usages")).json()
    assert shown["networks"][0]["name"] == "Alpes et Jura"
    assert shown["usages"][0]["tool"]["name"] == "Wikilieu"
    found = (await client.get("/tools/wiki")).json()
    assert (found["slug"], found["maker"]["name"]) == ("wiki", "La Fonte")


async def test_a_maker_adds_its_own_tools_and_nobody_elses(client, session, editors, shelf):
    await save_partners(session, [partner(slug="autre")], source=CENSUS, now=NOW)
    await session.commit()
    maker = editors["tools"]
    own = await client.post("/tools", json=NEW["tools"] | {"maker": "fonte"}, headers=maker.headers)
    assert (own.status_code, own.json()["maker"]["slug"]) == (201, "fonte")
    for said in ({"maker": "autre"}, {"maker": None}, {}):
        refused = await client.post("/tools", json=NEW["tools"] | said, headers=maker.headers)
        assert refused.status_code == 403


async def test_a_tool_goes_to_another_maker_when_both_agree(client, session, meet, moderator, editors, shelf):
    others = await save_partners(session, [partner(slug="autre", name="Autre")], source=CENSUS, now=NOW)
    await session.commit()
    for said in ({"maker": "autre"}, {"maker": None}):
        assert (await client.patch("/tools/wiki", json=said, headers=editors["tools"].edits(1))).status_code == 403
    both = await meet("Les deux", ("editor", "partner", shelf["partners"]), ("editor", "partner", others["autre"]))
    given = await client.patch("/tools/wiki", json={"maker": "autre"}, headers=both.edits(1))
    assert (given.status_code, given.json()["maker"]["name"]) == (200, "Autre")
    assert (await client.patch("/tools/wiki", json={}, headers=editors["tools"].edits(2))).status_code == 403
    freed = await client.patch("/tools/wiki", json={"maker": None}, headers=moderator.edits(2))
    assert (freed.status_code, freed.json()["maker"]) == (200, None)


async def test_an_administrator_may_what_a_moderator_may(client, meet):
    administrator = await meet("Ange", roles=("administrator",))
    assert (await client.post("/networks", json=NEW["networks"], headers=administrator.headers)).status_code == 201


@pytest.mark.parametrize("noun", NOUNS)
async def test_there_is_nothing_to_edit_where_nothing_is(client, moderator, noun):
    for reference in ("nowhere", "00000000-0000-4000-8000-000000000000", "%00", "a'b"):
        answer = await client.patch(f"/{noun}/{reference}", json={}, headers=moderator.edits(1))
        assert answer.status_code == 404


async def test_files_are_silent_about_what_people_have_edited(client, session, moderator, settings):
    whole = Ecosystem.load(settings.ecosystem)
    first = await enter_ecosystem(session, whole, now=NOW)
    await session.commit()
    edited = {"networks": whole.networks[0].slug, "partners": whole.partners[0].slug, "tools": whole.tools[0].slug}
    for noun, slug in edited.items():
        answer = await client.patch(f"/{noun}/{slug}", json={"summary": "Dit par nous"}, headers=moderator.edits(1))
        assert answer.status_code == 200
    files = whole.model_copy(
        update={
            noun: tuple(one.model_copy(update={"summary": "Dit par un fichier"}) for one in getattr(whole, noun)[:2])
            for noun in edited
        }
    )

    assert await enter_ecosystem(session, files, now=datetime.now(UTC)) is not None
    await session.commit()
    for noun, slug in edited.items():
        ours = (await client.get(f"/{noun}/{slug}")).json()
        assert (ours["summary"], ours["revision"]) == ("Dit par nous", 2)
        theirs = (await client.get(f"/{noun}/{getattr(whole, noun)[1].slug}")).json()
        assert theirs["summary"] == "Dit par un fichier"
    again = await enter_ecosystem(session, whole, now=NOW)
    assert again.networks == first.networks
    assert again.tools.keys() == first.tools.keys()


async def test_a_file_does_not_take_over_what_people_have_added(client, session, moderator):
    made = (await client.post("/networks", json=NEW["networks"], headers=moderator.headers)).json()
    ids = await save_networks(session, [network(slug=made["slug"], name="Autre chose")], source=CENSUS, now=NOW)
    assert str(ids[made["slug"]]) == made["id"]
    assert await session.scalar(select(Network.name).where(Network.id == ids[made["slug"]])) == made["name"]


@pytest.fixture(scope="session")
def busy_url(service, fresh_database):
    url = fresh_database("busy_catalogue")
    migrations.upgrade(service, url)
    return url


class TestAtOnce:
    """Several people at the same noun."""

    @pytest.fixture
    async def sessions(self, busy_url):
        sessions = database.connect(busy_url, pool_size=8)
        yield sessions
        await database.engine_of(sessions).dispose()

    async def test_one_of_those_who_add_the_same_is_first(self, client, bearer):
        answers = await asyncio.gather(
            *(client.post("/networks", json=NEW["networks"], headers=bearer(roles=("moderator",))) for _ in range(6))
        )
        assert sorted(answer.status_code for answer in answers) == [201, *[409] * 5]

    async def test_one_of_those_who_edit_the_same_revision_is_first(self, client, bearer, sessions):
        async with sessions.begin() as session:
            ids = await save_networks(session, [network(slug="tous")], source=CENSUS, now=NOW)
        headers = bearer(roles=("moderator",)) | {"if-match": '"1"'}
        answers = await asyncio.gather(
            *(client.patch("/networks/tous", json={"name": f"Nom {n}"}, headers=headers) for n in range(6))
        )
        assert sorted(answer.status_code for answer in answers) == [200, *[412] * 5]
        async with sessions() as session:
            assert (await session.get_one(Network, ids["tous"])).revision == 2
            assert not (await session.scalars(select(Mandate))).all()
