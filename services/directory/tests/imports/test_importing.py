import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from directory_factories import NOW, THE_PLACE
from sqlalchemy import func, select

from contracts.directory import PlaceChanged
from directory.duplicates.queries import unsettled
from directory.ecosystem import Ecosystem
from directory.imports.actions import BATCH, Upload, import_places
from directory.imports.adapters.known import ADAPTERS
from directory.imports.ecosystem import enter_ecosystem
from directory.imports.encodings import UnreadableFile
from directory.places.actions import save_places
from directory.places.schemas import PlaceDraft
from directory.tables import Network, Place, PlaceOrigin
from directory.territories.communes import Territories

territories = Territories.load()
CENSUS = "ID_UNIQUE;NOM;Insee;NOM_STRC_PORT;ADRESSE;CODPOST;VILLE;INTERNET\n"
ROWS = (
    "u1;L'Étincelle;35238;Association;1 rue du Port;35000;Rennes;etincelle.fr\n"
    "u2;Le Moulin;35051;;;35510;Cesson-Sévigné;\n"
)


@pytest.fixture
def importing(sessions):
    async def run(text, *, source="census-2023", dry_run=False, now=NOW, content=None):
        upload = Upload(
            name="list.csv",
            content=content or (CENSUS + text).encode(),
            source=source,
            adapter=ADAPTERS["census-2023"],
            edition=date(2023, 1, 1),
        )
        heard = []
        report = await import_places(
            sessions,
            upload,
            territories=territories,
            now=now,
            dry_run=dry_run,
            progress=lambda *said: heard.append(said),
        )
        report.heard = heard
        return report

    return run


def counts(report):
    return report.created, report.changed, report.unchanged, report.rejected


async def test_each_row_becomes_a_place_and_a_fact(importing, emitted):
    report = await importing(ROWS)

    assert counts(report) == (2, 0, 0, 0)
    assert report.heard[-2:] == [("importing", 2, 2), ("looking for duplicates", 2, 2)]
    facts = await emitted()
    assert [type(fact) for fact in facts] == [PlaceChanged, PlaceChanged]
    assert {fact.name for fact in facts} == {"L'Étincelle", "Le Moulin"}
    assert {(one.source, one.date) for fact in facts for one in fact.sources} == {("census-2023", date(2023, 1, 1))}


async def test_importing_again_changes_nothing(importing, emitted):
    await importing(ROWS)
    before = await emitted()

    report = await importing(ROWS, now=NOW + timedelta(days=1))

    assert counts(report) == (0, 0, 2, 0)
    assert await emitted() == before


async def test_a_changed_row_changes_its_place(importing):
    await importing(ROWS)

    report = await importing(ROWS.replace("etincelle.fr", "etincelle.org"))

    assert counts(report) == (0, 1, 1, 0)


async def test_bad_rows_stay_out_and_the_others_go_in(importing, session):
    report = await importing(
        f'{ROWS}u3;;35238;;;;;\nu4;Sans lieu;;;;;;\nu5;Trop court\nu6;"Ouvert;35238;;;;;\nu7;Bon;35238;;;;;\n'
    )

    assert counts(report) == (3, 0, 0, 4)
    assert [(note.line, note.fault.column, note.fault.reason) for note in report.notes] == [
        (4, "NOM", "a place needs a name"),
        (5, "Insee", "nothing tells where it is: no commune given"),
        (6, "Insee", "2 cells where the header has 8"),
        (7, "NOM", "a quote is opened and never closed"),
    ]
    assert await session.scalar(select(func.count()).select_from(Place)) == 3


async def test_the_same_id_twice_in_a_file_is_reported_and_the_first_kept(importing, session):
    report = await importing(f"{ROWS}u1;Un autre;35238;;;;;\n")

    assert counts(report) == (2, 0, 0, 1)
    [note] = report.notes
    assert (note.line, note.fault) == (4, ("ID_UNIQUE", "the same id as line 2", "u1"))
    assert "Un autre" not in set(await session.scalars(select(Place.name)))


async def test_rows_without_an_id_are_known_again_by_what_they_say(importing):
    await importing(ROWS.replace("u1", "").replace("u2", ""))

    report = await importing(ROWS.replace("u1", "").replace("u2", "").replace("L'Étincelle", "l'etincelle"))

    assert (report.created, report.rejected) == (0, 0)


