"""Reports, and what moderators answer."""

import pytest

from discussion.promises.talking import SAID, Somebody, Talk


class ModerationPromises:
    """Reports, and what moderators answer."""

    async def test_a_comment_is_reported_once_by_each(
        self, talk: Talk, author: Somebody, other: Somebody, moderator: Somebody
    ) -> None:
        said = await talk.post(author)
        assert (await talk.client.post(f"/comments/{said['id']}/reports", json={"reason": "?"})).status_code == 401
        first = await talk.do(other, said, "reports", reason="Publicité")
        assert (first.status_code, first.json()["reason"]) == (201, "Publicité")
        again = await talk.do(other, said, "reports", reason="Encore")
        assert (again.status_code, again.json()["type"]) == (409, "/problems/already-reported")
        assert (await talk.do(moderator, said, "reports", reason="Moi aussi")).status_code == 201
        [item] = (await talk.queue(moderator))["items"]
        assert [report["reason"] for report in item["reports"]] == ["Publicité", "Moi aussi"]
        assert item["reports"][0]["by"] == {"id": str(other.id), "name": other.name}
        assert item["comment"]["body"] == SAID
        assert (item["on"]["kind"], item["on"]["id"]) == (talk.subject.kind, str(talk.subject.id))
        assert item["on"]["name"]

    @pytest.mark.parametrize("reason", ["", " \0\n", "x" * 1001, None])
    async def test_whoever_reports_or_hides_says_why(
        self, talk: Talk, author: Somebody, moderator: Somebody, reason: str | None
    ) -> None:
        said = await talk.post(author)
        for what in ("reports", "hide"):
            answer = await talk.do(moderator, said, what, reason=reason)
            assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/reason")

    @pytest.mark.parametrize("what", ["hide", "restore", "dismiss"])
    async def test_only_moderators_moderate(self, talk: Talk, author: Somebody, other: Somebody, what: str) -> None:
        said = await talk.post(author)
        for who in (author, other):
            assert (await talk.do(who, said, what, reason="Parce que")).status_code == 403
            assert (await talk.client.get("/moderation/comments", headers=who.headers)).status_code == 403
        assert (await talk.client.post(f"/comments/{said['id']}/{what}", json={"reason": "?"})).status_code == 401
        assert (await talk.client.get("/moderation/comments")).status_code == 401

    async def test_a_hidden_comment_says_so_and_shows_its_words_to_its_author_and_moderators(
        self, talk: Talk, author: Somebody, other: Somebody, moderator: Somebody
    ) -> None:
        said = await talk.post(author)
        await talk.do(other, said, "reports", reason="Injure")
        assert (await talk.do(moderator, said, "hide", reason="Injure en effet")).status_code == 200
        for reader, words in ((None, None), (other, None), (author, SAID), (moderator, SAID)):
            [shown] = (await talk.threads(reader))["items"]
            assert (shown["state"], shown["body"], shown["author"] is None) == ("hidden", words, words is None)
            assert await talk.read(said, reader) == shown
        assert (await talk.edit(author, said, "Mieux", revision=2)).json()["type"] == "/problems/comment-hidden"
        assert (await talk.queue(moderator))["items"] == []
        [item] = (await talk.queue(moderator, "hidden"))["items"]
        [step] = item["decisions"]
        assert (step["action"], step["reason"], step["by"]["id"]) == ("hidden", "Injure en effet", str(moderator.id))

    async def test_a_restored_comment_is_shown_again(self, talk: Talk, author: Somebody, moderator: Somebody) -> None:
        said = await talk.post(author)
        assert (await talk.do(moderator, said, "restore")).json()["type"] == "/problems/comment-not-hidden"
        await talk.do(moderator, said, "hide", reason="Trop vite")
        assert (await talk.do(moderator, said, "hide", reason="Encore")).json()["type"] == "/problems/comment-hidden"
        assert (await talk.do(moderator, said, "restore")).status_code == 200
        [shown] = (await talk.threads())["items"]
        assert (shown["body"], shown["state"], shown["revision"]) == (SAID, "posted", 3)

    async def test_dismissed_reports_leave_the_queue(
        self, talk: Talk, author: Somebody, other: Somebody, moderator: Somebody
    ) -> None:
        said = await talk.post(author)
        assert (await talk.do(moderator, said, "dismiss")).json()["type"] == "/problems/nothing-reported"
        await talk.do(other, said, "reports", reason="Je n'aime pas")
        assert (await talk.do(moderator, said, "dismiss", reason="C'est permis")).status_code == 200
        assert await talk.queue(moderator) == {"items": [], "total": 0, "next": None}
        assert (await talk.threads())["items"] == [said]
        assert (await talk.do(other, said, "reports", reason="Encore")).status_code == 409

    async def test_moderators_see_what_was_said_before_and_what_was_taken_back(
        self, talk: Talk, author: Somebody, other: Somebody, moderator: Somebody
    ) -> None:
        said = await talk.post(author, "Une injure")
        await talk.do(other, said, "reports", reason="Injure")
        await talk.edit(author, said, "Un compliment")
        await talk.withdraw(author, said)
        [item] = (await talk.queue(moderator))["items"]
        assert item["comment"]["body"] is None
        assert [version["body"] for version in item["versions"]] == ["Une injure", "Un compliment"]
        assert (await talk.do(moderator, said, "hide", reason="?")).json()["type"] == "/problems/comment-withdrawn"
        assert (await talk.do(moderator, said, "dismiss")).status_code == 200
        assert (await talk.queue(moderator))["items"] == []
