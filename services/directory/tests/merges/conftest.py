import pytest
from directory_factories import CENSUS, NOW, place

from directory.places.actions import save_places


@pytest.fixture
async def twins(session):
    saved = await save_places(session, [place(name="Parti"), place(name="Resté")], source=CENSUS, now=NOW)
    await session.commit()
    return saved[0].place_id, saved[1].place_id
