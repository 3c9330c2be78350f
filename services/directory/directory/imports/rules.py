"""What a row says, understood: a draft of a place with what could be read, and the faults of what could not."""

import hashlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from pydantic import ValidationError

from directory.imports import values, web, whereabouts
from directory.imports.said import Cell, Fault, Faults, Reading, Said
from directory.places.schemas import AddressDraft, PlaceDraft
from directory.territories.communes import Territories
from directory.territories.names import plain

NEEDED = {"external_id", "name", "address"}


def understand(said: Said, territories: Territories) -> Reading:
    """Make a draft of what a row says, or reject the row.

    A row is rejected without a name, or when nothing tells where the place is. A bad value is left out with its fault
    and the rest of the row goes in.
    """
    faults = Faults()
    name = values.text(said.name.value) or said.name.value.strip()  # a place may well be called `X`
    if not name:
        return _rejected(faults, said.name, "a place needs a name")
    at = whereabouts.position(said, faults)
    found = whereabouts.commune(said, at, territories)
    address = whereabouts.address(said, found)
    if not found.commune:
        if at is None and address.departement_code is None:
            return _rejected(faults, whereabouts.blamed(said), f"nothing tells where it is: {found.sentence()}")
        faults.add(whereabouts.blamed(said), found.sentence())
    fields = {
        "external_id": values.text(said.external_id.value) or stable_id(name, address),
        "name": " ".join(name.split()),
        "address": address,
        "location": whereabouts.location(said, at, found, faults),
        **_described(said),
        **_reached(said, faults, address.departement_code),
        **_measured(said, faults),
    }
    faults.take(said.said_on, values.day)
    draft = _draft(fields, said, faults)
    return Reading(draft, tuple(faults.found) if draft else _last_first(faults), found.how)


def stable_id(name: str, address: AddressDraft) -> str:
    """A name of our own for a place that its source gives none: the same for the same name, commune and street."""
    where = address.commune_code or address.postcode or address.departement_code or ""
    said = "|".join((plain(name) or name, where, plain(address.street or "")))
    return f"auto-{hashlib.sha256(said.encode()).hexdigest()[:20]}"


def _rejected(faults: Faults, cell: Cell, reason: str) -> Reading:
    faults.add(cell, reason)
    return Reading(None, _last_first(faults))


def _last_first(faults: Faults) -> tuple[Fault, ...]:
    """The reason for a rejection, which was met last, is read first."""
    return faults.found[-1], *faults.found[:-1]


def _described(said: Said) -> dict[str, Any]:
    return {
        "summary": values.text(said.summary.value),
        "description": values.text(said.description.value),
        "typologies": said.typologies or None,
        "labels": said.labels or None,
        "bearer_name": values.text(said.bearer_name.value),
        "bearer_legal_form": said.bearer_legal_form,
    }


def _reached(said: Said, faults: Faults, departement: str | None) -> dict[str, Any]:
    links = list(_links(said, faults))
    website = next((url for kind, url in links if kind == web.WEBSITE), None)
    return {
        "email": faults.take(said.email, values.email),
        "phone": faults.take(said.phone, partial(values.phone, departement=departement)),
        "website": website,
        "links": tuple({"kind": kind, "url": url} for kind, url in links if url != website) or None,
    }


def _links(said: Said, faults: Faults) -> Iterator[tuple[str, str]]:
    for kind, cell in said.websites:
        yield from faults.take(cell, partial(web.addresses, kind=kind)) or ()


def _measured(said: Said, faults: Faults) -> dict[str, Any]:
    return {
        "opening_hours": faults.take(said.opening_hours, values.opening_hours),
        "total_m2": faults.take(said.total_m2, values.square_metres),
        "workspace_m2": faults.take(said.workspace_m2, values.square_metres),
        "events_m2": faults.take(said.events_m2, values.square_metres),
        "founded": faults.take(said.founded, values.partial_date),
    }


def _draft(fields: dict[str, Any], said: Said, faults: Faults) -> PlaceDraft | None:
    """The draft without the values that a place cannot have; none when it cannot be without them."""
    try:
        return PlaceDraft(**fields)
    except ValidationError as error:
        wrong = {str(one["loc"][0]): one["msg"] for one in error.errors()}
    for name, message in sorted(wrong.items(), key=lambda one: one[0] in NEEDED):
        written = getattr(said, name, None)
        faults.add(written if isinstance(written, Cell) else Cell(name, str(fields[name])), message)
    if wrong.keys() & NEEDED:
        return None
    return _draft({name: value for name, value in fields.items() if name not in wrong}, said, faults)
