"""A token that is not what it says opens nothing, whatever is wrong with it."""

import base64
import hmac
import json
import time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws, jwt
from joserfc.jwk import ECKey, RSAKey

from chassis.ids import new_id
from identity.refusals import IdentityUnavailable, Unauthenticated
from identity.verifier import LONGEST, Verifier

LOU = UUID("00000000-0000-4000-8000-000000000006")


def part(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@pytest.fixture
def claims(issuer):
    """A function: what Lou's token says, some of it put otherwise; a claim that is None is left out."""

    def say(**other):
        said = issuer.claims(LOU, name="Lou Marchand") | other
        return {key: value for key, value in said.items() if value is not None}

    return say


async def refused(verifier, token):
    with pytest.raises(Unauthenticated):
        await verifier.verify(token)


async def test_a_good_token_says_who_asks(verifier, issuer, claims):
    caller = await verifier.verify(issuer.sign(claims(realm_access={"roles": ["moderator"]}, sid="one")))

    assert (caller.id, caller.kind, caller.name, caller.email) == (
        LOU,
        "person",
        "Lou Marchand",
        "lou.marchand@exemple.test",
    )
    assert (caller.roles, caller.client, caller.session) == ({"moderator"}, "navigator-gateway", "one")
    assert caller.scopes == {"openid", "profile", "email"}


async def test_no_signature_is_no_token(verifier, issuer, claims):
    for algorithm in ("none", "None", "NONE", ""):
        head = part({"alg": algorithm, "typ": "JWT", "kid": issuer.key.kid})
        await refused(verifier, f"{head}.{part(claims())}.")
        await refused(verifier, f"{head}.{part(claims())}.{issuer.sign(claims()).rsplit('.', 1)[1]}")


@pytest.mark.parametrize("algorithm", ["HS256", "RS256"])
@pytest.mark.parametrize("shown", ["pem", "der", "modulus"])
async def test_the_public_key_is_no_secret_to_sign_with(verifier, issuer, claims, shown, algorithm):
    secret = {
        "pem": issuer.key.as_pem(private=False),
        "der": issuer.key.as_der(private=False),
        "modulus": issuer.key.as_dict(private=False)["n"].encode(),
    }[shown]
    said = f"{part({'alg': algorithm, 'kid': issuer.key.kid})}.{part(claims())}"
    signature = base64.urlsafe_b64encode(hmac.digest(secret, said.encode(), "sha256")).rstrip(b"=").decode()

    await refused(verifier, f"{said}.{signature}")


async def test_another_key_under_the_same_name_signs_nothing(verifier, issuer, claims):
    own = RSAKey.generate_key(2048)

    await refused(verifier, jwt.encode({"alg": "RS256", "kid": issuer.key.kid}, claims(), own))


async def test_a_key_that_the_token_brings_along_is_not_looked_at(verifier, issuer, claims):
    own = RSAKey.generate_key(2048)
    brought = {"jwk": own.as_dict(private=False), "jku": "http://127.0.0.1:1/keys", "x5u": "http://127.0.0.1:1/cert"}
    registry = jws.JWSRegistry(strict_check_header=False)
    for kid in (issuer.key.kid, "mine"):
        forged = jwt.encode({"alg": "RS256", "kid": kid, **brought}, claims(), own, registry=registry)
        await refused(verifier, forged)


@pytest.mark.parametrize("kid", [None, "", 7, ["a"], {"a": 1}, "../../etc/passwd", "' or 1=1 --", "x" * 10_000])
async def test_a_key_is_named_by_the_issuer_alone(verifier, issuer, claims, kid):
    _, said, signature = issuer.sign(claims()).split(".")

    await refused(verifier, f"{part({'alg': 'RS256', 'kid': kid})}.{said}.{signature}")


async def test_what_must_be_understood_and_is_not_is_refused(verifier, issuer, claims):
    _, said, signature = issuer.sign(claims()).split(".")
    for crit in (["exp"], ["b64"], [], None):
        head = {"alg": "RS256", "kid": issuer.key.kid, "crit": crit, "b64": False}
        await refused(verifier, f"{part(head)}.{said}.{signature}")


@pytest.mark.parametrize(
    "other",
    [
        {"aud": "account"},
        {"aud": ["account", "navigator-api-2"]},
        {"aud": []},
        {"aud": None},
        {"iss": "https://evil.example/realms/navigator"},
        {"iss": None},
        {"exp": None},
        {"sub": None},
        {"azp": None},
        {"azp": "some-other-client"},
        {"azp": "navigator-gateway-2"},
        {"azp": ""},
        {"typ": "ID"},
        {"typ": "Refresh"},
        {"typ": "Offline"},
        {"typ": "Logout"},
        {"typ": None},
        {"sub": "lou"},
    ],
    ids=str,
)
async def test_what_was_made_for_something_else_opens_nothing(verifier, issuer, claims, other):
    await refused(verifier, issuer.sign(claims(**other)))


async def test_a_token_of_another_realm_of_the_same_server_opens_nothing(verifier, issuer, claims):
    for url in (issuer.url.replace("navigator", "master"), f"{issuer.url}/", issuer.url.upper()):
        await refused(verifier, issuer.sign(claims(iss=url)))


async def test_a_token_is_good_from_when_until_when_it_says(verifier, issuer, claims):
    now = int(time.time())
    for other in ({"exp": now - 6}, {"nbf": now + 60}, {"iat": now + 60}, {"exp": str(now + 60)}, {"exp": True}):
        await refused(verifier, issuer.sign(claims(**other)))
    await verifier.verify(issuer.sign(claims(nbf=now, exp=now + 60)))


async def test_two_clocks_may_differ_a_little(verifier, issuer, claims):
    now = int(time.time())
    await verifier.verify(issuer.sign(claims(nbf=now + 3, iat=now + 3)))


async def test_a_changed_word_breaks_the_signature(verifier, issuer, claims):
    head, _, signature = issuer.sign(claims()).split(".")
    other = part(claims(realm_access={"roles": ["administrator"]}))

    await refused(verifier, f"{head}.{other}.{signature}")


async def test_what_is_longer_than_any_token_is_not_looked_at(verifier, issuer, claims):
    long = issuer.sign(claims(name="x" * LONGEST))
    fetched = issuer.fetched

    await refused(verifier, long)
    assert issuer.fetched == fetched


@pytest.mark.parametrize("head", [[], "RS256", 1, None, {}, {"alg": ["RS256"]}, {"alg": {"RS256": 1}, "kid": "x"}])
async def test_a_head_that_is_none_is_no_token(verifier, head):
    await refused(verifier, f"{part(head)}.e30.AAAA")


async def test_an_elliptic_algorithm_takes_no_rsa_key(verifier, issuer, claims):
    own = ECKey.generate_key("P-256")

    await refused(verifier, jwt.encode({"alg": "ES256", "kid": issuer.key.kid}, claims(), own))


async def test_nested_beyond_reason_is_no_fault_of_ours(verifier):
    deep = base64.urlsafe_b64encode(b"[" * 9_000).rstrip(b"=").decode()
    await refused(verifier, f"{deep}.e30.AAAA")


ANYTHING = st.one_of(
    st.text(max_size=60),
    st.lists(st.text(alphabet="abcXYZ019-_=+/. ", max_size=20), min_size=3, max_size=3).map(".".join),
    st.tuples(
        st.dictionaries(
            st.sampled_from(["alg", "kid", "typ", "crit", "b64"]),
            st.one_of(st.sampled_from(["RS256", "ES256", "none"]), st.none(), st.integers(), st.lists(st.text())),
        ),
        st.dictionaries(st.text(max_size=5), st.integers()),
        st.binary(max_size=20),
    ).map(lambda one: f"{part(one[0])}.{part(one[1])}.{base64.urlsafe_b64encode(one[2]).decode().rstrip('=')}"),
)


@given(garbage=ANYTHING)
async def test_garbage_is_never_anything_but_refused(issuer, told_once, garbage):
    await refused(told_once, garbage)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = ["sub", "azp", "aud", "exp", "nbf", "iat", "typ", "scope", "realm_access", "name", "preferred_username", "sid"]


@given(other=st.dictionaries(st.sampled_from(NAMES), JSON, min_size=1, max_size=4))
async def test_whatever_a_signed_token_says_it_is_read_or_refused(issuer, told_once, other):
    token = issuer.sign(issuer.claims(LOU, name="Lou") | other)
    try:
        caller = await told_once.verify(token)
    except Unauthenticated:
        return
    assert caller.client.startswith("partner-") or caller.client in {"navigator-gateway", "navigator-mobile"}
    assert all(isinstance(role, str) for role in caller.roles)
    hash(caller)


@pytest.fixture(scope="module")
def told_once(issuer):
    """One verifier for all examples: its keys are fetched once."""
    from chassis.settings import Settings

    return Verifier(Settings(database_url="postgresql+asyncpg://nowhere/", oidc_issuer=issuer.url))


async def test_a_partner_is_let_in_as_a_program_whatever_its_token_calls_it(verifier, issuer, claims):
    for name in ("service-account-partner-x", "lou.marchand", None):
        program = claims(azp="partner-x", preferred_username=name, name=None, scope="directory:write")
        caller = await verifier.verify(issuer.sign(program))
        assert (caller.kind, caller.scopes) == ("client", {"directory:write"})


async def test_the_account_of_a_program_is_no_person_through_any_client(verifier, issuer, claims):
    caller = await verifier.verify(issuer.sign(claims(preferred_username="service-account-navigator-gateway")))

    assert not caller.is_person


async def test_where_no_issuer_is_told_nobody_can_come_in(told, issuer, claims):
    alone = Verifier(told.model_copy(update={"oidc_issuer": ""}))

    with pytest.raises(IdentityUnavailable):
        await alone.verify(issuer.sign(claims()))


async def test_a_token_without_an_issuer_is_not_the_empty_issuers(told, issuer, claims):
    alone = Verifier(told.model_copy(update={"oidc_issuer": "", "oidc_internal_url": issuer.url}))

    with pytest.raises(IdentityUnavailable):
        await alone.verify(issuer.sign(claims(iss="")))


class Clock:
    def __init__(self):
        self.now = time.time()

    def __call__(self):
        return self.now


@pytest.fixture
def looks(monkeypatch):
    """How often a signature was looked at."""
    seen = []
    decode = jwt.decode
    monkeypatch.setattr(jwt, "decode", lambda *given, **named: seen.append(1) or decode(*given, **named))
    return seen


async def test_a_token_is_looked_at_once_until_it_expires_and_not_believed_beyond(told, issuer, claims, looks):
    clock = Clock()
    verifier, token = Verifier(told, clock=clock), issuer.sign(claims(exp=int(clock.now) + 60))
    for _ in range(5):
        await verifier.verify(token)
    assert len(looks) == 1

    clock.now += 59
    await verifier.verify(token)
    assert len(looks) == 1
    clock.now += 8  # its end, and what two clocks may differ by
    await refused(verifier, token)
    await refused(verifier, token)


async def test_what_is_not_valid_is_not_remembered_as_valid(told, issuer, claims):
    clock = Clock()
    verifier, token = Verifier(told, clock=clock), issuer.sign(claims(nbf=int(clock.now) + 60, exp=int(clock.now) + 99))
    await refused(verifier, token)

    clock.now += 61
    assert (await verifier.verify(token)).id == LOU


async def test_a_token_of_ten_years_is_looked_at_again_and_falls_with_its_key(told, issuer, claims, looks):
    clock = Clock()
    verifier, token = Verifier(told, clock=clock), issuer.sign(claims(exp=int(clock.now) + 10 * 365 * 86_400))
    await verifier.verify(token)
    clock.now += 301
    await verifier.verify(token)

    assert len(looks) == 2


async def test_no_more_tokens_are_remembered_than_there_is_room_for(told, issuer, claims, monkeypatch, looks):
    monkeypatch.setattr("identity.verifier.ROOM", 2)
    verifier, tokens = Verifier(told), [issuer.sign(claims(jti=str(new_id()))) for _ in range(3)]
    for token in tokens:
        await verifier.verify(token)
    await verifier.verify(tokens[2])
    assert len(looks) == 3

    await verifier.verify(tokens[0])
    assert len(looks) == 4
