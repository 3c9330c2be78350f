"""What an operator types about the programs of partners, at the sandbox's issuer."""

import re

import pytest
from typer.testing import CliRunner

from identity.__main__ import app
from sandbox.issuer.server import ADMIN, Issuer
from sandbox.signing_in import Application, SignInError, own_tokens


@pytest.fixture(scope="module")
def issuer(tmp_path_factory):
    with Issuer(tmp_path_factory.mktemp("issuer")) as issuer:
        yield issuer


@pytest.fixture
def types(issuer):
    environment = {
        "OIDC_ISSUER": issuer.url,
        "OIDC_ADMIN_CLIENT": ADMIN,
        "OIDC_ADMIN_SECRET": issuer.secret(ADMIN),
    }
    return lambda *words: CliRunner().invoke(app, ["partner", *words], env=environment)


def test_a_program_is_let_in_listed_and_shut_out(types, issuer):
    added = types("add", "carte", "--label", "La carte du voisin", "--scope", "directory:write")
    assert added.exit_code == 0, added.output
    client_id, secret = re.findall("=(.+)", added.output)
    program = Application(issuer.url, client_id, secret, "")
    assert "directory:write" in own_tokens(program, "directory:write").scope
    assert "partner-carte\tLa carte du voisin\tdirectory:read directory:write" in types("list").output

    assert types("disable", client_id).exit_code == 0

    with pytest.raises(SignInError):
        own_tokens(program)
    assert "shut out" in types("list").output


@pytest.mark.parametrize(
    "words, said",
    [
        (("add", "example", "--label", "Encore"), "already"),
        (("add", "autre", "--label", "Trop", "--scope", "directory:everything"), "no such scope"),
        (("disable", "navigator-gateway"), "no program"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(types, words, said):
    answer = types(*words)

    assert answer.exit_code == 1
    assert said in answer.output
