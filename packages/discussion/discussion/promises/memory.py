"""What is told of comments elsewhere, and what is left of people who leave."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.testing import Emitted, Queries
from contracts import Event
from contracts.discussion import CommentFact
from discussion import moving, personal
from discussion.mounting import Discussion
from discussion.promises.talking import SAID, Mounted, Somebody, Talk


class MemoryPromises:
    """What is told of comments elsewhere, and what is left of people who leave."""

    async def test_only_who_is_there_is_mentioned(
        self, talk: Talk, author: Somebody, other: Somebody, another: Mounted, client: httpx2.AsyncClient
    ) -> None:
        await Talk(client, another).post(author)
        call = f"Qu'en dis-tu, @[Toto]({author.id}) ?"
        before = await talk.post(other, call)
        assert (before["mentions"], before["html"]) == ([], "<p>Qu'en dis-tu, @Toto ?</p>")
        nobody = await talk.post(other, f"Qu'en dis-tu, @[Toto]({new_id()}) ?")
        assert nobody["html"] == before["html"]
        await talk.post(author)
        after = await talk.post(other, call)
        assert after["mentions"] == [{"id": str(author.id), "name": author.name}]
        assert after["html"] == f'<p>Qu\'en dis-tu, <span class="mention">@{author.name}</span> ?</p>'
        assert after["body"] == f"Qu'en dis-tu, @[{author.name}]({author.id}) ?"

    @pytest.mark.parametrize("number", [1, 20, 100])
    async def test_a_page_costs_the_same_however_long_it_is(
        self, talk: Talk, author: Somebody, moderator: Somebody, number: int, queries: Queries
    ) -> None:
        with queries() as one:
            await talk.threads(moderator, limit=100)
        for _ in range(number):
            root = await talk.post(author)
            await talk.post(moderator, parent=root)
            await talk.do(moderator, root, "reports", reason="Voyons")
        with queries() as many:
            page = await talk.threads(moderator, limit=100)
        assert (page["total"], len(page["items"])) == (number, number)
        assert len(many) == len(one) <= 6
        with queries() as queue:
            assert (await talk.queue(moderator))["total"] == number
        assert len(queue) <= 7

    async def test_facts_say_what_changed_in_ids_and_state_only(
        self, talk: Talk, author: Somebody, other: Somebody, moderator: Somebody, emitted: Emitted
    ) -> None:
        before = len(await emitted())
        root = await talk.post(author)
        reply = await talk.post(other, f"Merci @[x]({author.id})", parent=root)
        await talk.do(moderator, reply, "hide", reason="Injure")
        await talk.withdraw(author, root)
        facts = _comment_facts((await emitted())[before:])
        assert [(str(fact.id), fact.revision, fact.state) for fact in facts] == [
            (root["id"], 1, "posted"),
            (reply["id"], 1, "posted"),
            (reply["id"], 2, "hidden"),
            (root["id"], 2, "withdrawn"),
        ]
        assert {(fact.subject_kind, fact.subject_id) for fact in facts} == {(talk.subject.kind, talk.subject.id)}
        assert (facts[1].parent_id, facts[1].author, facts[1].mentions) == (UUID(root["id"]), other.id, (author.id,))
        text = "".join(fact.model_dump_json() for fact in facts)
        assert not [word for word in (author.name, other.name, moderator.name, SAID, "Merci", "Injure") if word in text]

    async def test_comments_follow_their_subject_and_come_back(
        self,
        talk: Talk,
        author: Somebody,
        another: Mounted,
        discussion: Discussion,
        session: AsyncSession,
    ) -> None:
        there = Talk(talk.client, another)
        moved, stays = await talk.post(author, "Ici"), await there.post(author, "Là")
        both: dict[str, Any] = {"gone": talk.subject.id, "into": another.id, "now": datetime.now(UTC)}
        await moving.move(session, discussion, another.kind, **both)
        await session.commit()
        assert (await talk.threads())["items"] == []
        assert [one["body"] for one in (await there.threads())["items"]] == ["Là", "Ici"]
        meanwhile = await there.post(author, "Encore", parent=moved)
        await moving.move_back(session, discussion, another.kind, **both)
        await session.commit()
        [back] = (await talk.threads())["items"]
        assert (back["id"], back["replies"][0]["body"]) == (moved["id"], meanwhile["body"])
        assert [one["id"] for one in (await there.threads())["items"]] == [stays["id"]]

    async def test_a_person_takes_everything_along(
        self, talk: Talk, author: Somebody, other: Somebody, discussion: Discussion, session: AsyncSession
    ) -> None:
        said = await talk.post(author, "Ma première idée")
        await talk.edit(author, said, "Ma seconde idée")
        theirs = await talk.post(other, f"Bravo @[x]({author.id})")
        await talk.do(author, theirs, "reports", reason="Flatterie")
        found = await personal.export(session, discussion, author.id)
        assert [one["body"] for one in found["comments"]] == ["Ma seconde idée"]
        assert [one["body"] for one in found["comment_versions"]] == ["Ma première idée"]
        assert [one["reason"] for one in found["comment_reports"]] == ["Flatterie"]
        assert found["mentioned_in_comments"] == [theirs["id"]]
        assert other.name not in str(found)

    async def test_an_erased_person_is_found_nowhere(
        self,
        talk: Talk,
        author: Somebody,
        other: Somebody,
        moderator: Somebody,
        discussion: Discussion,
        session: AsyncSession,
        emitted: Emitted,
    ) -> None:
        root = await talk.post(author, "Un secret")
        await talk.edit(author, root, "Un autre secret")
        theirs = await talk.post(other, f"Bravo @[x]({author.id}), `{author.id}`", parent=root)
        await talk.edit(other, theirs, f"Bravo encore @[x]({author.id})")
        await talk.do(author, theirs, "reports", reason="Un secret de plus")
        await talk.do(other, root, "reports", reason="Elle a un secret")
        await talk.do(moderator, root, "hide", reason="Son secret")
        before = len(await emitted())
        await personal.erase(session, discussion, author.id)
        await session.commit()
        assert await _all_text(session, discussion, author) == []
        [thread] = (await talk.threads(moderator))["items"]
        assert (thread["state"], thread["author"]) == ("withdrawn", None)
        assert thread["replies"][0]["body"] == "Bravo encore @…"
        assert len((await emitted())[before:]) == 2
        await personal.erase(session, discussion, author.id)
        assert len((await emitted())[before:]) == 2

    async def test_an_erased_moderator_leaves_the_log(
        self, talk: Talk, author: Somebody, moderator: Somebody, discussion: Discussion, session: AsyncSession
    ) -> None:
        said = await talk.post(author)
        await talk.do(moderator, said, "hide", reason="Injure")
        await personal.erase(session, discussion, moderator.id)
        await session.commit()
        assert await _all_text(session, discussion, moderator) == []
        [item] = (await talk.queue(moderator, "hidden"))["items"]
        assert item["decisions"][0]["by"] is None


def _comment_facts(events: list[Event]) -> list[CommentFact]:
    return [event for event in events if isinstance(event, CommentFact)]


async def _all_text(session: AsyncSession, discussion: Discussion, person: Somebody) -> list[str]:
    """Rows in which the person, or the word that stands for what he said, can still be found."""
    tables = discussion.tables
    found: list[str] = []
    for table in (tables.comment, tables.version, tables.report, tables.decision):
        for row in await session.execute(table.select()):
            text = repr(tuple(row))
            found += [f"{table.name}: {text}" for word in (str(person.id), person.name, "secret") if word in text]
    return found
