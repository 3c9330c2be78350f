from datetime import timedelta

import pytest
from directory_factories import CENSUS, NOW, network, partner, place, tool

from directory.networks.actions import save_networks
from directory.partners.actions import save_partners
from directory.places.actions import close_places, join_networks, save_places
from directory.schemas import Source
from directory.tools.actions import save_tools
from directory.usages.actions import declare_usages, withdraw_usages
from directory.usages.rules import PlaceNotPublished, UnknownTool
from directory.usages.schemas import UsageDraft

LATER = NOW + timedelta(days=1)


@pytest.fixture
async def saved(session):
    """Three places, two in a network, using two tools."""
    drafts = [
        place(name="Aux Arts", founded="2015-03", typologies=("fablab", "coworking"), summary="Un lieu"),
        place(name="Bel Air", founded="2015", location=None),
        place(name="Chez Nous"),
    ]
    places = [one.place_id for one in await save_places(session, drafts, source=CENSUS, now=NOW)]
    networks = await save_networks(
        session,
        [network(slug="makers", name="Éco-makers"), network(slug="bretagne", kind="regional")],
        source=CENSUS,
        now=NOW,
    )
    await join_networks(session, [(places[0], networks["makers"]), (places[1], networks["makers"])], now=NOW)
    await save_partners(session, [partner(slug="yunohost", name="YunoHost")], source=CENSUS, now=NOW)
    tools = await save_tools(
        session,
        [tool(slug="agenda", name="Agenda", maker="yunohost"), tool(slug="wiki", name="Wiki", kind="knowledge")],
        source=CENSUS,
        now=NOW,
    )
    drafts = [
        UsageDraft(place_id=places[0], tool_id=tools["agenda"], since="2020-05", satisfaction=4),
        UsageDraft(place_id=places[1], tool_id=tools["agenda"], since="2018", how="Tous les jours"),
        UsageDraft(place_id=places[2], tool_id=tools["wiki"], satisfaction=5),
    ]
    usages = await declare_usages(session, drafts, source=CENSUS, now=NOW)
    await session.commit()
    return {"places": places, "networks": networks, "tools": tools, "usages": usages}


async def test_networks_are_listed_by_name_with_their_members(client, saved):
    answer = await client.get("/networks")

    assert [(one["slug"], one["members"]) for one in answer.json()["items"]] == [("makers", 2), ("bretagne", 0)]
    assert answer.json()["total"] == 2
    assert "network" in answer.headers["cache-tag"].split()
    [only] = (await client.get("/networks", params={"kind": "regional"})).json()["items"]
    assert only["slug"] == "bretagne"


async def test_a_network_says_what_its_members_come_to(client, saved):
    by_slug = await client.get("/networks/makers")
    by_id = await client.get(f"/networks/{saved['networks']['makers']}")

    assert by_slug.json() == by_id.json()
    aggregates = by_slug.json()["aggregates"]
    assert aggregates["completeness"]["answers"] == 2
    assert 0 < aggregates.pop("completeness")["mean"] < 100
    assert aggregates == {
        "members": 2,
        "located": 1,
        "typologies": [{"key": "fablab", "count": 2}, {"key": "coworking", "count": 1}],
        "departements": [{"key": "35", "label": "Ille-et-Vilaine", "count": 2}],
        "regions": [{"key": "53", "label": "Bretagne", "count": 2}],
        "tools": [{"slug": "agenda", "name": "Agenda", "count": 2}],
        "founded": [{"year": 2015, "count": 2}],
    }


async def test_a_network_without_members_averages_nothing(client, saved):
    aggregates = (await client.get("/networks/bretagne")).json()["aggregates"]
    assert aggregates["completeness"] == {"mean": None, "answers": 0}


async def test_what_was_read_before_is_not_sent_again(client, saved):
    for path in ("/networks/makers", "/tools/agenda", "/partners/yunohost", "/vocabulary", "/territories", "/summary"):
        first = await client.get(path)
        assert first.status_code == 200, path
        again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path


@pytest.mark.parametrize("noun", ["networks", "tools", "partners", "places"])
@pytest.mark.parametrize("reference", ["nobody", "01900000-0000-7000-8000-000000000000", "%00", "É", "a b", "-"])
async def test_what_is_not_there_is_not_found(client, noun, reference):
    assert (await client.get(f"/{noun}/{reference}")).status_code == 404


async def test_tools_are_listed_by_name_or_by_use(client, saved):
    by_name = (await client.get("/tools")).json()["items"]
    by_use = (await client.get("/tools", params={"sort": "-users"})).json()["items"]

    assert [(one["slug"], one["users"]) for one in by_name] == [("agenda", 2), ("wiki", 1)]
    assert by_name == by_use
    [only] = (await client.get("/tools", params={"kind": "knowledge"})).json()["items"]
    assert only["slug"] == "wiki"
    assert (await client.get("/tools", params={"category": "wiki"})).json()["total"] == 0


