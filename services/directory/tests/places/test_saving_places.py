from datetime import date, timedelta
from uuid import UUID

from directory_factories import CENSUS, NOW, OLD_LIST, THE_PLACE, network, place, tool
from sqlalchemy import select

from contracts.directory import PlaceChanged, PlaceClosed, UsageDeclared
from directory.networks.actions import save_networks
from directory.places.actions import close_places, join_networks, save_places
from directory.schemas import Source
from directory.tables import Place, PlaceDocument, PlaceFeature, PlaceTag
from directory.tools.actions import save_tools
from directory.usages.actions import declare_usages
from directory.usages.schemas import UsageDraft

LATER = NOW + timedelta(days=1)


async def test_a_new_place_is_announced_with_the_document_the_public_reads(session, emitted):
    [saved] = await save_places(session, [place(name="L'Étincelle")], source=CENSUS, now=NOW)

    assert saved.outcome == "created"
    [fact] = await emitted()
    assert isinstance(fact, PlaceChanged)
    assert (fact.id, fact.revision, fact.slug) == (saved.place_id, 1, "l-etincelle-rennes")
    document = await session.scalar(select(PlaceDocument.document).where(PlaceDocument.place_id == saved.place_id))
    assert document == fact.model_dump_json()


async def test_the_same_list_twice_changes_nothing(session, emitted):
    drafts = [place() for _ in range(5)]
    await save_places(session, drafts, source=CENSUS, now=NOW)
    again = await save_places(session, drafts, source=CENSUS, now=LATER)

    assert {saved.outcome for saved in again} == {"unchanged"}
    assert len(await emitted()) == 5


async def test_a_changed_row_changes_its_place_once(session, emitted):
    draft = place(summary="Un lieu")
    await save_places(session, [draft], source=CENSUS, now=NOW)
    [saved] = await save_places(
        session, [draft.model_copy(update={"summary": "Un beau lieu"})], source=CENSUS, now=LATER
    )

    assert saved.outcome == "changed"
    assert [(fact.revision, fact.summary) for fact in await emitted()] == [(1, "Un lieu"), (2, "Un beau lieu")]
    assert (await emitted())[1].updated_at == LATER


async def test_what_the_place_says_survives_a_later_import(session):
    draft = place(name="Chez nous", website="https://chez-nous.example/")
    [saved] = await save_places(session, [draft], source=THE_PLACE, now=NOW)
    row = await session.get(Place, saved.place_id)
    from directory.tables import PlaceOrigin

    said = {"name": ["Autre nom", "2023-06-01"], "phone": ["0102030405", "2023-06-01"]}
    session.add(
        PlaceOrigin(source="census", external_id="x", place_id=row.id, given_by="import", said=said, row_hash="another")
    )
    await session.flush()
    [saved] = await save_places(
        session, [place(external_id="x", name="Autre nom", phone="0102030405")], source=CENSUS, now=LATER
    )

    assert saved == (row.id, "changed")
    await session.refresh(row)
    assert (row.name, row.phone) == ("Chez nous", "0102030405")
    assert {"field": "contact.phone", "source": "census", "date": "2023-06-01", "given_by": "import"} in row.sources


async def test_the_number_of_statements_does_not_grow_with_the_batch(session, queries):
    async def statements(size: int, name: str) -> int:
        drafts = [place(name=name) for _ in range(size)]
        with queries() as seen:
            await save_places(session, drafts, source=CENSUS, now=NOW)
            changed = [draft.model_copy(update={"summary": "?"}) for draft in drafts]
            await save_places(session, changed, source=CENSUS, now=NOW)
        return len(seen)

    few, many = await statements(2, "Peu"), await statements(200, "Beaucoup")
    assert many <= few <= 40  # the first time, a tag needs its code kept


async def test_places_of_one_name_get_numbered_addresses_that_stay(session):
    first = [place(name="La Ruche") for _ in range(3)]
    await save_places(session, first, source=CENSUS, now=NOW)
    await save_places(session, [place(name="La Ruche")], source=CENSUS, now=NOW)
    renamed = first[1].model_copy(update={"name": "L'Essaim"})
    await save_places(session, [renamed], source=CENSUS, now=LATER)

    slugs = await session.execute(select(Place.slug, Place.name).order_by(Place.slug))
    assert slugs.all() == [
        ("la-ruche-rennes", "La Ruche"),
        ("la-ruche-rennes-2", "L'Essaim"),
        ("la-ruche-rennes-3", "La Ruche"),
        ("la-ruche-rennes-4", "La Ruche"),
    ]


