"""For each endpoint a request that whoever may would make: two lines, and the whole table of rights is walked with it.

``ask({"body": …}, match=revision, query={…}, name=value)``: values fill the address; ``on`` says in which scenes of the
world it is asked (`world.py`), ``here`` is what there is in it. Where a right depends on it, a place is also an orphan.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID


class Asked(NamedTuple):
    """A request, apart from who makes it."""

    body: Any
    values: dict[str, Any]
    query: dict[str, Any]
    headers: dict[str, str]


class Example(NamedTuple):
    """How an endpoint is asked, in which scenes."""

    ask: Callable[[SimpleNamespace], Asked]
    scenes: tuple[str, ...]


def ask(body: Any = None, *, match: int | None = None, query: dict[str, Any] | None = None, **values: Any) -> Asked:
    return Asked(body, values, query or {}, {"if-match": f'"{match}"'} if match else {})


def on(*scenes: str) -> Callable[[Callable[[SimpleNamespace], Asked]], Example]:
    return lambda make: Example(make, scenes)


def at(here: SimpleNamespace) -> dict[str, Any]:
    return {"organisation_kind": here.kind, "organisation_id": here.id}


def role_at(kind: str, organisation: UUID) -> dict[str, Any]:
    return {"organisation_kind": kind, "organisation_id": str(organisation), "role": "steward"}


place, addition, nothing = on("place"), on("addition"), on("nothing")
network, partner, anywhere = on("network"), on("partner"), on("place", "network", "partner")
asked_plainly = nothing(lambda here: ask())
of_the_place = place(lambda here: ask(reference=here.id))
on_the_correction = place(lambda here: ask(correction_id=here.correction))
on_the_request = anywhere(lambda here: ask(mandate_id=here.request))
WORD, WHY = {"text": "Un lieu où l’on revient."}, {"reason": "Il le faut."}

EXAMPLES: dict[str, Example] = {
    # read by anyone
    "GET /places": asked_plainly,
    "GET /places.geojson": asked_plainly,
    "GET /places/facets": asked_plainly,
    "GET /places/{reference}": of_the_place,
    "GET /places/{reference}/history": of_the_place,
    "GET /places/{reference}/neighbours": of_the_place,
    "GET /places/{reference}/testimonials": of_the_place,
    "GET /similar-places": nothing(lambda here: ask(query={"name": "Home", "commune_code": "35238"})),
    "GET /communes": nothing(lambda here: ask(query={"q": "Rennes"})),
    "GET /networks": asked_plainly,
    "GET /networks/{reference}": network(lambda here: ask(reference=here.id)),
    "GET /partners": asked_plainly,
    "GET /partners/{reference}": partner(lambda here: ask(reference=here.id)),
    "GET /tools": asked_plainly,
    "GET /tools/{reference}": partner(lambda here: ask(reference=here.tool)),
    "GET /tools/{reference}/usages": partner(lambda here: ask(reference=here.tool)),
    "GET /vocabulary": asked_plainly,
    "GET /territories": asked_plainly,
    "GET /summary": asked_plainly,
    # places: edited, added, corrected
    "PATCH /places/{reference}": place(
        lambda here: ask({"summary": "Un lieu"}, match=here.revision, reference=here.id)
    ),
    "POST /places": nothing(lambda here: ask({"name": "La Cour", "address": {"commune_code": "35238"}})),
    "GET /places/{reference}/draft": addition(lambda here: ask(reference=here.id)),
    "GET /additions": asked_plainly,
    "GET /me/additions": asked_plainly,
    "POST /places/{reference}/confirmations": addition(lambda here: ask({"word": "Oui"}, reference=here.id)),
    "POST /places/{reference}/rejection": addition(lambda here: ask(WHY, reference=here.id)),
    "POST /places/{reference}/corrections": place(
        lambda here: ask({"changes": {"summary": "Autre"}}, reference=here.id)
    ),
    "GET /places/{reference}/corrections": of_the_place,
    "GET /me/corrections": asked_plainly,
    "POST /corrections/{correction_id}/accept": place(lambda here: ask({}, correction_id=here.correction)),
    "POST /corrections/{correction_id}/refuse": place(lambda here: ask(WHY, correction_id=here.correction)),
    "POST /corrections/{correction_id}/withdraw": on_the_correction,
    # places: closed, merged, what they use and with whom they work
    "POST /places/{reference}/close": place(lambda here: ask(WHY, reference=here.id)),
    "POST /places/{reference}/reopen": place(lambda here: ask(WHY, reference=here.closed)),
    "POST /places/{reference}/merge": place(lambda here: ask({"into": str(here.twin), **WHY}, reference=here.id)),
    "GET /places/{reference}/merges": of_the_place,
    "POST /merges/{merge}/undo": place(lambda here: ask(WHY, merge=here.merge)),
    "PUT /places/{reference}/usages/{tool}": place(lambda here: ask({"how": "Oui"}, reference=here.id, tool=here.tool)),
    "DELETE /places/{reference}/usages/{tool}": place(lambda here: ask(reference=here.id, tool=here.tool)),
    "PUT /places/{reference}/neighbours/{other}": place(
        lambda here: ask({"what": "Une cour"}, reference=here.id, other=here.twin)
    ),
    "DELETE /places/{reference}/neighbours/{other}": place(lambda here: ask(reference=here.id, other=here.twin)),
    # networks, partners, tools
    "POST /networks": nothing(lambda here: ask({"name": "Réseau", "kind": "thematic"})),
    "PATCH /networks/{reference}": network(
        lambda here: ask({"description": "Un réseau"}, match=here.revision, reference=here.id)
    ),
    "PUT /networks/{reference}/members/{place}": network(lambda here: ask(reference=here.id, place=here.bare)),
    "DELETE /networks/{reference}/members/{place}": network(lambda here: ask(reference=here.id, place=here.twin)),
    "POST /partners": nothing(lambda here: ask({"name": "Atelier", "kind": "maker"})),
    "PATCH /partners/{reference}": partner(
        lambda here: ask({"website": "https://atelier.example/"}, match=here.revision, reference=here.id)
    ),
    "POST /tools": partner(
        lambda here: ask({"name": "Carte", "kind": "software", "category": "communication", "maker": "maker"})
    ),
    "PATCH /tools/{reference}": partner(lambda here: ask({"description": "Un outil"}, match=1, reference=here.tool)),
    # oneself: what is here, what one likes, what one says of places
    "GET /me": asked_plainly,
    "PATCH /me": nothing(lambda here: ask({"named": True})),
    "DELETE /me": asked_plainly,
    "GET /me/places": asked_plainly,
    "GET /me/export": asked_plainly,
    "GET /me/favourites": asked_plainly,
    "PUT /me/favourites/{kind}/{subject}": nothing(lambda here: ask(kind="place", subject=here.home)),
    "DELETE /me/favourites/{kind}/{subject}": nothing(lambda here: ask(kind="place", subject=here.home)),
    "POST /places/{reference}/testimonials": place(lambda here: ask(WORD, reference=here.twin)),
    "GET /me/testimonials": asked_plainly,
    "PATCH /testimonials/{testimonial}": place(lambda here: ask(WORD, testimonial=here.testimonial)),
    "DELETE /testimonials/{testimonial}": place(lambda here: ask(testimonial=here.testimonial)),
    "PUT /testimonials/{testimonial}/reply": place(lambda here: ask(WORD, testimonial=here.shown)),
    "DELETE /testimonials/{testimonial}/reply": place(lambda here: ask(testimonial=here.shown)),
    "POST /testimonials/{testimonial}/publish": place(lambda here: ask(testimonial=here.testimonial)),
    "POST /testimonials/{testimonial}/hide": place(lambda here: ask(WHY, testimonial=here.testimonial)),
    "GET /moderation/testimonials": asked_plainly,
    # mandates, invitations
    "POST /mandates": nothing(lambda here: ask(role_at("place", here.bare))),
    "GET /mandates": anywhere(lambda here: ask(query=at(here))),
    "GET /mandates/inbox": asked_plainly,
    "GET /mandates/orphans": asked_plainly,
    "GET /mandates/{mandate_id}": on_the_request,
    "GET /mandates/{mandate_id}/steps": on_the_request,
    "POST /mandates/{mandate_id}/grant": on_the_request,
    "POST /mandates/{mandate_id}/refuse": anywhere(lambda here: ask(WHY, mandate_id=here.request)),
    "POST /mandates/{mandate_id}/revoke": anywhere(lambda here: ask(WHY, mandate_id=here.granted)),
    "POST /mandates/{mandate_id}/withdraw": on_the_request,
    "POST /mandates/{mandate_id}/resign": nothing(lambda here: ask(mandate_id=here.own)),
    "POST /mandates/{mandate_id}/transfer": nothing(lambda here: ask({"to": here.heir, **WHY}, mandate_id=here.led)),
    "PATCH /mandates/{mandate_id}": nothing(lambda here: ask({"named": True}, mandate_id=here.own)),
    "POST /invitations": anywhere(lambda here: ask(role_at(here.kind, here.id))),
    "GET /invitations": anywhere(lambda here: ask(query=at(here))),
    "DELETE /invitations/{invitation_id}": anywhere(lambda here: ask(invitation_id=here.invitation)),
    "GET /invitations/by-token/{token}": nothing(lambda here: ask(token=here.token)),
    "POST /invitations/by-token/{token}/acceptance": nothing(lambda here: ask(token=here.token)),
    "GET /places/{reference}/stewards": of_the_place,
    "GET /networks/{reference}/stewards": network(lambda here: ask(reference=here.id)),
    "GET /partners/{reference}/stewards": partner(lambda here: ask(reference=here.id)),
    # comments
    "GET /places/{reference}/comments": of_the_place,
    "POST /places/{reference}/comments": place(lambda here: ask({"body": "Bonjour"}, reference=here.id)),
    "GET /comments/{comment_id}": place(lambda here: ask(comment_id=here.comment)),
    "PATCH /comments/{comment_id}": place(lambda here: ask({"body": "Bonjour !"}, match=1, comment_id=here.comment)),
    "DELETE /comments/{comment_id}": place(lambda here: ask(comment_id=here.comment)),
    "POST /comments/{comment_id}/reports": place(lambda here: ask(WHY, comment_id=here.comment)),
    "GET /moderation/comments": asked_plainly,
    "POST /comments/{comment_id}/hide": place(lambda here: ask(WHY, comment_id=here.comment)),
    "POST /comments/{comment_id}/restore": place(lambda here: ask(comment_id=here.hidden)),
    "POST /comments/{comment_id}/dismiss": place(lambda here: ask(comment_id=here.comment)),
}