@pytest.mark.parametrize("sort", ["name", "-users"])
async def test_pages_of_tools_follow_one_another(client, session, sort):
    await save_tools(session, [tool() for _ in range(7)], source=CENSUS, now=NOW)
    await session.commit()
    seen, cursor = [], None
    while True:
        params = {"limit": 3, "sort": sort} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/tools", params=params)).json()
        seen += [one["slug"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page["total"] == 7


async def test_a_tool_says_who_uses_it_since_when_and_how_well(client, saved):
    found = (await client.get("/tools/agenda")).json()

    assert found["maker"]["slug"] == "yunohost"
    assert found["usage"] == {
        "users": 2,
        "since_first": "2018",
        "satisfaction": {"mean": 4.0, "answers": 1},
        "by_region": [{"key": "53", "label": "Bretagne", "count": 2}],
        "by_year": [{"year": 2018, "count": 1}, {"year": 2020, "count": 1}],
    }


async def test_usages_of_a_tool_come_by_the_name_of_the_place(client, saved):
    first = (await client.get("/tools/agenda/usages", params={"limit": 1})).json()
    rest = (await client.get("/tools/agenda/usages", params={"limit": 1, "cursor": first["next"]})).json()

    assert (first["total"], rest["next"]) == (2, None)
    assert [one["place"]["name"] for one in first["items"] + rest["items"]] == ["Aux Arts", "Bel Air"]
    assert rest["items"][0]["how"] == "Tous les jours"


async def test_a_withdrawn_usage_and_a_closed_place_are_no_longer_counted(client, session, saved, emitted):
    assert await withdraw_usages(session, saved["usages"][:1], now=LATER) == 1
    assert await withdraw_usages(session, saved["usages"][:1], now=LATER) == 0
    await close_places(session, saved["places"][1:2], source=CENSUS, now=LATER)
    await session.commit()

    assert (await client.get("/tools/agenda")).json()["usage"]["users"] == 0
    assert (await client.get("/tools/agenda/usages")).json() == {"items": [], "total": 0, "next": None}
    assert (await client.get("/tools", params={"sort": "-users"})).json()["items"][0]["slug"] == "wiki"
    assert (await client.get("/networks/makers")).json()["aggregates"]["members"] == 1
    withdrawn = [fact for fact in await emitted() if type(fact).__name__ == "UsageWithdrawn"]
    assert [(fact.revision, fact.state) for fact in withdrawn] == [(2, "withdrawn")]


async def test_a_usage_declared_again_says_more(session, saved, emitted):
    before = len(await emitted())
    same = UsageDraft(place_id=saved["places"][0], tool_id=saved["tools"]["agenda"], satisfaction=4)
    more = same.model_copy(update={"how": "Pour les réunions"})

    assert await declare_usages(session, [same], source=CENSUS, now=LATER) == saved["usages"][:1]
    assert await declare_usages(session, [more], source=CENSUS, now=LATER) == saved["usages"][:1]
    [fact] = (await emitted())[before:]
    assert (fact.revision, fact.how, fact.since, fact.satisfaction) == (2, "Pour les réunions", "2020-05", 4)


async def test_only_a_published_place_declares_and_only_known_tools(session, saved):
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    with pytest.raises(PlaceNotPublished):
        await declare_usages(
            session, [UsageDraft(place_id=draft.place_id, tool_id=saved["tools"]["wiki"])], source=CENSUS, now=NOW
        )
    usage = UsageDraft(place_id=saved["places"][0], tool_id=saved["places"][0])
    with pytest.raises(UnknownTool):
        await declare_usages(session, [usage], source=CENSUS, now=NOW)


async def test_what_is_fictional_stays_so_until_someone_real_says_it(session, emitted):
    demo = Source(key="demo", date=CENSUS.date, given_by="demo")
    drafts = [network(slug="makers")]
    await save_networks(session, drafts, source=demo, now=NOW)
    await save_networks(session, drafts, source=demo, now=LATER)
    await save_networks(session, drafts, source=CENSUS, now=LATER)

    assert [(fact.revision, fact.demo) for fact in await emitted()] == [(1, True), (2, False)]


async def test_the_summary_counts_what_the_public_can_see(client, session, saved):
    await save_places(session, [place(state="draft")], source=CENSUS, now=LATER)
    await session.commit()

    assert (await client.get("/summary")).json() == {
        "places": 3,
        "networks": 2,
        "tools": 2,
        "usages": 3,
        "communes": 1,
        "demo": False,
        "updated_at": "2026-03-01T12:00:00Z",
    }


async def test_words_and_territories_come_from_the_ecosystem_and_the_referential(client, settings):
    words = (await client.get("/vocabulary")).json()
    lands = (await client.get("/territories")).json()

    assert "coworking" in {term["key"] for term in words["typologies"]}
    assert all(term["fr"] and term["en"] for kind in words.values() for term in kind if "fr" in term)
    assert {"code": "35", "name": "Ille-et-Vilaine", "region_code": "53"} in lands["departements"]
    assert {"code": "53", "name": "Bretagne"} in lands["regions"]


@pytest.mark.parametrize(
    "path",
    [
        "/tools?sort=age",
        "/networks?kind=x",
        "/partners?limit=0",
        "/tools?nope=1",
        "/tools?cursor=x",
        "/tools/a/usages?nope=1",
    ],
)
async def test_a_bad_parameter_is_named(client, path):
    answer = await client.get(path)
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [path.split("?")[1].split("=")[0]]


async def test_saving_the_catalogue_takes_as_many_statements_for_one_as_for_many(session, queries):
    counts = []
    for size in (1, 30):
        with queries() as seen:
            await save_networks(session, [network() for _ in range(size)], source=CENSUS, now=NOW)
            await save_tools(session, [tool() for _ in range(size)], source=CENSUS, now=NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12
