"""Who speaks in the tests, of what, and how."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

import httpx2

from identity.testing import Headers

Json = dict[str, Any]
SAID = "Bonjour à tous"
STRANGER: Headers = {}


class Mounted(NamedTuple):
    """A subject as the tests address it: ``/<path>/<reference>/comments``."""

    kind: str
    path: str
    reference: str
    id: UUID


@dataclass(frozen=True)
class Somebody:
    """One of the people of the tests."""

    id: UUID
    name: str
    headers: Headers


@dataclass(frozen=True)
class Talk:
    """What people do in the tests."""

    client: httpx2.AsyncClient
    subject: Mounted

    @property
    def address(self) -> str:
        """Of the subject's comments."""
        return f"/{self.subject.path}/{self.subject.reference}/comments"

    async def post(self, who: Somebody, body: str = SAID, *, parent: Json | None = None) -> Json:
        """Say something, successfully."""
        said = {"body": body, "parent_id": parent and parent["id"]}
        answer = await self.client.post(self.address, json=said, headers=who.headers)
        assert answer.status_code == 201, answer.text
        comment: Json = answer.json()
        return comment

    async def edit(self, who: Somebody, comment: Json, body: str, *, revision: int | None = None) -> httpx2.Response:
        """Say it otherwise."""
        headers = {**who.headers, "if-match": f'"{revision or comment["revision"]}"'}
        return await self.client.patch(f"/comments/{comment['id']}", json={"body": body}, headers=headers)

    async def do(self, who: Somebody, comment: Json, what: str, **said: Any) -> httpx2.Response:
        """Report, hide, restore or dismiss."""
        return await self.client.post(f"/comments/{comment['id']}/{what}", json=said or None, headers=who.headers)

    async def withdraw(self, who: Somebody, comment: Json) -> httpx2.Response:
        """Take it back."""
        return await self.client.delete(f"/comments/{comment['id']}", headers=who.headers)

    async def threads(self, who: Somebody | None = None, **asked: str | int) -> Json:
        """What is said."""
        answer = await self.client.get(self.address, params=dict(asked), headers=who.headers if who else STRANGER)
        assert answer.status_code == 200, answer.text
        page: Json = answer.json()
        return page

    async def read(self, comment: Json, who: Somebody | None = None) -> Json:
        """One comment."""
        answer = await self.client.get(f"/comments/{comment['id']}", headers=who.headers if who else STRANGER)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def queue(self, who: Somebody, state: str = "reported") -> Json:
        """What moderators look at."""
        asked: dict[str, str | int] = {"state": state, "limit": 100}
        answer = await self.client.get("/moderation/comments", params=asked, headers=who.headers)
        assert answer.status_code == 200, answer.text
        page: Json = answer.json()
        return page
