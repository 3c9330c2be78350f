import math
from datetime import date

import pytest
from directory_factories import NOW
from sqlalchemy import func, select

from directory.ecosystem import Ecosystem
from directory.imports.actions import BATCH, Upload, import_places
from directory.imports.adapters.known import adapter_for
from directory.tables import Place, PlaceDocument, SuspectedDuplicate
from directory.territories.communes import Territories

territories = Territories.load()


@pytest.fixture
def importing(sessions, settings):
    ecosystem = Ecosystem.load(settings.ecosystem)

    async def run(path, source):
        upload = Upload(
            name=path.name,
            content=path.read_bytes(),
            source=source,
            adapter=adapter_for(ecosystem.source(source), ecosystem),
            edition=date(2019, 1, 1),
        )
        return await import_places(
            sessions, upload, territories=territories, now=NOW, dry_run=False, progress=lambda *_: None
        )

    return run


async def test_the_list_of_2019_goes_in_whole_and_in_few_statements(importing, shared_data, session, queries):
    path = shared_data / "tiers_lieux_cget_2019.csv"
    with queries() as statements:
        report = await importing(path, "cget-2019")

    assert (report.created, report.rejected, report.rows) == (1512, 0, 1512)
    assert len(statements) < 30 * (math.ceil(1512 / BATCH) + 1)
    assert report.values_left_out < 10
    assert await session.scalar(select(func.count()).where(Place.commune_code.is_(None))) == 0
    assert await session.scalar(select(func.count()).select_from(PlaceDocument)) == 1512
    districts = {"75110", "69383", "13201"}
    assert not districts & set(await session.scalars(select(Place.commune_code)))

    again = await importing(path, "cget-2019")
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1512)
    assert again.suspected_duplicates == report.suspected_duplicates


async def test_the_twins_of_2019_are_suspected(importing, shared_data, session):
    report = await importing(shared_data / "tiers_lieux_cget_2019.csv", "cget-2019")
    pairs = {
        frozenset(pair)
        for pair in await session.execute(select(SuspectedDuplicate.place_a, SuspectedDuplicate.place_b))
    }

    assert 60 < report.suspected_duplicates < 150  # enough to be worth a look, few enough for a person
    for grouped in (_by_point, _by_name):
        for group in await grouped(session):
            assert frozenset(group[:2]) in pairs


async def _by_point(session):
    """Places at the same coordinates, unless these are only the middle of their commune."""
    point = (Place.latitude, Place.longitude)
    sharp = select(func.array_agg(Place.id)).where(Place.precision != "commune").group_by(*point)
    groups = list(await session.scalars(sharp.having(func.count() > 1)))
    assert len(groups) == 42  # of the 43 of the list, one is the middle of Poitiers
    return groups


async def _by_name(session):
    same = select(func.array_agg(Place.id)).group_by(func.lower(Place.name), Place.commune_code)
    groups = list(await session.scalars(same.having(func.count() > 1)))
    assert len(groups) >= 3
    return groups


async def test_the_manufactures_go_in_by_their_mapping(importing, shared_data, session):
    report = await importing(shared_data / "manufactures_de_proximite_anct.csv", "manufactures")

    assert (report.created, report.rejected) == (98, 0)
    assert set(await session.scalars(select(Place.precision))) == {"commune"}


async def test_the_example_of_the_exchange_schema_goes_in(importing, shared_data, session):
    report = await importing(shared_data / "schema_lieux_mediation_numerique_exemple.csv", "mediation-numerique")

    assert report.created == 1
    [place] = await session.scalars(select(Place))
    assert {source["date"] for source in place.sources} == {"2024-04-02"}  # when its own row says


async def test_a_list_given_for_another_source_is_refused(importing, shared_data):
    with pytest.raises(ValueError, match="looks like a file of mediation-numerique"):
        await importing(shared_data / "schema_lieux_mediation_numerique_exemple.csv", "cget-2019")
