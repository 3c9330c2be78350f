from datetime import timedelta

import pytest
from directory_factories import CENSUS, NOW, OLD_LIST, network, place, tool
from sqlalchemy import select

from chassis.ids import new_id
from directory.merges.actions import merge_place
from directory.merges.rules import NotMergeable
from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places
from directory.places.history import person
from directory.tables import SuspectedDuplicate
from directory.tools.actions import save_tools
from directory.usages.actions import declare_usages
from directory.usages.schemas import UsageDraft

LATER = NOW + timedelta(days=1)
MODERATION = person(new_id(), "moderation")
OLD = place(external_id="old", name="L'ancien nom", phone="0102030405")
NEW = place(external_id="new", name="Le nouveau", summary="Un lieu")


@pytest.fixture
async def twins(session):
    [old] = await save_places(session, [OLD], source=OLD_LIST, now=NOW)
    [new] = await save_places(session, [NEW], source=CENSUS, now=NOW)
    return old.place_id, new.place_id


async def test_the_kept_place_inherits_what_was_known_of_the_other(client, session, twins, emitted):
    old, new = twins
    await merge_place(session, old, into=new, by=MODERATION, now=LATER)
    await session.commit()

    found = (await client.get("/places/le-nouveau-rennes")).json()
    assert (found["name"], found["contact"]["phone"], found["summary"]) == ("Le nouveau", "0102030405", "Un lieu")
    merged, changed = (await emitted())[-2:]
    assert (type(merged).__name__, merged.merged_into, merged.revision) == ("PlaceMerged", new, 2)
    assert (type(changed).__name__, changed.id, changed.revision) == ("PlaceChanged", new, 2)


@pytest.mark.parametrize("reference", ["l-ancien-nom-rennes", "id"])
async def test_the_old_address_leads_to_the_kept_place(client, session, twins, reference):
    old, new = twins
    await merge_place(session, old, into=new, by=MODERATION, now=LATER)
    await session.commit()

    answer = await client.get(f"/places/{old if reference == 'id' else reference}?include=usages")
    assert answer.status_code == 308
    assert answer.headers["location"] == "le-nouveau-rennes?include=usages"
    assert (await client.get("/places")).json()["total"] == 1
    assert len((await client.get("/places.geojson")).json()["features"]) == 1


async def test_the_next_import_finds_the_kept_place(session, twins):
    old, new = twins
    await merge_place(session, old, into=new, by=MODERATION, now=LATER)
    again = OLD.model_copy(update={"website": "https://ici.example/"})

    assert await save_places(session, [OLD], source=OLD_LIST, now=LATER) == [(new, "unchanged")]
    assert await save_places(session, [again], source=OLD_LIST, now=LATER) == [(new, "changed")]


async def test_networks_and_usages_go_over(client, session, twins):
    old, new = twins
    networks = await save_networks(session, [network(slug="a"), network(slug="b")], source=CENSUS, now=NOW)
    tools = await save_tools(session, [tool(slug="wiki"), tool(slug="carte")], source=CENSUS, now=NOW)
    await join_networks(session, [(old, networks["a"]), (old, networks["b"]), (new, networks["b"])], now=NOW)
    drafts = [
        UsageDraft(place_id=old, tool_id=tools["wiki"], how="Ancien"),
        UsageDraft(place_id=old, tool_id=tools["carte"]),
        UsageDraft(place_id=new, tool_id=tools["wiki"], how="Nouveau"),
    ]
    await declare_usages(session, drafts, source=CENSUS, now=NOW)
    await merge_place(session, old, into=new, by=MODERATION, now=LATER)
    await session.commit()

    found = (await client.get("/places/le-nouveau-rennes?include=usages")).json()
    assert {mention["slug"] for mention in found["networks"]} == {"a", "b"}
    used = {usage["tool"]["slug"]: usage for usage in found["usages"]}
    assert used.keys() == {"wiki", "carte"}
    assert used["wiki"]["how"] == "Nouveau"
    assert {usage["place"]["name"] for usage in used.values()} == {"Le nouveau"}
    assert (await client.get("/tools/wiki")).json()["usage"]["users"] == 1


async def test_the_suspicion_is_settled(session, twins):
    a, b = sorted(twins)
    session.add(SuspectedDuplicate(place_a=a, place_b=b, score=0.9, reasons=["name"]))
    await session.flush()
    await merge_place(session, twins[0], into=twins[1], by=MODERATION, now=LATER)

    assert await session.scalar(select(SuspectedDuplicate.settled_at)) == LATER


async def test_only_two_different_public_places_become_one(session, twins):
    old, new = twins
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    for gone, into in ((old, old), (old, draft.place_id), (draft.place_id, new)):
        with pytest.raises(NotMergeable):
            await merge_place(session, gone, into=into, by=MODERATION, now=LATER)
    await merge_place(session, old, into=new, by=MODERATION, now=LATER)
    with pytest.raises(NotMergeable):
        await merge_place(session, old, into=new, by=MODERATION, now=LATER)
