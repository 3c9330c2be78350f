"""A small world in which everybody of the table of rights is somebody, and everything can be asked of something.

Its scenes are what a request may be about: a place; a place without steward (*orphan*); a network; a partner; an added
place that waits (*addition*); nothing in particular. In each stand the personas, with how they stand to it.
"""

import time
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from directory_factories import CENSUS, NOW, network, partner, place, tool
from mandated import hold

from chassis.ids import new_id
from contracts.directory import OrganisationKind
from directory.networks.actions import save_networks
from directory.partners.actions import save_partners
from directory.places.actions import close_places, join_networks, save_places
from directory.tables import Mandate, Person
from directory.tools.actions import save_tools
from identity.rights import Who

SIGNED_IN = frozenset({Who.SIGNED_IN})
MEMBER = SIGNED_IN | {Who.MEMBER}
EDITOR = MEMBER | {Who.EDITOR}
STEWARD = EDITOR | {Who.STEWARD}
ROLES = {"member": MEMBER, "editor": EDITOR, "steward": STEWARD}
MODERATOR = SIGNED_IN | {Who.MODERATOR}
FELLOW = SIGNED_IN | {Who.FELLOW_STEWARD}


@dataclass(frozen=True)
class Persona:
    """Somebody, as he stands to what a scene is about."""

    name: str
    headers: dict[str, str]
    stands: frozenset[Who]


@dataclass
class Scene:
    """``here``: what an example may name: ``id``, ``revision``, and everything else there is in the world."""

    here: SimpleNamespace
    personas: list[Persona] = field(default_factory=list)


