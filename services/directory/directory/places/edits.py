"""What somebody who speaks for a place says of it: the shape of an edit, and what it comes to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import Field, StringConstraints, ValidationError

from chassis.refusals import Invalid
from directory.ecosystem import Term, Vocabulary
from directory.imports import values, web
from directory.imports.values import Unreadable
from directory.imports.whereabouts import TOLERANCE_M, metres_off
from directory.places.schemas import AddressDraft, LocationDraft, PlaceWords, SquareMetres
from directory.schemas import Draft, Key, Line, Name, Paragraphs, Tidy
from directory.territories.communes import Commune, Territories
from directory.territories.resolution import resolve_commune

Value = TypeVar("Value")
Row = Mapping[str, Any]
Fault = dict[str, str]

Words = Annotated[Annotated[str, StringConstraints(max_length=2000)] | None, Tidy]  # understood later, as imports are
Chosen = Annotated[tuple[Key, ...] | None, Field(max_length=60)]
CommuneCode = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9AB][0-9]{3}$")]
Postcode = Annotated[Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")] | None, Tidy]


class AddressEdit(Draft):
    """An address, whole: what it leaves out is not part of it. The commune's code says département and région."""

    street: Line = None
    complement: Line = None
    postcode: Postcode = None
    commune_code: CommuneCode


