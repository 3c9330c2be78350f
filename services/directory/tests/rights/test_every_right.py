"""The table of rights, walked whole: every endpoint as every persona, each in a savepoint of its own.

An endpoint without an example in `examples.py` fails here, by its name. Whoever may gets what he asked for; whoever may
not gets 401, 403 or 404, and nothing else.
"""

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from examples import EXAMPLES
from world import World

from chassis.service import api
from chassis.settings import Settings
from directory.service import service
from identity.rights import Who
from identity.table import NOWHERE, endpoints

ENDPOINTS = {str(one): one for one in endpoints(api(service, Settings(database_url=NOWHERE)))}
DENIED = {401, 403, 404}


def test_every_endpoint_has_an_example_and_every_example_an_endpoint():
    assert sorted(ENDPOINTS.keys() - EXAMPLES.keys()) == []
    assert sorted(EXAMPLES.keys() - ENDPOINTS.keys()) == []


def test_nothing_is_changed_by_nobody():
    assert [name for name, one in ENDPOINTS.items() if one.verb != "GET" and not one.rights] == []


def scenes(endpoint, example):
    """Where it is asked: a place without a steward as well, where a right depends on that."""
    orphans = any(Who.ORPHAN_MANAGER in right.who for right in endpoint.rights)
    return [*example.scenes, *(["orphan"] if orphans and "place" in example.scenes else [])]


@pytest.fixture
async def world(session, client, bearer):
    return await World(session, client, bearer).build()


async def send(client, endpoint, asked, headers):
    path = endpoint.path.format(**asked.values)
    body = {} if asked.body is None else {"json": asked.body}
    headers = {**headers, **asked.headers}
    return await client.request(endpoint.verb, path, params=asked.query, headers=headers, **body)


async def test_every_endpoint_lets_in_whom_the_table_names_and_nobody_else(world, connection, client):
    wrong, asked_in_all, began = [], 0, time.perf_counter()
    for name, endpoint in ENDPOINTS.items():
        if name not in EXAMPLES:
            continue  # named by the test above
        example = EXAMPLES[name]
        for scene_name in scenes(endpoint, example):
            scene = world.scenes[scene_name]
            asked = example.ask(scene.here)
            for persona in scene.personas:
                savepoint = await connection.begin_nested()
                answer = await send(client, endpoint, asked, persona.headers)
                await savepoint.rollback()
                asked_in_all += 1
                may = endpoint.lets(persona.stands)
                if not (answer.status_code < 400 if may else answer.status_code in DENIED):
                    verb = "may" if may else "may not"
                    wrong.append(f"{name} ({scene_name}): {persona.name} {verb}: {answer.status_code} {answer.text}")
    print(f"{asked_in_all} requests in {time.perf_counter() - began:.1f} s")
    assert not wrong, "\n".join(wrong)
