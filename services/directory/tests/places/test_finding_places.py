"""Every filter, alone and with others, against what plain Python finds in the same documents."""

import random
from datetime import timedelta

import pytest
from directory_factories import CENSUS, NOW, place
from known_places import LABELS, NETWORKS, TOOLS, TOWNS, TYPOLOGIES, distance, some

from directory.places import reads
from directory.places.actions import save_places
from directory.places.naming import name_key

BOXES = [(-3, 47.8, -2, 48.4), (-5, 47, 3, 49), (179, -90, -179, 90), (-180, -90, 180, 90), (0, 0, 0, 0)]
POINTS = [(48.1, -2.5), (48.85, 2.35), (48.2, 180.0), (-21.1, 55.5)]


def question(chance, known):
    """A random question, as the oracle takes it."""
    dimensions = {
        "typology": TYPOLOGIES,
        "label": LABELS,
        "network": [*NETWORKS, *(found for found, slug in known.ids.items() if slug in NETWORKS)],
        "tool": [*TOOLS, *(found for found, slug in known.ids.items() if slug in TOOLS)],
        "region": sorted({region for *_, region in TOWNS}),
        "departement": sorted({departement for _, departement, _ in TOWNS}),
        "commune": [commune for commune, *_ in TOWNS],
    }
    chosen = {name: some(chance, dimensions[name], 2) for name in some(chance, dimensions, 3)}
    asked = {name: values for name, values in chosen.items() if values}
    if chance.random() < 0.3:
        asked["bbox"] = chance.choice(BOXES)
    if chance.random() < 0.3:
        asked |= {"near": chance.choice(POINTS), "within": chance.choice([1_000, 30_000, 1_000_000])}
    if chance.random() < 0.2:
        asked["updated_since"] = NOW + timedelta(days=chance.randint(0, 12))
    if chance.random() < 0.2:
        asked["demo"] = chance.random() < 0.5
    if chance.random() < 0.2:
        asked["state"] = "closed"
    return asked


def parameters(asked):
    """The same question as a client asks it."""
    shown = dict(asked)
    for name in ("bbox", "near"):
        if name in shown:
            shown[name] = ",".join(map(str, shown[name]))
    if "updated_since" in shown:
        shown["updated_since"] = shown["updated_since"].isoformat()
    if "demo" in shown:
        shown["demo"] = str(shown["demo"]).lower()
    return shown