class World:
    """Built once, through the door where there is one; each request is then made in it and undone."""

    def __init__(self, session: Any, client: Any, bearer: Any) -> None:
        self.session, self.client, self.bearer = session, client, bearer
        self.scenes: dict[str, Scene] = {}
        self.writer = new_id()

    async def build(self) -> "World":
        everywhere = await self._catalogue()
        await self._scenes(everywhere)
        await self._people(everywhere)
        for name in ("place", "orphan"):
            await self._said(self.scenes[name].here)
        for name in ("place", "orphan", "network", "partner"):
            await self._asked(self.scenes[name].here)
        await self._own(self.scenes["nothing"].here)
        for scene in self.scenes.values():
            self._answer_for_all(scene)
        return self

    async def _catalogue(self) -> SimpleNamespace:
        """Four places in a network, one of them closed; one that nobody acts for; another network; what they use."""
        names = ("home", "orphan", "twin", "closed", "bare", "elsewhere")
        saved = await save_places(self.session, [place(name=one.title()) for one in names], source=CENSUS, now=NOW)
        places = {name: one.place_id for name, one in zip(names, saved, strict=True)}
        regional = {"kind": "regional", "region_code": "53", "region": "Bretagne"}
        drafts = [network(slug="bretagne", **regional), network(slug="makers")]
        networks = await save_networks(self.session, drafts, source=CENSUS, now=NOW)
        partners = await save_partners(self.session, [partner(slug="maker"), partner()], source=CENSUS, now=NOW)
        tools = await save_tools(self.session, [tool(slug="agenda", maker="maker"), tool()], source=CENSUS, now=NOW)
        inside = [(places[name], networks["bretagne"]) for name in ("home", "orphan", "twin", "closed")]
        await join_networks(self.session, inside, now=NOW)
        await close_places(self.session, [places["closed"]], source=CENSUS, now=NOW)
        await self.session.commit()
        made = {"network": networks["bretagne"], "partner": partners["maker"], "tool": tools["agenda"]}
        return SimpleNamespace(**places, **made, makers=networks["makers"])

    async def _scenes(self, everywhere: SimpleNamespace) -> None:
        subjects = {"place": "home", "orphan": "orphan", "network": "network", "partner": "partner"}
        for scene, subject in subjects.items():
            kind = "place" if scene == "orphan" else scene
            revision = await self._revision(kind, getattr(everywhere, subject))
            own = {"kind": kind, "id": getattr(everywhere, subject), "revision": revision}
            self.scenes[scene] = Scene(SimpleNamespace(**vars(everywhere), **own))
        draft = {"name": "La Grange", "address": {"commune_code": "35238"}}
        added = await self.post("/places", draft, self.headers(self.writer))
        self.scenes["addition"] = Scene(SimpleNamespace(**vars(everywhere), id=added["id"]))
        self.scenes["nothing"] = Scene(SimpleNamespace(**vars(everywhere)))

    async def _revision(self, kind: str, subject: UUID) -> int:
        answer = await self.client.get(f"/{kind}s/{subject}")
        return int(answer.json()["revision"])

    async def _people(self, everywhere: SimpleNamespace) -> None:
        elsewhere, home = everywhere.elsewhere, everywhere.home
        fellow, manager = await self.holding("steward", "place", elsewhere), await self.manager(everywhere.network)
        managing = SIGNED_IN | {Who.NETWORK_MANAGER}
        orphaned = managing | {Who.ORPHAN_MANAGER}
        managers = {"place": managing, "orphan": orphaned, "addition": managing, "network": EDITOR}
        for name, scene in self.scenes.items():
            self._stand(scene, "a steward of another place", fellow, FELLOW)
            self._stand(scene, "network manager", manager, managers.get(name, SIGNED_IN))
        for name in ("place", "orphan", "network", "partner"):
            here = self.scenes[name].here
            for role in ("member", "editor") if name == "orphan" else ROLES:
                self._stand(self.scenes[name], role, await self.holding(role, here.kind, here.id), ROLES[role])
        for role in ROLES:
            who = FELLOW if role == "steward" else SIGNED_IN
            self._stand(self.scenes["nothing"], role, await self.holding(role, "place", home), who)

    def _answer_for_all(self, scene: Scene) -> None:
        scene.personas.append(Persona("stranger", {}, frozenset()))
        self._stand(scene, "signed-in", new_id(), SIGNED_IN)
        self._stand(scene, "whoever wrote or asked it", self.writer, SIGNED_IN | {Who.OWNER})
        moderates, administers = MODERATOR, MODERATOR | {Who.ADMINISTRATOR}
        scene.personas += [
            Persona("moderator", self.headers(new_id(), roles=("moderator",)), moderates),
            Persona("administrator", self.headers(new_id(), roles=("administrator",)), administers),
            Persona("partner client", self.headers(new_id(), scope="directory:write"), frozenset({Who.PARTNER})),
            # What looks like a right and is none here.
            Persona("partner without scope", self.headers(new_id(), scope="openid"), frozenset()),
            Persona("moderator's program", self.headers(new_id(), scope="", roles=("moderator",)), frozenset()),
        ]

    def _stand(self, scene: Scene, name: str, person: UUID, stands: frozenset[Who]) -> None:
        scene.personas.append(Persona(name, self.headers(person), stands))

    async def _said(self, here: SimpleNamespace) -> None:
        """What the writer has said of a place, and what others made of it."""
        writer, moderator = self.headers(self.writer), self.headers(new_id(), roles=("moderator",))
        at = f"/places/{here.id}"
        here.correction = (await self.post(f"{at}/corrections", {"changes": {"summary": "Mieux"}}, writer))["id"]
        here.testimonial = (await self.post(f"{at}/testimonials", {"text": "On y est bien."}, writer))["id"]
        here.shown = (await self.post(f"{at}/testimonials", {"text": "Oui."}, self.headers(new_id())))["id"]
        await self.post(f"/testimonials/{here.shown}/publish", None, moderator)
        here.comment = (await self.post(f"{at}/comments", {"body": "Bonjour"}, writer))["id"]
        await self.post(f"/comments/{here.comment}/reports", {"reason": "spam"}, self.headers(new_id()))
        here.hidden = (await self.post(f"{at}/comments", {"body": "Bonsoir"}, writer))["id"]
        await self.post(f"/comments/{here.hidden}/hide", {"reason": "spam"}, moderator)
        merged = (await save_places(self.session, [place(name=f"Double {here.id}")], source=CENSUS, now=NOW))[0]
        await join_networks(self.session, [(merged.place_id, here.network)], now=NOW)
        await self.session.commit()
        merge = {"into": str(here.id), "reason": "le même"}
        here.merge = (await self.post(f"/places/{merged.place_id}/merge", merge, moderator))["id"]
        here.revision = await self._revision("place", here.id)

    async def _asked(self, here: SimpleNamespace) -> None:
        """What people asked of an organisation, and were given."""
        at = (here.kind, here.id)
        here.request = await self.mandate(self.writer, *at, role="editor", state="requested")
        here.granted = await self.mandate(new_id(), *at, role="editor", state="granted")
        here.invitation = (await self._invite(*at))["id"]

    async def _own(self, here: SimpleNamespace) -> None:
        """What the writer holds, where nothing else is asked: an editor of a place, the steward of a network."""
        here.own = await self.mandate(self.writer, "place", here.bare, role="editor", state="granted")
        here.led = await self.mandate(self.writer, "network", here.makers, role="steward", state="granted")
        here.heir = str(await self.mandate(new_id(), "network", here.makers, role="editor", state="granted"))
        here.token = (await self._invite("place", here.bare))["token"]

    async def _invite(self, kind: str, organisation: UUID) -> Any:
        offered = {"organisation_kind": kind, "organisation_id": str(organisation), "role": "steward"}
        return await self.post("/invitations", offered, self.headers(new_id(), roles=("moderator",)))

    async def holding(self, role: str, kind: OrganisationKind, organisation: UUID) -> UUID:
        person = new_id()
        await hold(self.session, person, organisation, kind=kind, role=role)
        return person

    async def manager(self, of: UUID) -> UUID:
        return await self.holding("editor", "network", of)

    async def mandate(self, person: UUID, kind: str, organisation: UUID, *, role: str, state: str) -> UUID:
        row = {"person_id": person, "organisation_kind": kind, "organisation_id": organisation, "role": role}
        made = Mandate(id=new_id(), **row, state=state, requested_at=NOW, updated_at=NOW)
        known = Person(id=person, name="Lou Marchand", created_at=NOW, seen_at=NOW)
        self.session.add(made)
        await self.session.merge(known)  # who asks for something is known by name
        await self.session.commit()
        return made.id

    def headers(self, person: UUID, **claims: Any) -> dict[str, str]:
        lasting = {"exp": int(time.time()) + 3600}  # longer than the walk, on the slowest machine
        known: dict[str, str] = self.bearer(person, name="Lou Marchand", **lasting, **claims)
        return known

    async def post(self, path: str, body: Any, headers: dict[str, str]) -> Any:
        answer = await self.client.post(path, json=body, headers=headers)
        assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()
