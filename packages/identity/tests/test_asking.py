"""A route learns who asks from one good bearer token, and from nothing else."""

import pytest

from chassis.ids import new_id

BAD = [
    [""],
    [" "],
    ["Bearer"],
    ["Bearer "],
    ["Basic bG91OmxvdQ=="],
    ["Token abc"],
    ["Bearer abc"],
    ["Bearer a.b.c"],
    ["Bearer a.b.c, Bearer d.e.f"],
    ["null"],
]


@pytest.fixture
def good(bearer):
    return bearer(name="Lou Marchand")["authorization"]


async def ask(client, *given, path="/hello"):
    return await client.get(path, headers=[("authorization", value) for value in given])


async def test_nobody_is_a_stranger_and_somebody_has_a_name(client, good):
    assert (await ask(client)).json() == {"name": None}
    assert (await ask(client, good)).json() == {"name": "Lou Marchand"}


async def test_the_scheme_may_be_written_in_any_case(client, good):
    for scheme in ("bearer", "BEARER"):
        assert (await ask(client, good.replace("Bearer", scheme))).json() == {"name": "Lou Marchand"}


@pytest.mark.parametrize("given", BAD, ids=str)
async def test_what_is_shown_must_be_good_even_where_strangers_are_welcome(client, given):
    answer = await ask(client, *given)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_two_tokens_are_none(client, good):
    assert (await ask(client, good, good)).status_code == 401
    assert (await ask(client, good, "Basic bG91OmxvdQ==")).status_code == 401


async def test_a_name_in_another_header_or_in_the_address_is_nobody(client, good):
    token = good.removeprefix("Bearer ")
    tried = {"x-user": "admin", "x-forwarded-user": "admin", "cookie": f"session={token}; access_token={token}"}

    answer = await client.get(f"/mirror?access_token={token}", headers=tried)

    assert answer.status_code == 401


async def test_what_is_for_people_is_not_for_programs(client, bearer):
    program = bearer(new_id(), name="Partner", scope="club:write openid")["authorization"]

    assert (await ask(client, program, path="/mirror")).status_code == 403
    assert (await ask(client, bearer(name="Lou")["authorization"], path="/mirror")).json() == {"name": "Lou"}


async def test_the_documentation_says_how_to_show_a_token(client):
    described = (await client.get("/openapi.json")).json()

    assert described["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert described["paths"]["/mirror"]["get"]["security"] == [{"bearer": []}]
