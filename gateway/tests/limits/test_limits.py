"""One client's share, counted in Redis for all gateways, spent from leases here."""

import asyncio
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.limits.addresses import Addresses, counted_as
from gateway.limits.limiter import Limiter
from gateway.limits.policies import Policy
from gateway.limits.quota import Quota
from gateway.refusing import TooManyRequests
from sandbox.redis import Redis


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


async def spend(limiter, times=1, client="1.2.3.4"):
    """How many of so many requests are let through."""
    through = 0
    for _ in range(times):
        try:
            await limiter.take(client, "read")
            through += 1
        except TooManyRequests:
            pass
    return through


async def test_no_more_than_the_limit_passes(redis):
    clock = Clock()
    limiter = Limiter(Quota(redis, clock=clock), {"read": Policy("read", 500)}, clock=clock)

    assert await spend(limiter, 600) == 500
    clock.now += 59
    assert await spend(limiter, 10) == 0
    clock.now += 12
    assert await spend(limiter, 600) == 500


async def test_gateways_count_together(redis):
    clock = Clock()
    limiters = [Limiter(Quota(redis, clock=clock), {"read": Policy("read", 500)}, clock=clock) for _ in range(3)]

    through = sum([await spend(limiter, 250) for limiter in limiters])

    assert through == 500


async def test_clients_and_classes_are_counted_apart(redis):
    clock = Clock()
    limiter = Limiter(Quota(redis, clock=clock), {"read": Policy("read", 5), "write": Policy("write", 5)}, clock=clock)

    assert await spend(limiter, 10, "1.1.1.1") == 5
    assert await spend(limiter, 10, "2.2.2.2") == 5
    assert await limiter.take("1.1.1.1", "write")


steps = st.lists(
    st.tuples(st.integers(0, 1), st.integers(1, 30), st.floats(0, 25, allow_nan=False)), min_size=1, max_size=25
)


@given(limit=st.integers(1, 220), steps=steps)
@settings(max_examples=25, deadline=None)
def test_in_any_minute_no_client_gets_more_than_the_limit_and_one_lease_for_each_gateway(redis_server, limit, steps):
    async def run():
        from redis.asyncio import Redis as RedisClient

        redis = RedisClient.from_url(redis_server.url)
        await redis.flushall()
        clock, policy = Clock(), Policy("read", limit)
        limiters = [Limiter(Quota(redis, clock=clock), {"read": policy}, clock=clock) for _ in range(2)]
        passed = []
        for which, times, pause in steps:
            passed += [clock.now] * await spend(limiters[which], times)
            clock.now += pause
        await redis.aclose()
        busiest = max((sum(at <= one < at + 60 for one in passed) for at in passed), default=0)
        assert busiest <= limit + 2 * policy.lease

    asyncio.run(run())


async def test_what_is_leased_is_lost_after_a_while(redis):
    clock = Clock()
    limiter = Limiter(Quota(redis, clock=clock), {"read": Policy("read", 500)}, clock=clock)

    await spend(limiter, 1)
    assert limiter.spend("1.2.3.4", "read") is not None
    clock.now += 10
    assert limiter.spend("1.2.3.4", "read") is None


async def test_a_refused_client_does_not_trouble_redis(redis):
    clock = Clock()
    limiter = Limiter(Quota(redis, clock=clock), {"read": Policy("read", 5)}, clock=clock)
    await spend(limiter, 6)
    before = (await redis.info("commandstats"))["cmdstat_evalsha"]["calls"]

    await spend(limiter, 100)

    assert (await redis.info("commandstats"))["cmdstat_evalsha"]["calls"] == before


async def test_many_at_once_lease_together(redis):
    clock = Clock()
    limiter = Limiter(Quota(redis, clock=clock), {"read": Policy("read", 500)}, clock=clock)

    results = await asyncio.gather(*(limiter.take("1.2.3.4", "read") for _ in range(1000)), return_exceptions=True)

    assert sum(isinstance(result, bytes) for result in results) == 500


async def test_the_asker_is_told(serving, service, redis_server, redis):
    service.say("/places", b"{}", cache_tag="place")
    settings = {
        "services": {"directory": service.url},
        "rate_limits": "on",
        "redis_url": redis_server.url,
        "limit_read": 4,
    }
    async with serving(**settings, stale_seconds=60) as (client, _):
        for left in (3, 2, 1, 0):
            answer = await client.get("/api/directory/places")
            assert answer.status_code == 200
            assert answer.headers["ratelimit-policy"] == '"read";q=4;w=60'
            assert re.fullmatch(rf'"read";r={left};t=\d+', answer.headers["ratelimit"])
        refused = await client.get("/api/directory/places")
        assert refused.status_code == 429
        assert refused.json()["type"] == "/problems/too-many-requests"
        assert 1 <= int(refused.headers["retry-after"]) <= 70
        assert re.fullmatch(r'"read";r=0;t=\d+', refused.headers["ratelimit"])
        assert (await client.post("/api/directory/places")).status_code == 200
        assert (await client.get("/healthz")).status_code == 200
        assert 'gateway_limited_total{route_class="read"}' in (await client.get("/metrics")).text


