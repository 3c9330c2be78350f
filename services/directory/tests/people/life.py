"""Somebody who has done everything that can be done here, and with whom everything was done."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from acting import merge, undo
from directory_factories import CENSUS, NOW, network, place

from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places

NAME, USERNAME, EMAIL = "Zéphyrine Quillet", "zephyrine.quillet", "zephyrine.quillet@exemple.test"
WORD = "xyloglossie"  # in every sentence that she writes in her own name
OTHERS = "Amarante Vézinet"
AT_RENNES = {"commune_code": "35238"}


@dataclass
class Life:
    """``twin``: a place of her network; ``far``: one that she is only a member of; ``link``: an invitation of hers."""

    act: Any
    ask: Any
    meet: Any
    client: Any
    she: Any
    other: Any
    third: Any
    town: Any
    twin: UUID
    twice: UUID
    far: UUID
    sentences: int = 0
    link: str = ""

    def said(self) -> str:
        self.sentences += 1
        return f"Une {WORD} de plus, la {self.sentences}e."

    async def mandates(self):
        act, ask, she, town = self.act, self.ask, self.she, self.town
        await act(she, "PATCH", "/me", named=True)
        asked = await ask(she, town.other, role="editor", word=self.said())
        why = f"{NAME} est des nôtres, quelle {WORD}"
        await act(self.other, "POST", f"/mandates/{asked['id']}/grant", reason=why)
        await ask(she, town.partner, kind="partner", word=self.said(), named=True)
        refused = await ask(await self.meet("Lou"), town.place)
        await act(she, "POST", f"/mandates/{refused['id']}/refuse", reason=self.said())
        granted = await ask(self.other, town.place, role="member")
        await act(she, "POST", f"/mandates/{granted['id']}/grant", reason=self.said())

    async def invitations(self):
        to = {"organisation_kind": "place", "organisation_id": str(self.town.place), "role": "member"}
        self.link = (await self.act(self.she, "POST", "/invitations", 201, **to))["token"]
        taken = await self.act(self.she, "POST", "/invitations", 201, **to)
        await self.act(await self.meet("Ode"), "POST", f"/invitations/by-token/{taken['token']}/acceptance", 201)
        theirs = await self.act(self.third, "POST", "/invitations", 201, **to | {"organisation_id": str(self.far)})
        await self.act(self.she, "POST", f"/invitations/by-token/{theirs['token']}/acceptance", 201)

    async def opinions(self):
        act, she = self.act, self.she
        await act(she, "PUT", f"/me/favourites/place/{self.town.other}", 204)
        mine = await act(she, "POST", f"/places/{self.twin}/testimonials", 201, text=self.said())
        await act(she, "POST", f"/places/{self.twice}/testimonials", 201, text=self.said())
        await act(self.third, "POST", f"/testimonials/{mine['id']}/publish")
        theirs = await act(self.other, "POST", f"/places/{self.twin}/testimonials", 201, text="Un lieu ouvert")
        await act(she, "POST", f"/testimonials/{theirs['id']}/hide", reason=self.said())
        about = await act(self.third, "POST", f"/places/{self.town.place}/testimonials", 201, text="Un lieu vivant")
        judge = await self.meet("Juge", roles=("moderator",))
        await act(judge, "POST", f"/testimonials/{about['id']}/publish")
        await act(she, "PUT", f"/testimonials/{about['id']}/reply", text="Merci de la part du lieu")

    async def corrections(self):
        act, she = self.act, self.she
        for answer in ("accept", "refuse", "wait"):
            said = {"changes": {"summary": f"Un atelier, par {answer}."}, "word": self.said()}
            proposed = await act(she, "POST", f"/places/{self.twice}/corrections", 201, **said)
            if answer != "wait":
                why = {"reason": f"{WORD} manifeste"} if answer == "refuse" else {"fields": None}
                await act(self.third, "POST", f"/corrections/{proposed['id']}/{answer}", **why)
        said = {"changes": {"summary": "Un lieu."}}
        proposed = await act(self.other, "POST", f"/places/{self.town.place}/corrections", 201, **said)
        await act(she, "POST", f"/corrections/{proposed['id']}/refuse", reason=self.said())

    async def additions(self):
        act, she = self.act, self.she
        for name, answer in (("La Grange", "confirmations"), ("Le Four", "rejection"), ("Le Lavoir", None)):
            added = await act(she, "POST", "/places", 201, name=name, address=AT_RENNES, word=self.said())
            if answer:
                body = {"word": "Oui"} if answer == "confirmations" else {"reason": f"Encore une {WORD}"}
                await act(self.third, "POST", f"/places/{added['id']}/{answer}", **body)
        for name, answer in (("Le Puits", "confirmations"), ("La Tour", "rejection")):
            added = await act(self.other, "POST", "/places", 201, name=name, address=AT_RENNES)
            key = "word" if answer == "confirmations" else "reason"
            await act(she, "POST", f"/places/{added['id']}/{answer}", **{key: self.said()})

    async def places(self):
        act, she, here = self.act, self.she, self.town.place
        edit, headers = {"opening_hours": "Mo-Fr 09:00-18:00"}, she.headers | {"if-match": "*"}
        answer = await self.client.patch(f"/places/{here}", json=edit, headers=headers)
        assert answer.status_code == 200, answer.text
        await act(she, "POST", f"/places/{self.twice}/close", reason=self.said())
        await undo(self.client, she, await merge(self.client, she, self.twin, here))
        await act(she, "PUT", f"/places/{here}/neighbours/{self.town.other}", what="Des chantiers communs")

    async def comments(self):
        act, she, there = self.act, self.she, f"/places/{self.town.other}/comments"
        mine = await act(she, "POST", there, 201, body=self.said())
        theirs = await act(self.other, "POST", there, 201, body=f"D'accord, @[x]({she.id})")
        await act(she, "POST", f"/comments/{theirs['id']}/reports", 201, reason=self.said())
        await act(self.other, "POST", f"/comments/{mine['id']}/reports", 201, reason=f"Trop de {WORD}")
        await act(self.third, "POST", f"/comments/{theirs['id']}/hide", reason="Hors sujet")


@pytest.fixture
async def she(meet, town):
    """Steward of the place, manager of its network, moderator."""
    held = ("steward", "place", town.place), ("editor", "network", town.network)
    return await meet(NAME, *held, roles=("moderator",))


@pytest.fixture
async def life(act, ask, she, meet, town, session, client) -> Life:
    other = await meet(OTHERS, ("steward", "place", town.other))
    third = await meet("Morgan Garant", roles=("moderator",))
    regional = network(kind="regional", region_code="53", region="Bretagne")
    await save_networks(session, [regional], source=CENSUS, now=NOW)
    drafts = [place(name=name) for name in ("La Ruche", "L'Essaim", "La Cale")]
    twin, twice, far = [one.place_id for one in await save_places(session, drafts, source=CENSUS, now=NOW)]
    await join_networks(session, [(one, town.network) for one in (twin, twice)], now=NOW)
    await session.commit()
    lived = Life(act, ask, meet, client, she, other, third, town, twin, twice, far)
    for part in ("mandates", "invitations", "opinions", "corrections", "additions", "places", "comments"):
        await getattr(lived, part)()
    return lived
