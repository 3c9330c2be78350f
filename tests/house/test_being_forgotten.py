"""Somebody speaks everywhere, takes it all home, and is forgotten: nothing anywhere holds a word of him afterwards."""

import asyncio
import io
import json
import time
import zipfile

import asyncpg
import nats
import pytest
import redis as redis_client

USERNAME = "alix"
WORDS = {
    "mandate": "Je tiens la buvette depuis 1987, demandez à Odilon.",
    "testimonial": "La confiture de coings de ce lieu m'a réconcilié avec l'automne.",
    "comment": "Le portillon grince en si bémol, est-ce voulu ?",
    "correction": "Le numéro de téléphone sonne chez ma belle-sœur.",
    "addition": "Nous avons repeint l'ancien lavoir en jaune moutarde.",
}


@pytest.fixture(scope="module")
def gone(own_navigator):
    """Alix says all this, exports it, and erases himself; answers the archive."""
    navigator = own_navigator
    place = navigator.get("/api/directory/places?demo=true&limit=3").json()["items"][2]
    at = f"/api/directory/places/{place['slug']}"

    def does(verb, path, expected, **body):
        answer = navigator.ask(verb, path, as_=USERNAME, **({"json": body} if body else {}))
        assert answer.status_code == expected, f"{verb} {path}: {answer.status_code} {answer.text}"
        return answer

    does("PATCH", "/api/directory/me", 200, named=True)
    asks = {"organisation_kind": "place", "organisation_id": place["id"], "role": "editor"}
    does("POST", "/api/directory/mandates", 201, **asks, word=WORDS["mandate"], named=True)
    does("POST", f"{at}/testimonials", 201, text=WORDS["testimonial"])
    does("POST", f"{at}/comments", 201, body=WORDS["comment"])
    does("POST", f"{at}/corrections", 201, changes={"website": "https://exemple.test"}, word=WORDS["correction"])
    added = {"name": "Le Lavoir moutarde", "address": {"commune_code": "35238"}, "word": WORDS["addition"]}
    does("POST", "/api/directory/places", 201, **added)
    does("PUT", f"/api/directory/me/favourites/place/{place['id']}", 204)
    token = navigator.signed_in(USERNAME).access_token
    archive = does("GET", "/api/me/export", 200).content
    does("DELETE", "/api/me", 202, confirm=USERNAME)
    return token, archive


def test_what_he_takes_home_is_everything(gone):
    with zipfile.ZipFile(io.BytesIO(gone[1])) as archive:
        told = {name: json.loads(archive.read(name)) for name in archive.namelist()}

    assert {"account.json", "directory.json"} <= told.keys()
    directory = json.dumps(told["directory.json"], ensure_ascii=False)
    assert [words for words in WORDS.values() if words not in directory] == []
    assert "Alix Berthier" in json.dumps(told["account.json"])


def test_he_is_a_stranger_from_then_on(own_navigator, gone):
    headers = {"authorization": f"Bearer {gone[0]}"}

    answer = own_navigator.ask("PATCH", "/api/directory/me", json={"named": True}, headers=headers)

    assert answer.status_code == 401


def test_his_account_is_removed_where_people_sign_in(own_navigator, gone):
    from sandbox.signing_in import SignInError

    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            own_navigator.issuer.sign_in(USERNAME)
        except SignInError:
            return
        time.sleep(0.5)
    pytest.fail("the account is still there")


def test_nothing_anywhere_tells_of_him(own_navigator, gone):
    environment = own_navigator.nav("env", "directory").stdout + own_navigator.nav("env").stdout
    told = dict(line.removeprefix("export ").replace("'", "").partition("=")[::2] for line in environment.splitlines())

    time.sleep(2)  # what was on its way has arrived
    places = [
        *asyncio.run(in_databases(told["DATABASE_URL"])),
        *asyncio.run(in_streams(told["NATS_URL"])),
        *in_memory(told["REDIS_URL"]),
        *in_logs(own_navigator.home / "logs"),
    ]

    assert places == []


TRACES = ["Alix Berthier", "alix@exemple.test", *WORDS.values()]


def traces(where: str, text: str) -> list[str]:
    return [f"{where}: {trace}" for trace in TRACES if trace in text or json.dumps(trace)[1:-1] in text]


async def in_databases(url: str) -> list[str]:
    """Every row of every table of every database that this server lets us read."""
    found = []
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        tables = await connection.fetch("select relname from pg_stat_user_tables order by 1")
        assert len(tables) > 20
        for (table,) in tables:
            for row in await connection.fetch(f'select to_jsonb(t)::text from "{table}" t'):
                found += traces(table, row[0])
    finally:
        await connection.close()
    return found


async def in_streams(url: str) -> list[str]:
    """Every message of every stream."""
    connection = await nats.connect(url)
    js, found, read = connection.jetstream(), [], 0
    try:
        for stream in await js.streams_info():
            state = stream.state
            for sequence in range(state.first_seq, state.last_seq + 1):
                try:
                    message = await js.get_msg(stream.config.name, sequence)
                except nats.js.errors.NotFoundError:
                    continue
                read += 1
                found += traces(message.subject, (message.data or b"").decode())
    finally:
        await connection.close()
    assert read > 300
    return found


def in_memory(url: str) -> list[str]:
    """Every value in Redis, whatever its type."""
    client, found = redis_client.Redis.from_url(url), []
    for key in client.scan_iter():
        kind = client.type(key)
        read = {b"string": client.get, b"hash": client.hgetall, b"set": client.smembers}.get(kind)
        value = read(key) if read else client.zrange(key, 0, -1)
        found += traces(repr(key), f"{key!r} {value!r}")
    return found


def in_logs(folder) -> list[str]:
    return [found for file in folder.glob("*.log") for found in traces(file.name, file.read_text(errors="replace"))]