class LocationEdit(Draft):
    """Where the door is, in degrees (WGS 84)."""

    latitude: Annotated[float, Field(ge=-85, le=85, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class LinkEdit(Draft):
    """A page elsewhere; the kind is one of the vocabulary's."""

    kind: Key
    url: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class PlaceEdit(Draft):
    """What a place says of itself. A key that is absent says nothing; null (or an empty list) says that there is none.

    Giving the present value again confirms it today.
    """

    name: Name = Field(default=None)  # type: ignore[assignment] # absent, never null: not read unless it is set
    summary: Paragraphs = None
    description: Paragraphs = None
    typologies: Chosen = None
    bearer_name: Line = None
    bearer_legal_form: Key | None = None
    address: AddressEdit = Field(default=None)  # type: ignore[assignment] # same
    location: LocationEdit | None = None
    email: Words = None
    phone: Words = None
    website: Words = None
    opening_hours: Words = Field(default=None, description="OpenStreetMap opening_hours syntax.")
    total_m2: SquareMetres = None
    workspace_m2: SquareMetres = None
    events_m2: SquareMetres = None
    labels: Chosen = None
    links: Annotated[tuple[LinkEdit, ...] | None, Field(max_length=60)] = None
    founded: Words = Field(default=None, description="2015, 2015-03 or 2015-03-01.")

    @property
    def said(self) -> dict[str, Any]:
        """What it says, by field, as JSON."""
        return self.model_dump(mode="json", exclude_unset=True, include=set(PlaceEdit.model_fields))


@dataclass(frozen=True)
class Referential:
    """What people's words are understood by: the ecosystem's vocabulary, and the communes."""

    vocabulary: Vocabulary
    territories: Territories


def understood(
    edit: PlaceEdit, place_id: UUID, referential: Referential, *, place: Row | None = None, at: str = ""
) -> PlaceWords:
    """The edit as the words of a place. Raises Invalid.

    ``place``: its row, unless it is new; ``at``: where in the request the edit stands, as a JSON pointer.
    """
    reading = Reading(referential, place)
    words = reading.words(edit)
    none = tuple(name for name in edit.said if words[name] in (None, ()))
    said = {name: value for name, value in words.items() if name not in none}
    try:
        if not reading.faults:
            return PlaceWords(external_id=str(place_id), state="draft", without=none, **said)
    except ValidationError as error:
        reading.faults = [{"pointer": f"/{one['loc'][0]}", "detail": one["msg"]} for one in error.errors()]
    errors = [fault | {"pointer": at + fault["pointer"]} for fault in reading.faults]
    raise Invalid("Some values are not as they must be.", errors=errors)


@dataclass
class Reading:
    """An edit being understood, and the faults met on the way."""

    referential: Referential
    place: Row | None
    faults: list[Fault] = field(default_factory=list)

    def words(self, edit: PlaceEdit) -> dict[str, Any]:
        """The values that the edit gives, made into values to rely on."""
        said = {name: getattr(edit, name) for name in edit.said}
        commune = self._commune(edit)
        departement = commune.departement_code if commune else (self.place or {}).get("departement_code")
        readers: dict[str, Callable[[Any], Any]] = {
            "name": lambda name: " ".join(name.split()),
            "typologies": partial(self._chosen, "typologies", self.referential.vocabulary.typologies),
            "labels": partial(self._chosen, "labels", self.referential.vocabulary.labels),
            "bearer_legal_form": self._legal_form,
            "address": lambda address: address_in(commune, address) if commune else None,
            "location": lambda location: self._location(location, commune),
            "email": partial(self._read, "email", values.email),
            "phone": partial(self._read, "phone", partial(values.phone, departement=departement)),
            "website": partial(self._read, "website", web.web_address),
            "opening_hours": partial(self._read, "opening_hours", values.opening_hours),
            "founded": partial(self._read, "founded", values.partial_date),
            "links": self._links,
        }
        unread = (name for name in said if said[name] is not None and name in readers)
        said |= {name: readers[name](said[name]) for name in list(unread)}
        return said | self._moved(edit, commune)

    def _fault(self, pointer: str, why: str) -> None:
        self.faults.append({"pointer": f"/{pointer}", "detail": why[:1].upper() + why[1:] + "."})

    def _read(self, pointer: str, read: Callable[[str], Value | None], written: str) -> Value | None:
        try:
            found = read(written)
        except Unreadable as unreadable:
            self._fault(pointer, str(unreadable))
            return None
        if found is None:
            self._fault(pointer, "say null where there is none")
        return found

    def _chosen(self, name: str, terms: Iterable[Term], keys: Sequence[str]) -> tuple[str, ...]:
        known = {term.key for term in terms}
        for number, key in enumerate(keys):
            if key not in known:
                self._fault(f"{name}/{number}", f"{key!r} is not a word of the vocabulary")
        return tuple(dict.fromkeys(keys))

    def _legal_form(self, key: str) -> str:
        if key not in {term.key for term in self.referential.vocabulary.legal_forms}:
            self._fault("bearer_legal_form", f"{key!r} is not a word of the vocabulary")
        return key

    def _links(self, links: Sequence[LinkEdit]) -> tuple[dict[str, str], ...]:
        kinds = {term.key for term in self.referential.vocabulary.link_kinds}
        found = []
        for number, link in enumerate(links):
            if link.kind not in kinds:
                self._fault(f"links/{number}/kind", f"{link.kind!r} is not a word of the vocabulary")
            if url := self._read(f"links/{number}/url", web.web_address, link.url):
                found.append({"kind": link.kind, "url": url})
        return tuple({(link["kind"], link["url"]): link for link in found}.values())

    def _commune(self, edit: PlaceEdit) -> Commune | None:
        """The commune that the edit names, else the one that the place is in."""
        if "address" not in edit.model_fields_set:
            return self.referential.territories.commune((self.place or {}).get("commune_code") or "")
        found = resolve_commune(self.referential.territories, code=edit.address.commune_code).commune
        if found is None:
            self._fault("address/commune_code", "there is no such commune, past or present")
        return found

    def _location(self, location: LocationEdit, commune: Commune | None) -> LocationDraft:
        at = location.latitude, location.longitude
        if commune and (off := metres_off(at, commune)) > 0:
            kilometres = round((off + TOLERANCE_M) / 1000)
            self._fault("location", f"this point is {kilometres} km outside {commune.name}")
        return LocationDraft(latitude=at[0], longitude=at[1], precision="address")

    def _moved(self, edit: PlaceEdit, commune: Commune | None) -> dict[str, LocationDraft]:
        """The middle of its commune for a place that is new there and does not say where its door is."""
        if commune is None or "address" not in edit.model_fields_set or "location" in edit.model_fields_set:
            return {}
        if commune.latitude is None or commune.longitude is None or self._stays(commune):
            return {}
        return {"location": LocationDraft(latitude=commune.latitude, longitude=commune.longitude, precision="commune")}

    def _stays(self, commune: Commune) -> bool:
        """Whether what is known of its position holds in this commune: that it has none holds anywhere."""
        place = self.place
        if place is None or not any(one["field"] == "location" for one in place["sources"]):
            return False
        return place["latitude"] is None or metres_off((place["latitude"], place["longitude"]), commune) <= 0


def address_in(commune: Commune, address: AddressEdit) -> AddressDraft:
    """An address with the codes and names of its commune, département and région."""
    return AddressDraft(
        street=address.street,
        complement=address.complement,
        postcode=address.postcode,
        commune_code=commune.code,
        commune=commune.name,
        departement_code=commune.departement.code,
        departement=commune.departement.name,
        region_code=commune.region.code,
        region=commune.region.name,
    )