async def test_a_draft_is_kept_but_shown_to_nobody(session, emitted):
    draft = place(state="draft")
    [saved] = await save_places(session, [draft], source=CENSUS, now=NOW)

    assert await emitted() == []
    for table in (PlaceDocument, PlaceTag, PlaceFeature):
        assert (await session.scalars(select(table.place_id))).all() == []

    [saved] = await save_places(session, [draft.model_copy(update={"state": "published"})], source=CENSUS, now=NOW)
    assert saved.outcome == "changed"
    [fact] = await emitted()
    assert fact.state == "published"


async def test_joining_a_network_shows_on_the_place_once(session, emitted):
    [saved] = await save_places(session, [place()], source=CENSUS, now=NOW)
    networks = await save_networks(session, [network(slug="makers", name="Makers")], source=CENSUS, now=NOW)
    pair = (saved.place_id, networks["makers"])

    assert await join_networks(session, [pair, pair], now=LATER) == 1
    assert await join_networks(session, [pair], now=LATER) == 0
    *_, fact = await emitted()
    assert [mention.slug for mention in fact.networks] == ["makers"]
    tags = await session.scalars(select(PlaceTag.tag).where(PlaceTag.place_id == saved.place_id))
    assert "network:makers" in tags.all()


async def test_a_new_name_is_shown_wherever_the_old_one_was(session, emitted):
    draft = place(name="Avant")
    [saved] = await save_places(session, [draft], source=CENSUS, now=NOW)
    networks = await save_networks(session, [network(slug="makers", name="Makers")], source=CENSUS, now=NOW)
    tools = await save_tools(session, [tool(slug="agenda", name="Agenda")], source=CENSUS, now=NOW)
    await join_networks(session, [(saved.place_id, networks["makers"])], now=NOW)
    usage = UsageDraft(place_id=saved.place_id, tool_id=tools["agenda"])
    await declare_usages(session, [usage], source=CENSUS, now=NOW)
    before = len(await emitted())

    await save_networks(session, [network(slug="makers", name="Les Makers")], source=CENSUS, now=LATER)
    await save_tools(session, [tool(slug="agenda", name="Agenda libre")], source=CENSUS, now=LATER)
    await save_places(session, [draft.model_copy(update={"name": "Après"})], source=CENSUS, now=LATER)

    facts = (await emitted())[before:]
    assert [(type(fact).__name__, fact.revision) for fact in facts] == [
        ("NetworkChanged", 2),
        ("PlaceChanged", 3),
        ("ToolChanged", 2),
        ("UsageDeclared", 2),
        ("PlaceChanged", 4),
        ("UsageDeclared", 3),
    ]
    assert facts[1].networks[0].name == "Les Makers"
    assert isinstance(facts[5], UsageDeclared)
    assert (facts[5].tool.name, facts[5].place.name) == ("Agenda libre", "Après")


async def test_a_closed_place_leaves_the_lists_and_keeps_its_document(session, emitted):
    [saved] = await save_places(session, [place()], source=CENSUS, now=NOW)

    assert await close_places(session, [saved.place_id], source=OLD_LIST, now=LATER) == 1
    assert await close_places(session, [saved.place_id], source=OLD_LIST, now=LATER) == 0
    *_, fact = await emitted()
    assert isinstance(fact, PlaceClosed)
    assert fact.state == "closed"
    tags = await session.scalars(select(PlaceTag.tag).where(PlaceTag.place_id == saved.place_id))
    assert {tag.split("/")[0] for tag in tags} == {"closed"}


async def test_an_unknown_external_id_of_another_source_is_another_place(session):
    [one] = await save_places(session, [place(external_id="1")], source=CENSUS, now=NOW)
    [other] = await save_places(session, [place(external_id="1")], source=OLD_LIST, now=NOW)

    assert isinstance(one.place_id, UUID)
    assert one.place_id != other.place_id


async def test_an_older_edition_that_comes_late_only_fills_gaps(session):
    draft = place(summary="Aujourd'hui")
    [saved] = await save_places(session, [draft], source=CENSUS, now=NOW)
    older = Source(key="census", date=date(2021, 1, 1))
    late = draft.model_copy(update={"summary": "Autrefois", "phone": "+33 1 02 03 04 05"})
    await save_places(session, [late], source=older, now=LATER)

    row = await session.get(Place, saved.place_id)
    assert (row.summary, row.phone) == ("Aujourd'hui", "+33 1 02 03 04 05")