async def test_classes_have_their_own_limits(serving, service, redis_server, redis):
    for path in ("/places", "/places.geojson", "/places/facets"):
        service.say(path)
    settings = {"services": {"directory": service.url}, "rate_limits": "on", "redis_url": redis_server.url}
    async with serving(**settings, limit_heavy=1, limit_search=2, limit_write=3) as (client, _):
        kinds = {"/places": "read", "/places.geojson": "heavy", "/places/facets": "search"}
        for path, kind in kinds.items():
            answer = await client.get("/api/directory" + path)
            assert answer.headers["ratelimit-policy"].startswith(f'"{kind}"')
        assert (await client.get("/api/directory/places.geojson")).status_code == 429
        assert (await client.get("/api/directory/places")).status_code == 200


async def test_without_redis_everybody_passes_and_it_is_told_once(serving, service, tmp_path, until, caplog):
    service.say("/places", b"{}", cache_tag="place")
    server = Redis(tmp_path / "redis", fast=True)
    await asyncio.to_thread(server.start)
    settings = {"services": {"directory": service.url}, "rate_limits": "on", "redis_url": server.url, "limit_read": 3}
    async with serving(**settings) as (client, gateway):
        assert [(await client.get("/api/directory/places")).status_code for _ in range(4)] == [200, 200, 200, 429]

        await asyncio.to_thread(server.stop)
        gateway.limiter._leases.clear()
        answers = [await client.get("/api/directory/places") for _ in range(20)]
        assert {answer.status_code for answer in answers} == {200}
        assert "gateway_limiter_open_total" in (await client.get("/metrics")).text
        assert (await client.get("/readyz")).json()["checks"]["redis"] != "ok"

        await asyncio.to_thread(server.start)
        async with asyncio.timeout(8):
            while (await client.get("/api/directory/places")).status_code != 429:
                await asyncio.sleep(0.05)
    await asyncio.to_thread(server.stop)


async def test_redis_away_costs_one_asker_a_moment_and_the_others_nothing():
    class Away:
        def __init__(self):
            self.asked = 0

        async def take(self, *_):
            self.asked += 1
            await asyncio.sleep(60)

    quota = Away()
    limiter = Limiter(quota, {"read": Policy("read", 5)})

    async with asyncio.timeout(2):
        for number in range(200):
            assert await limiter.take(f"10.0.0.{number}", "read") == b""
    assert quota.asked == 1


@pytest.mark.parametrize(
    ("peer", "chain", "client"),
    [
        ("9.9.9.9", "1.1.1.1", "9.9.9.9"),
        ("10.0.0.1", "1.1.1.1", "1.1.1.1"),
        ("10.0.0.1", "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        ("10.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2", "1.1.1.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "junk", "10.0.0.1"),
        ("10.0.0.1", "1.1.1.1, junk", "10.0.0.1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_our_own_proxies_say_who_asks(peer, chain, client):
    from ipaddress import ip_network

    addresses = Addresses((ip_network("10.0.0.0/8"),))

    assert addresses.resolve(peer, chain.encode()) == client
    assert Addresses(()).resolve(peer, chain.encode()) == peer


def test_a_household_of_ipv6_addresses_is_one_client():
    assert counted_as("2001:db8:1:2::1") == counted_as("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert counted_as("::ffff:1.2.3.4") == "1.2.3.4"
    assert counted_as("1.2.3.4") == "1.2.3.4"


async def test_a_forged_chain_does_not_escape_its_limit(serving, service, redis_server, redis):
    service.say("/places", b"{}", cache_tag="place")
    settings = {
        "services": {"directory": service.url},
        "rate_limits": "on",
        "redis_url": redis_server.url,
        "limit_read": 3,
    }
    async with serving(**settings) as (client, _):
        answers = [
            await client.get("/api/directory/places", headers={"X-Forwarded-For": f"1.1.1.{number}"})
            for number in range(4)
        ]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]


async def test_clients_behind_a_trusted_proxy_are_counted_apart(serving, service, redis_server, redis):
    service.say("/places", b"{}", cache_tag="place")
    settings = {
        "services": {"directory": service.url},
        "rate_limits": "on",
        "redis_url": redis_server.url,
        "limit_read": 2,
        "trusted_proxies": "127.0.0.0/8",
    }
    async with serving(**settings, stale_seconds=60) as (client, _):
        for number in range(4):
            headers = {"X-Forwarded-For": f"6.6.6.6, 1.1.1.{number % 2}"}
            assert (await client.get("/api/directory/places", headers=headers)).status_code == 200
        for number in range(2):
            headers = {"X-Forwarded-For": f"5.5.5.5, 1.1.1.{number}"}
            assert (await client.get("/api/directory/places", headers=headers)).status_code == 429
        assert service.headers(0)["x-forwarded-for"] == "1.1.1.0"
