"""What anyone may read, and who may say what."""

from typing import Any

import httpx2
import pytest

from chassis.ids import new_id
from discussion.promises.talking import SAID, Json, Mounted, Somebody, Talk
from identity.testing import Bearer


class SpeakingPromises:
    """What anyone may read, and who may say what."""

    async def test_a_stranger_reads_and_cannot_speak(
        self, talk: Talk, author: Somebody, client: httpx2.AsyncClient
    ) -> None:
        said = await talk.post(author)
        answer = await client.post(talk.address, json={"body": SAID})
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthenticated")
        page = await talk.threads()
        assert (page["items"], page["total"], page["next"]) == ([said], 1, None)
        assert said["author"] == {"id": str(author.id), "name": author.name}
        assert (said["body"], said["html"], said["state"]) == (SAID, f"<p>{SAID}</p>", "posted")

    async def test_a_program_has_no_voice(self, talk: Talk, client: httpx2.AsyncClient, bearer: Bearer) -> None:
        program = bearer(new_id(), scope="directory:write")
        assert (await client.post(talk.address, json={"body": SAID}, headers=program)).status_code == 403

    async def test_nothing_is_said_or_read_of_what_cannot_be_seen(
        self, client: httpx2.AsyncClient, other: Somebody, unseen: str, subject: Mounted
    ) -> None:
        for reference in (unseen, "nowhere", str(new_id()), "%00", "a%20b", "%27"):
            address = f"/{subject.path}/{reference}/comments"
            assert (await client.get(address)).status_code == 404
            assert (await client.post(address, json={"body": SAID}, headers=other.headers)).status_code == 404

    async def test_answers_to_an_answer_join_its_thread(self, talk: Talk, author: Somebody, other: Somebody) -> None:
        root = await talk.post(author)
        answer = await talk.post(other, "Oui", parent=root)
        again = await talk.post(author, "Non", parent=answer)
        [thread] = (await talk.threads())["items"]
        assert thread["replies"] == [answer, again]
        assert {reply["parent_id"] for reply in thread["replies"]} == {root["id"]}
        assert await talk.read(root) == thread

    async def test_one_answers_only_to_what_is_there(
        self, talk: Talk, author: Somebody, another: Mounted, client: httpx2.AsyncClient
    ) -> None:
        elsewhere = await Talk(client, another).post(author)
        gone = await talk.post(author)
        await talk.withdraw(author, gone)
        for parent in (elsewhere["id"], gone["id"], str(new_id())):
            said = {"body": SAID, "parent_id": parent}
            assert (await client.post(talk.address, json=said, headers=author.headers)).status_code == 404

    async def test_threads_come_a_page_at_a_time_the_newest_first(self, talk: Talk, author: Somebody) -> None:
        said = [await talk.post(author, f"Le {number}") for number in range(5)]
        seen: list[Json] = []
        cursor: Json = {}
        while True:
            page = await talk.threads(limit=2, **cursor)
            seen += page["items"]
            assert page["total"] == 5
            if page["next"] is None:
                break
            cursor = {"cursor": page["next"]}
        assert seen == said[::-1]

    @pytest.mark.parametrize("cursor", ["x", "WyJuZXdlc3QiXQ", "WyJuZXdlc3QiLCAxLCAyXQ", "\0"])
    async def test_a_cursor_of_somebody_else_is_refused(self, talk: Talk, cursor: str) -> None:
        answer = await talk.client.get(talk.address, params={"cursor": cursor})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["parameter"] == "cursor"

    @pytest.mark.parametrize("body", ["", " \n\t ", "\u200b\u2060", "\0", "x" * 10_001, None, 7])
    async def test_a_comment_needs_words(self, talk: Talk, author: Somebody, body: Any) -> None:
        answer = await talk.client.post(talk.address, json={"body": body}, headers=author.headers)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/body"

    async def test_nobody_writes_in_the_name_of_another(self, talk: Talk, author: Somebody, other: Somebody) -> None:
        for key, value in (
            ("author", {"id": str(other.id)}),
            ("author_id", str(other.id)),
            ("html", "<b>"),
            ("state", "hidden"),
        ):
            answer = await talk.client.post(talk.address, json={"body": SAID, key: value}, headers=author.headers)
            assert answer.status_code == 422

    async def test_only_its_author_edits_a_comment(
        self, talk: Talk, author: Somebody, other: Somebody, moderator: Somebody
    ) -> None:
        said = await talk.post(author)
        for who in (other, moderator):
            assert (await talk.edit(who, said, "Non")).status_code == 403
        edited = await talk.edit(author, said, "Bonsoir")
        assert (edited.status_code, edited.headers["etag"]) == (200, '"2"')
        [shown] = (await talk.threads())["items"]
        assert shown == edited.json()
        assert (shown["body"], shown["html"], shown["revision"]) == ("Bonsoir", "<p>Bonsoir</p>", 2)
        assert shown["edited_at"]

    async def test_an_edit_says_which_revision_it_was_made_on(self, talk: Talk, author: Somebody) -> None:
        said = await talk.post(author)
        address, body = f"/comments/{said['id']}", {"body": "Bonsoir"}
        assert (await talk.client.patch(address, json=body, headers=author.headers)).status_code == 428
        assert (await talk.edit(author, said, "Bonsoir", revision=7)).status_code == 412
        assert (await talk.edit(author, said, SAID)).json()["revision"] == 1

    async def test_withdrawn_words_are_gone(
        self, talk: Talk, author: Somebody, other: Somebody, moderator: Somebody
    ) -> None:
        said = await talk.post(author)
        for who in (other, moderator):
            assert (await talk.withdraw(who, said)).status_code == 403
        for _ in range(2):
            assert (await talk.withdraw(author, said)).status_code == 204
        assert await talk.threads(author) == {"items": [], "total": 0, "next": None}
        assert (await talk.edit(author, said, "Bonsoir", revision=2)).json()["type"] == "/problems/comment-withdrawn"

    async def test_a_withdrawn_comment_keeps_an_empty_place_while_answers_follow(
        self, talk: Talk, author: Somebody, other: Somebody
    ) -> None:
        root = await talk.post(author)
        first, second = [await talk.post(other, parent=root) for _ in range(2)]
        await talk.withdraw(author, root)
        await talk.withdraw(other, first)
        [thread] = (await talk.threads(author))["items"]
        for empty in (thread, thread["replies"][0]):
            assert (empty["state"], empty["author"], empty["body"], empty["html"]) == ("withdrawn", None, None, None)
        assert thread["replies"][1] == second
        more = await talk.post(author, parent=root)
        await talk.withdraw(other, second)
        await talk.withdraw(author, more)
        assert await talk.threads() == {"items": [], "total": 0, "next": None}
