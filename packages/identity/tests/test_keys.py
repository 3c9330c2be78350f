"""Keys are fetched when they are needed and no oftener, and stay good while nobody can be asked."""

import asyncio
import socket

import pytest

from chassis.ids import new_id
from chassis.settings import Settings
from identity.keys import GOOD_FOR, PAUSE, Keys, over_http
from identity.refusals import IdentityUnavailable, Unauthenticated
from identity.testing import TokenIssuer
from identity.verifier import Verifier


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Shown:
    """What an issuer shows, how often it was asked, and whether it answers."""

    def __init__(self, *keys):
        self.keys = list(keys)
        self.asked = 0
        self.away = False
        self.slow = 0.0

    async def __call__(self):
        self.asked += 1
        await asyncio.sleep(self.slow)
        if self.away:
            raise OSError("away")
        return {"keys": [key if isinstance(key, dict) else key.as_dict(private=False) for key in self.keys]}


KEY, NEXT = TokenIssuer.new_key(), TokenIssuer.new_key()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def shown():
    return Shown(KEY)


@pytest.fixture
def keys(shown, clock):
    return Keys(shown, clock=clock)


async def test_a_known_key_is_fetched_once(keys, shown):
    for _ in range(10):
        assert (await keys.find(KEY.kid)).kid == KEY.kid
    assert shown.asked == 1


async def test_a_flood_of_unknown_keys_costs_the_issuer_one_look_in_ten_seconds(keys, shown, clock):
    for _ in range(30):
        for _ in range(20):
            assert await keys.find(str(new_id())) is None
        clock.now += 1

    assert PAUSE == 10
    assert shown.asked == 3


async def test_many_at_once_wait_for_one_look(keys, shown):
    shown.slow = 0.02

    found = await asyncio.gather(*(keys.find(KEY.kid) for _ in range(50)))

    assert {key.kid for key in found} == {KEY.kid}
    assert shown.asked == 1


async def test_whoever_gives_up_waiting_takes_the_look_from_nobody(keys, shown):
    shown.slow = 0.05
    first, second = (asyncio.create_task(keys.find(KEY.kid)) for _ in range(2))
    await asyncio.sleep(0.01)
    first.cancel()

    assert (await second).kid == KEY.kid


async def test_a_new_key_is_picked_up_and_a_withdrawn_one_dropped(keys, shown, clock):
    await keys.find(KEY.kid)
    shown.keys = [NEXT]
    clock.now += PAUSE

    assert (await keys.find(NEXT.kid)).kid == NEXT.kid
    assert await keys.find(KEY.kid) is None


async def test_a_withdrawn_key_is_not_believed_for_ever_where_nothing_new_is_signed(keys, shown, clock):
    await keys.find(KEY.kid)
    shown.keys = [NEXT]
    clock.now += GOOD_FOR

    assert await keys.find(KEY.kid) is None


async def test_while_the_issuer_is_away_known_keys_stay_good(keys, shown, clock):
    await keys.find(KEY.kid)
    shown.away = True
    for _ in range(5):
        clock.now += GOOD_FOR
        assert (await keys.find(KEY.kid)).kid == KEY.kid
        assert await keys.find("unknown") is None


async def test_while_no_key_could_be_fetched_nobody_can_be_recognised_and_it_is_tried_each_second(keys, shown, clock):
    shown.away = True
    for _ in range(4):
        for _ in range(5):
            with pytest.raises(IdentityUnavailable):
                await keys.find(KEY.kid)
        clock.now += 1
    assert shown.asked == 4

    shown.away = False
    assert (await keys.find(KEY.kid)).kid == KEY.kid


@pytest.mark.parametrize("answer", [{}, [], None, "keys", {"keys": None}, {"keys": [7]}])
async def test_an_answer_that_is_none_changes_nothing_that_is_known(clock, answer):
    answers = iter([{"keys": [KEY.as_dict(private=False)]}, answer])

    async def fetch():
        return next(answers)

    keys = Keys(fetch, clock=clock)
    await keys.find(KEY.kid)
    clock.now += PAUSE

    assert await keys.find("another") is None
    assert (await keys.find(KEY.kid)).kid == KEY.kid


async def test_only_keys_for_signatures_are_taken(clock):
    secret = {"kty": "oct", "kid": "secret", "k": "c2VjcmV0", "use": "sig", "alg": "HS256"}
    sealing = TokenIssuer.new_key().as_dict(private=False) | {"use": "enc", "alg": "RSA-OAEP", "kid": "sealing"}
    broken = {"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"}
    nameless = {name: value for name, value in NEXT.as_dict(private=False).items() if name != "kid"}
    keys = Keys(Shown(secret, sealing, broken, nameless, KEY), clock=clock)

    assert [await keys.find(kid) for kid in ("secret", "sealing", "broken", "")] == [None] * 4
    assert (await keys.find(KEY.kid)).kid == KEY.kid


async def test_over_http_a_rotated_key_is_picked_up_by_the_verifier(told):
    issuer, clock = TokenIssuer(), Clock()
    try:
        url = f"{issuer.url}/protocol/openid-connect/certs"
        verifier = Verifier(told.model_copy(update={"oidc_issuer": issuer.url}), keys=Keys(over_http(url), clock=clock))
        await verifier.verify(issuer.sign(issuer.claims(new_id(), name="Lou")))
        issuer.key = issuer.new_key()
        issuer.shown = [issuer.key]
        new = issuer.sign(issuer.claims(new_id(), name="Lou"))

        with pytest.raises(Unauthenticated):  # the look before was a moment ago
            await verifier.verify(new)
        clock.now += PAUSE
        assert (await verifier.verify(new)).name == "Lou"
        assert issuer.fetched == 2
    finally:
        issuer.close()


async def test_an_issuer_that_nobody_answers_for_is_503(issuer):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: refused at once
        inside = f"http://127.0.0.1:{taken.getsockname()[1]}/realms/navigator"
        settings = Settings(database_url="x", oidc_issuer=issuer.url, oidc_internal_url=inside)
        with pytest.raises(IdentityUnavailable) as refusal:
            await Verifier(settings).verify(issuer.sign(issuer.claims(new_id(), name="Lou")))
    assert refusal.value.status == 503
    assert refusal.value.headers["retry-after"] == "5"


async def test_an_issuer_that_answers_with_a_fault_is_503(told, issuer):
    verifier = Verifier(told, keys=Keys(over_http(f"{issuer.url}/no/such/page")))

    with pytest.raises(IdentityUnavailable):
        await verifier.verify(issuer.sign(issuer.claims(new_id(), name="Lou")))
