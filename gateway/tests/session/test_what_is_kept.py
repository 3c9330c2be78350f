"""What is kept of a session, and what it is good for in other hands."""

import re

from gateway.tests.session.forging import PERSON


async def test_a_stolen_cookie_is_worth_nothing_after_the_sign_out(house, service, camille):
    service.say("/me", b"{}")
    stolen = {"Cookie": f"session={camille.cookie()}", **await camille.csrf()}
    assert (await house.client.get("/api/directory/me", headers=stolen)).status_code == 200
    await camille.http.post("/auth/logout", headers=await camille.csrf())

    assert (await house.client.get("/api/me", headers=stolen)).status_code == 401
    answer = await house.client.post("/api/directory/me", headers=stolen)
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/session-ended")
    await house.client.get("/api/directory/me", headers=stolen)
    assert "authorization" not in service.headers()


async def test_a_copy_of_redis_opens_nothing(house, redis, camille):
    """Neither a token, nor a name, nor a device, nor the cookie is there to be read."""
    secret, csrf = camille.cookie(), (await camille.me())["csrf"]
    await camille.http.get("/auth/login")
    dump = b""
    for key in await redis.keys("*"):
        kind = await redis.type(key)
        value = await redis.get(key) if kind == b"string" else b" ".join(await redis.smembers(key))
        dump += b"\n" + key + b" " + value

    assert dump.count(b"\n") >= 4
    for known in ("Camille", "camille", "exemple.test", PERSON, secret, csrf, "Firefox", "127.0.0", "eyJ", "Bearer"):
        assert known.encode() not in dump
    names = re.findall(rb"session:([\w-]{43})", dump)
    for name in names:
        answer = await house.client.get("/api/me", headers={"Cookie": f"session={name.decode()}"})
        assert answer.status_code == 401
