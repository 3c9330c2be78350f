"""People who ask for things, with the mandates that a test gives them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import pytest
from directory_factories import CENSUS, NOW, place

from chassis.ids import new_id
from directory.places.actions import save_places
from directory.tables import Mandate

Headers = dict[str, str]
Holds = tuple[str, str, UUID]  # role, kind and id of the organisation


@dataclass(frozen=True)
class Somebody:
    """``headers``: his token, for a request."""

    id: UUID
    name: str
    headers: Headers

    def edits(self, revision: int) -> Headers:
        """The headers of an edit that he makes on this revision."""
        return self.headers | {"if-match": f'"{revision}"'}


WHY = "Deux fiches pour un lieu"
Meet = Callable[..., Awaitable[Somebody]]


def mandate(person: UUID, role: str, kind: str, organisation: UUID) -> Mandate:
    granted: Mapping[str, object] = {"requested_at": NOW, "decided_at": NOW, "updated_at": NOW, "state": "granted"}
    return Mandate(person_id=person, role=role, organisation_kind=kind, organisation_id=organisation, **granted)


@pytest.fixture
def meet(session, bearer) -> Meet:
    """A function: somebody new. ``await meet("Camille", ("steward", "place", place_id), roles=("moderator",))``."""

    async def meet(name: str = "Lou Marchand", *holds: Holds, **claims: object) -> Somebody:
        person = new_id()
        session.add_all(mandate(person, *held) for held in holds)
        await session.commit()
        return Somebody(person, name, bearer(person, name=name, **claims))

    return meet


@pytest.fixture
async def home(session) -> UUID:
    """A published place."""
    [made] = await save_places(session, [place(name="Chez nous")], source=CENSUS, now=NOW)
    await session.commit()
    return made.place_id


@pytest.fixture
async def elsewhere(session) -> UUID:
    """Another one."""
    [made] = await save_places(session, [place(name="Ailleurs")], source=CENSUS, now=NOW)
    await session.commit()
    return made.place_id


@pytest.fixture
async def moderator(meet) -> Somebody:
    return await meet("Morgan Etxeberria", roles=("moderator",))


async def merge(client, who, gone, into, status=200):
    answer = await client.post(f"/places/{gone}/merge", json={"into": str(into), "reason": WHY}, headers=who.headers)
    assert answer.status_code == status, answer.text
    return answer.json()


async def undo(client, who, merged, status=200):
    answer = await client.post(f"/merges/{merged['id']}/undo", json={"reason": "Non"}, headers=who.headers)
    assert answer.status_code == status, answer.text
    return answer.json()
