"""A place in a network, and another one, for tests of who may act for them."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from directory_factories import CENSUS, NOW, network, partner, place

from directory.networks.actions import save_networks
from directory.partners.actions import save_partners
from directory.places.actions import join_networks, save_places


@dataclass(frozen=True)
class Town:
    """The ids of what there is."""

    place: UUID
    other: UUID
    network: UUID
    partner: UUID


@pytest.fixture
async def town(session) -> Town:
    drafts = [place(name="L'Étincelle"), place(name="La Forge")]
    one, other = [saved.place_id for saved in await save_places(session, drafts, source=CENSUS, now=NOW)]
    [joined] = (await save_networks(session, [network(name="Réseau breton")], source=CENSUS, now=NOW)).values()
    [maker] = (await save_partners(session, [partner(name="L'Atelier")], source=CENSUS, now=NOW)).values()
    await join_networks(session, [(one, joined)], now=NOW)
    await session.commit()
    return Town(one, other, joined, maker)


@pytest.fixture
def act(client):
    """A function: ``await act(who, "POST", "/mandates", **body)``; the answer must have the status given."""

    async def act(who, method, path, status=200, **body):
        headers = who.headers if who else {}
        sent = {"json": body} if method != "GET" and body else {"params": body}
        answer = await client.request(method, path, headers=headers, **sent)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    return act


@pytest.fixture
def ask(act):
    """A function: somebody asks for a mandate, and gets its document."""

    async def ask(who, organisation, *, kind="place", role="steward", status=201, **more):
        wanted = {"organisation_kind": kind, "organisation_id": str(organisation), "role": role}
        return await act(who, "POST", "/mandates", status, **wanted, **more)

    return ask
