from datetime import timedelta

import pytest
from directory_factories import CENSUS, NOW, THE_PLACE, place

from chassis.ids import new_id
from directory.comments import discussion as of_places
from directory.comments import erase_comments, export_comments
from directory.merges.actions import merge_place
from directory.places.actions import save_places
from directory.places.history import voice_of
from directory.tables import Erasure, Mandate, Person
from discussion.promises.talking import Mounted, Talk
from discussion.testing import DiscussionContract

LATER = NOW + timedelta(days=1)


async def saved(session, **said):
    [found] = await save_places(session, [place(**said)], source=CENSUS, now=NOW)
    await session.commit()
    return found.place_id


@pytest.fixture
async def subject(session):
    return Mounted("place", "places", "l-etincelle-rennes", await saved(session, name="L'Étincelle"))


@pytest.fixture
async def another(session):
    return Mounted("place", "places", "la-forge-rennes", await saved(session, name="La Forge"))


@pytest.fixture
async def unseen(session):
    return str(await saved(session, name="Le Brouillon", state="draft"))


@pytest.fixture
def discussion():
    return of_places


class TestPlaces(DiscussionContract): ...


async def test_a_place_is_found_by_its_id_as_well(talk, author, subject):
    said = await talk.post(author)
    by_id = Talk(talk.client, subject._replace(reference=str(subject.id)))
    assert (await by_id.threads())["items"] == [said]


async def test_what_was_said_follows_a_merged_place(talk, author, moderator, session, subject, another):
    said = await talk.post(author)
    await talk.do(moderator, said, "reports", reason="Voyons")
    await merge_place(session, subject.id, into=another.id, by=voice_of(THE_PLACE), now=LATER)
    await session.commit()
    [found] = (await Talk(talk.client, another).threads())["items"]
    assert (found["id"], found["body"]) == (said["id"], said["body"])
    assert (await talk.threads())["items"] == [found]
    answer = await talk.post(author, "Toujours là", parent=said)
    assert answer["parent_id"] == said["id"]
    [item] = (await talk.queue(moderator))["items"]
    assert item["on"] == {"kind": "place", "id": str(another.id), "slug": another.reference, "name": "La Forge"}


@pytest.mark.parametrize("named", [True, False])
async def test_who_acts_for_the_place_is_mentioned_only_if_he_wishes_to_be_named(talk, author, session, subject, named):
    person = Person(id=new_id(), name="Camille Roche", created_at=NOW, seen_at=NOW)
    held = {"organisation_kind": "place", "organisation_id": subject.id, "role": "steward", "state": "granted"}
    session.add_all([person, Mandate(person_id=person.id, named=named, requested_at=NOW, updated_at=NOW, **held)])
    await session.commit()
    said = await talk.post(author, f"Merci @[x]({person.id})")
    assert [one["name"] for one in said["mentions"]] == (["Camille Roche"] if named else [])
    assert ("Camille" in said["html"]) is named


async def test_who_was_erased_says_nothing_more(talk, author, session):
    await talk.post(author)
    await erase_comments(session, author.id)
    session.add(Erasure(person_id=author.id, asked_at=NOW))
    await session.commit()
    answer = await talk.client.post(talk.address, json={"body": "Encore"}, headers=author.headers)
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/person-erased")
    assert (await export_comments(session, author.id))["comments"] == []
