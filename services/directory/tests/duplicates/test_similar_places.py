"""Who is about to add a place sees those that it may be."""

import pytest
from directory_factories import CENSUS, NOW, place

from directory.places.actions import close_places, save_places
from directory.places.schemas import AddressDraft

CESSON = AddressDraft(commune_code="35051", commune="Cesson-Sévigné", departement_code="35")
BREST = AddressDraft(commune_code="29019", commune="Brest", departement_code="29")


@pytest.fixture
async def known(session):
    drafts = [
        place(name="La Ruche"),
        place(name="La Ruche", address=CESSON),
        place(name="La Ruche", address=BREST),
        place(name="Le Phare"),
        place(name="La Rûche !", state="draft"),
        place(name="Les Ruches fermées"),
    ]
    saved = await save_places(session, drafts, source=CENSUS, now=NOW)
    await close_places(session, [saved[5].place_id], source=CENSUS, now=NOW)
    await session.commit()


async def similar(client, **asked):
    answer = await client.get("/similar-places", params=asked)
    assert answer.status_code == 200
    return [(one["name"], one["commune"]) for one in answer.json()["items"]]


async def test_places_called_alike_here_and_beside_are_shown(client, known):
    found = [("La Ruche", "Rennes"), ("La Ruche", "Cesson-Sévigné")]
    assert await similar(client, name="la RUCHE", commune_code="35238") == found
    assert await similar(client, name="Ruche Rennes", commune_code="35238") == found[:1]
    assert await similar(client, name="Tout autre chose", commune_code="35238") == []
    assert await similar(client, name="Les Ruches fermées", commune_code="35238") == [("Les Ruches fermées", "Rennes")]
    assert await similar(client, name="La Ruche", commune_code="29019") == [("La Ruche", "Brest")]


@pytest.mark.parametrize(
    "query, parameter",
    [
        ("", "name"),
        ("name=&commune_code=35238", "name"),
        ("name=%00&commune_code=35238", "name"),
        ("name=x", "commune_code"),
        ("name=x&commune_code=99999", "commune_code"),
        ("name=x&commune_code=Rennes", "commune_code"),
        ("name=x&commune_code=35238&limit=9", "limit"),
        (f"name={'x' * 201}&commune_code=35238", "name"),
    ],
)
async def test_nonsense_is_refused(client, query, parameter):
    answer = await client.get(f"/similar-places?{query}")
    assert answer.status_code == 422
    assert parameter in [error["parameter"] for error in answer.json()["errors"]]


async def test_at_most_ten_in_one_statement(client, session, queries):
    await save_places(session, [place(name="La Ruche") for _ in range(30)], source=CENSUS, now=NOW)
    await session.commit()
    with queries() as seen:
        assert len(await similar(client, name="La Ruche", commune_code="35238")) == 10
    assert len(seen) == 1


async def test_the_answer_can_be_kept_until_a_place_changes(client, known):
    answer = await client.get("/similar-places?name=La+Ruche&commune_code=35238")
    assert answer.headers["cache-tag"] == "place"
    again = await client.get(answer.request.url, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
