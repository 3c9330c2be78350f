import pytest
from corner.service import discussion as benches
from corner.tables import bench

from chassis.ids import new_id
from chassis.testing import ServiceContract
from discussion.promises.talking import Mounted
from discussion.testing import DiscussionContract


class TestCorner(ServiceContract): ...


async def put(session, slug, **known):
    bench_id = new_id()
    await session.execute(bench.insert().values(id=bench_id, slug=slug, **known))
    await session.commit()
    return Mounted("bench", "benches", slug, bench_id)


@pytest.fixture
def discussion():
    return benches


@pytest.fixture
async def subject(session):
    return await put(session, "place-du-marche")


@pytest.fixture
async def another(session):
    return await put(session, "quai-nord")


@pytest.fixture
async def unseen(session):
    return (await put(session, "grenier", attic=True)).reference


class TestBenches(DiscussionContract): ...
