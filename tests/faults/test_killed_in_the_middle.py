"""Nothing is lost and nothing counted twice, whoever is killed in the middle of an import."""

import asyncio
import csv
import json
import os
import random
import signal
from collections import Counter
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import asyncpg
import pytest
from nats.js.api import AckPolicy, ConsumerConfig
from nats.js.errors import NotFoundError

from chassis import bus
from contracts.directory import PlaceChanged

PLACES = 1500
PATIENCE = 120  # seconds
FOLLOWER = "follower__directory"

pytestmark = pytest.mark.faults


def write_list(file: Path, number: int) -> None:
    """A list of places in real communes, as the CGET's of 2019 has them."""
    columns = [
        "ID",
        "NOM_TL",
        "ADRESSE",
        "CP",
        "COMINIT",
        "INSEECOM",
        "NOMCOM",
        "WEB",
        "TWITTER",
        "FACEBOOK",
        "TYPO",
        "LAT",
        "LONG",
        "GEOCOD",
        "PRECISION",
    ]
    with file.open("w", newline="") as output:
        writer = csv.DictWriter(output, columns, restval="")
        writer.writeheader()
        for n in range(1, number + 1):
            writer.writerow(
                {
                    "ID": n,
                    "NOM_TL": f"L'Atelier du numéro {n}",
                    "ADRESSE": f"{n} Rue de la Paix",
                    "CP": "35000",
                    "COMINIT": "Rennes",
                    "INSEECOM": "35238",
                    "NOMCOM": "Rennes",
                    "TYPO": "Tiers lieux à dominante coworking",
                    "LAT": round(48.08 + (n % 40) * 0.001, 6),
                    "LONG": round(-1.70 + (n // 40) * 0.001, 6),
                    "PRECISION": "0.9",
                }
            )


class Follower:
    """Another service: counts how often it acted upon each place."""

    def __init__(self, house) -> None:
        self.house = house
        self.counts: Counter[str] = Counter()
        self.envelopes: Counter[str] = Counter()

    @asynccontextmanager
    async def following(self):
        connection = await bus.connect(self.house.nats.url, name="follower")
        js = connection.jetstream()
        config = ConsumerConfig(durable_name=FOLLOWER, ack_policy=AckPolicy.EXPLICIT, ack_wait=5)
        await js.add_consumer("DIRECTORY", config)
        task = asyncio.create_task(self._follow(js))
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await connection.close()

    async def _follow(self, js) -> None:
        while True:
            with suppress(Exception):
                subscription = await js.pull_subscribe_bind(durable=FOLLOWER, stream="DIRECTORY")
                while True:
                    for message in await subscription.fetch(100, timeout=5):
                        self._take(json.loads(message.data))
                        await message.ack()
            await asyncio.sleep(0.2)

    def _take(self, envelope) -> None:
        """The inbox's rule: an event seen before changes nothing."""
        self.envelopes[envelope["id"]] += 1
        if self.envelopes[envelope["id"]] == 1 and envelope["type"] == PlaceChanged.topic:
            assert envelope["data"]["revision"] == 1
            self.counts[envelope["data"]["id"]] += 1


async def waiting_to_leave(house) -> int:
    connection = await asyncpg.connect(house.environment["DATABASE_URL"].replace("+asyncpg", ""))
    try:
        return await connection.fetchval("select count(*) from outbox where published_at is null")
    finally:
        await connection.close()


async def all_arrived(house, follower) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(follower.counts) < PLACES or await waiting_to_leave(house):
            await asyncio.sleep(0.2)
    await asyncio.sleep(0.5)  # what would arrive twice has the time to


async def messages_in_stream(house) -> int:
    connection = await bus.connect(house.nats.url, name="look")
    try:
        return (await connection.jetstream().stream_info("DIRECTORY")).state.messages
    except NotFoundError:
        return 0
    finally:
        await connection.close()


async def some_arrived(house, least: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while await messages_in_stream(house) < least:
            await asyncio.sleep(0.02)


def begin_import(house, tmp_path):
    file = tmp_path / "places.csv"
    write_list(file, PLACES)
    return file, house.start("run", "directory", "import", "places", str(file), "--source", "cget-2019")


async def test_every_place_arrives_once_when_the_worker_is_killed(house, tmp_path):
    worker = house.start("worker", "directory")
    async with Follower(house).following() as follower:
        _, importing = begin_import(house, tmp_path)
        for least in (50, 400, 900):
            await some_arrived(house, least)
            worker.kill()
            worker.wait()
            worker = house.start("worker", "directory")
        assert await asyncio.to_thread(importing.wait, PATIENCE) == 0
        await all_arrived(house, follower)
        worker.terminate()
        worker.wait()

    assert len(follower.counts) == PLACES
    assert set(follower.counts.values()) == {1}


async def test_every_place_arrives_once_when_the_bus_is_killed(house, tmp_path):
    worker = house.start("worker", "directory")
    async with Follower(house).following() as follower:
        _, importing = begin_import(house, tmp_path)
        for least in (50, 600):
            await some_arrived(house, least)
            os.kill(house.nats.pid, signal.SIGKILL)
            await asyncio.sleep(0.5)
            await asyncio.to_thread(house.nats.start)
        assert await asyncio.to_thread(importing.wait, PATIENCE) == 0
        await all_arrived(house, follower)
        worker.terminate()
        worker.wait()

    assert len(follower.counts) == PLACES
    assert set(follower.counts.values()) == {1}


async def test_an_import_killed_in_the_middle_is_simply_run_again(house, tmp_path):
    worker = house.start("worker", "directory")
    chance = random.Random(7)
    async with Follower(house).following() as follower:
        file, importing = begin_import(house, tmp_path)
        for least in (100, 700):
            await some_arrived(house, least)
            await asyncio.sleep(chance.random() / 10)
            importing.send_signal(signal.SIGKILL)
            importing.wait()
            importing = house.start("run", "directory", "import", "places", str(file), "--source", "cget-2019")
        assert await asyncio.to_thread(importing.wait, PATIENCE) == 0
        await all_arrived(house, follower)
        worker.terminate()
        worker.wait()

    assert len(follower.counts) == PLACES
    assert set(follower.counts.values()) == {1}
