"""The table of rights says what the code does."""

import pytest
from club.service import service as club

from chassis.service import api
from chassis.settings import Settings
from identity.rights import Right, Who, allowed
from identity.table import NOWHERE, PERSONAS, Endpoint, endpoints, table

CLUB = {str(one): one for one in endpoints(api(club, Settings(database_url=NOWHERE)))}


def let_in(endpoint):
    return {name for name, who in PERSONAS.items() if endpoint.lets(who)}


PEOPLE = set(PERSONAS) - {"stranger", "partner client"}


@pytest.mark.parametrize(
    "endpoint, personas",
    [
        ("GET /hello", set(PERSONAS)),
        ("GET /mirror", PEOPLE),
        ("GET /hall", PEOPLE),
        ("GET /me/export", PEOPLE),
        ("POST /clubs/{club}/notices", {"editor", "steward", "partner client"}),
        ("POST /clubs/{club}/closing", {"steward", "network manager", "moderator", "administrator"}),
        ("POST /running", {"administrator"}),
    ],
)
def test_each_endpoint_lets_in_whom_its_right_names(endpoint, personas):
    assert let_in(CLUB[endpoint]) == personas


def test_every_documented_endpoint_is_in_it():
    described = api(club, Settings(database_url=NOWHERE)).openapi()["paths"]

    assert set(CLUB) == {f"{verb.upper()} {path}" for path, verbs in described.items() for verb in verbs}


def test_what_no_persona_is_stands_beside():
    one = Endpoint(verb="POST", path="/x", summary="X", rights=(allowed(Who.OWNER, Who.FELLOW_STEWARD, scope="x:y"),))

    assert one.also == "whoever wrote or asked it; a steward of another place; scope `x:y`"
    assert CLUB["GET /hello"].also == "shows more to some"
    assert let_in(one) == {"partner client"}


def test_of_two_rights_each_is_needed():
    both = (Right(frozenset({Who.EDITOR})), Right(frozenset({Who.STEWARD, Who.MODERATOR})))

    assert let_in(Endpoint(verb="GET", path="/", summary="", rights=both)) == {"steward"}


def test_it_is_printed_with_a_row_for_each():
    text = table({"club": list(CLUB.values())})

    assert text.count("\n| ") == len(CLUB) + 1
    pinning = next(line for line in text.splitlines() if "/notices" in line)
    assert pinning.startswith("| Pin a notice <br> `POST /clubs/{club}/notices` | `notice:pin` |")
    assert pinning.endswith(" |  |  |  | ✓ | ✓ |  |  |  | ✓ | scope `club:write` |")