async def walk(client, params):
    """Every page of a list, to its end."""
    seen, totals, cursor = [], set(), None
    while True:
        answer = await client.get("/places", params=params | ({"cursor": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.text
        page = answer.json()
        seen += page["items"]
        totals.add(page["total"])
        cursor = page["next"]
        assert ('rel="next"' in answer.headers.get("link", "")) == (cursor is not None)
        if cursor is None:
            return seen, totals


ORDERS = {
    "name": lambda one, _: (name_key(one["name"]), one["id"]),
    "distance": lambda one, asked: (distance(one["location"], asked["near"]), one["id"]),
    "-updated": lambda one, _: (one["updated_at"], one["id"]),
}


@pytest.mark.parametrize("few", [0, reads.FEW], ids=["walking the list", "taking the box first"])
async def test_lists_find_what_they_should_each_once_and_in_order(client, known, monkeypatch, few):
    monkeypatch.setattr(reads, "FEW", few)
    chance = random.Random(11)
    met = 0
    for _ in range(120):
        asked = question(chance, known)
        sort = chance.choice(["name", "-updated", *(["distance"] if "near" in asked else [])])
        expected = sorted(known.found(**asked), key=lambda one: ORDERS[sort](one, asked), reverse=sort == "-updated")
        limit = chance.choice([3, 20, 100])
        seen, totals = await walk(client, parameters(asked) | {"sort": sort, "limit": limit})
        assert [one["id"] for one in seen] == [one["id"] for one in expected], (asked, sort)
        assert totals == {len(expected)}, asked
        met += len(expected)
    assert met > 500  # the questions are not all void


async def test_without_a_question_every_published_place_is_listed_by_name(client, known):
    seen, totals = await walk(client, {"limit": 50})
    assert [one["id"] for one in seen] == [one["id"] for one in known.found()]
    assert totals == {len(seen)}


async def test_near_a_point_lists_begin_with_the_nearest(client, known):
    seen, _ = await walk(client, {"near": "48.1,-2.5", "within": 60_000})
    distances = [distance(one["location"], (48.1, -2.5)) for one in seen]
    assert len(distances) > 10
    assert distances == sorted(distances)


async def test_maps_show_the_located_ones_of_the_same_places(client, known):
    chance = random.Random(12)
    for _ in range(30):
        asked = question(chance, known)
        drawn = (await client.get("/places.geojson", params=parameters(asked))).json()
        expected = {one["id"]: one for one in known.found(**asked) if one["location"]}
        assert {one["id"] for one in drawn["features"]} == expected.keys()
        for feature in drawn["features"]:
            one = expected[feature["id"]]
            assert feature["geometry"]["coordinates"] == [one["location"]["longitude"], one["location"]["latitude"]]
            assert feature["properties"] == {
                "slug": one["slug"],
                "name": one["name"],
                "typologies": one["typologies"],
                "commune": one["address"]["commune"],
                "departement_code": one["address"]["departement_code"],
                "precision": one["location"]["precision"],
            }


async def test_counts_leave_their_own_choice_out(client, known):
    chance = random.Random(13)
    for _ in range(40):
        asked = question(chance, known)
        counted = (await client.get("/places/facets", params=parameters(asked))).json()
        assert counted["total"] == len(known.found(**asked))
        for dimension in ("typology", "label", "network", "tool", "region", "departement"):
            expected: dict[str, int] = {}
            for one in known.found(without=dimension, **asked):
                for key in known.traits(one)[dimension]:
                    expected[key] = expected.get(key, 0) + 1
            assert {one["key"]: one["count"] for one in counted[dimension]} == expected, (dimension, asked)


async def test_the_nearest_of_a_place_are_the_nearest(client, known):
    located = [one for one in known.found() if one["location"]]
    for one in random.Random(14).sample(located, 25):
        answer = (await client.get(f"/places/{one['slug']}", params={"include": "usages,nearest"})).json()
        here = (one["location"]["latitude"], one["location"]["longitude"])
        others = sorted((distance(other["location"], here), other["id"]) for other in located if other is not one)
        assert [(near["distance_m"], near["id"]) for near in answer["nearest"]] == [
            (round(metres), found) for metres, found in others[:6]
        ]
        assert {usage["tool"]["slug"] for usage in answer["usages"]} == known.tools.get(one["id"], set())


async def test_a_draft_is_nowhere(client, session, known):
    [saved] = await save_places(session, [place(name="Secret", state="draft")], source=CENSUS, now=NOW)
    await session.commit()

    for reference in (saved.place_id, "secret-rennes"):
        assert (await client.get(f"/places/{reference}")).status_code == 404
    for path in ("/places?limit=100", "/places?near=48.11,-1.68", "/places.geojson", "/places?state=closed&limit=100"):
        assert str(saved.place_id) not in (await client.get(path)).text
    assert (await client.get("/places/facets")).json()["total"] == len(known.found())


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=0,50,1,40", "bbox"),
        ("bbox=0,0,nan,1", "bbox"),
        ("bbox=-200,0,0,1", "bbox"),
        ("near=48", "near"),
        ("near=91,0", "near"),
        ("near=48,2&within=0", "within"),
        ("near=48,2&within=inf", "within"),
        ("within=100", "within"),
        ("sort=distance", "sort"),
        ("sort=age", "sort"),
        ("region=Bretagne", "region.0"),
        ("departement=1", "departement.0"),
        ("commune=35", "commune.0"),
        ("typology=Fab Lab", "typology.0"),
        ("network=' or 1=1", "network.0"),
        ("updated_since=yesterday", "updated_since"),
        ("updated_since=2024-01-01T00:00:00", "updated_since"),
        ("state=draft", "state"),
        ("state=merged", "state"),
        ("demo=perhaps", "demo"),
        ("nope=1", "nope"),
        ("cursor=x", "cursor"),
        ("cursor=WyJuYW1lIiwgIlx1MDAwMCIsICIwIl0", "cursor"),
        ("cursor=WyJuYW1lIiwgMSwgMl0", "cursor"),
    ],
)
async def test_a_bad_parameter_is_refused_by_its_name(client, query, parameter):
    answer = await client.get(f"/places?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


@pytest.mark.parametrize("path", ["/places.geojson?limit=1", "/places/facets?sort=name", "/places/a?include=all"])
async def test_each_door_knows_its_own_parameters(client, path):
    answer = await client.get(path)
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [path.split("?")[1].split("=")[0]]


async def test_a_cursor_continues_its_own_order_only(client, known):
    cursor = (await client.get("/places", params={"limit": 1})).json()["next"]
    answer = await client.get("/places", params={"cursor": cursor, "sort": "-updated"})
    assert answer.status_code == 422