async def test_a_later_list_never_takes_back_what_the_place_said_itself(importing, session):
    await importing(ROWS)
    [place_id] = await session.scalars(select(PlaceOrigin.place_id).where(PlaceOrigin.external_id == "u1"))
    words = PlaceDraft(external_id="u1", name="L'Étincelle, la vraie", website="https://nous.fr")
    # The place speaks of itself through its own source, about the same place.
    [saved] = await save_places(session, [words], source=THE_PLACE, now=NOW)
    await session.execute(
        PlaceOrigin.__table__.update().where(PlaceOrigin.place_id == saved.place_id).values(place_id=place_id)
    )
    await save_places(session, [words.model_copy(update={"summary": "Bonjour"})], source=THE_PLACE, now=NOW)
    await session.commit()

    await importing(ROWS.replace("etincelle.fr", "liste.fr"))

    session.expire_all()
    place = await session.get(Place, place_id)
    assert (place.name, place.website) == ("L'Étincelle, la vraie", "https://nous.fr")


async def test_a_rehearsal_counts_everything_and_leaves_nothing(importing, session, emitted):
    report = await importing(f"{ROWS}u3;;35238;;;;;\nu4;L'étincelle;35238;;;;;\n", dry_run=True)

    assert counts(report) == (3, 0, 0, 1)
    assert report.suspected_duplicates == 1
    assert await session.scalar(select(func.count()).select_from(Place)) == 0
    assert await emitted() == []


async def test_suspected_duplicates_are_counted_and_kept(importing, session):
    report = await importing(f"{ROWS}u3;L'étincelle;35238;;;;;\n")

    assert report.suspected_duplicates == 1
    assert len(await unsettled(session)) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (b"ID,NOM_TL,INSEECOM,LAT,LONG\n1,a,b,1,2\n", "looks like a file of cget-2019"),
        (b"a;b\n1;2\n", "not a file that 'census-2023' can read"),
    ],
)
async def test_a_file_that_cannot_be_read_changes_nothing(importing, session, content, why):
    with pytest.raises(UnreadableFile, match=why):
        await importing("", content=content or b" ")

    assert await session.scalar(select(func.count()).select_from(Place)) == 0


async def test_names_of_any_kind_go_in(importing):
    names = ["🙂", "???", "Le 6B", "x" * 200, "O'Connor & Fils <script>", "日本", "-", "X", "%s {0} \\n"]

    report = await importing("".join(f"n{n};{name};35238;;{n} rue X;;;\n" for n, name in enumerate(names)))

    assert counts(report) == (len(names), 0, 0, 0)


async def test_an_import_cut_short_is_completed_by_the_next(importing, session, monkeypatch):
    rows = "".join(f"k{n};Lieu numéro {n};35238;;{n} rue Longue;;;\n" for n in range(BATCH + 10))
    batches = []

    async def dying(*arguments, **named):
        batches.append(1)
        if len(batches) == 2:
            raise KeyboardInterrupt
        return await save_places(*arguments, **named)

    monkeypatch.setattr("directory.imports.actions.save_places", dying)
    with pytest.raises(KeyboardInterrupt):
        await importing(rows)
    assert await session.scalar(select(func.count()).select_from(Place)) == BATCH

    monkeypatch.undo()
    report = await importing(rows)

    assert counts(report) == (10, 0, BATCH, 0)


async def test_the_report_can_be_read_by_a_machine_and_the_rejects_by_a_spreadsheet(importing, tmp_path):
    report = await importing(f"{ROWS}u3;;35238;;;;;\nu4;=HYPERLINK(1);35238;;;;;pas un site\n")
    report.write_json(tmp_path / "report.json")
    report.write_rejects(tmp_path / "rejects.csv")

    told = json.loads((tmp_path / "report.json").read_text())
    assert (told["created"], told["rejected"], told["values_left_out"], told["rows"]) == (3, 1, 1, 4)
    assert told["communes_found_by"] == {"code": 3}
    assert (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "line,column,reason,value,outcome,name",
        "4,NOM,a place needs a name,,row rejected,",
        "5,INTERNET,not a web address,pas un site,value left out,'=HYPERLINK(1)",
    ]


async def test_the_ecosystem_enters_once(session, emitted):
    ecosystem = Ecosystem.load(Path(__file__).parents[4] / "ecosystem" / "tiers-lieux")
    entered = await enter_ecosystem(session, ecosystem, now=NOW)
    told = len(await emitted())

    assert await enter_ecosystem(session, ecosystem, now=NOW + timedelta(days=1)) == entered
    assert len(await emitted()) == told == len(ecosystem.networks) + len(ecosystem.partners) + len(ecosystem.tools)
    regions = dict((await session.execute(select(Network.slug, Network.region))).all())
    assert regions["da-locu"] == "Corse"
    assert regions["reseau-francais-des-fablabs"] is None
