"""Whose word counts for a place, and how much of it is known.

Each source makes statements about a place; what we hold is what those statements come to, whatever the order in which
they arrived. So an import can be repeated, an older list can follow a newer one, and nothing is lost or flips over.

A source that does not mention something is silent about it. A place can say more: that it has none (`Word` of None).
That is known, then, and no import speaks against it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date as Day  # noqa: N812 - a claim has a date too
from hashlib import blake2b
from typing import Any, NamedTuple

from contracts.directory import Address, GivenBy, Location
from directory.geometry import metres_between
from directory.places.schemas import PlaceWords
from directory.schemas import Source

Values = dict[str, Any]  # by the name of the draft's field, as JSON; None where the place says that there is none
OWN = "place"  # the source under which a place speaks of itself, by its own id

# What the public document calls each value that has a source, in the document's order.
FIELDS = {
    "name": "name",
    "summary": "summary",
    "description": "description",
    "typologies": "typologies",
    "bearer_name": "bearer.name",
    "bearer_legal_form": "bearer.legal_form",
    "address": "address",
    "location": "location",
    "email": "contact.email",
    "phone": "contact.phone",
    "website": "website",
    "opening_hours": "opening_hours",
    "total_m2": "surfaces.total_m2",
    "workspace_m2": "surfaces.workspace_m2",
    "events_m2": "surfaces.events_m2",
    "labels": "labels",
    "links": "links",
    "founded": "founded",
}
RANK: Mapping[GivenBy, int] = {"demo": 0, "import": 1, "place": 2}
SHARPNESS = {"approximate": 0, "commune": 1, "street": 2, "address": 3}
NEIGHBOURHOOD = 10_000  # metres: two positions this near are taken for the same door, the sharper one is kept


class Word(NamedTuple):
    """One value, or None for none, and when its source said so."""

    value: Any
    date: Day


class Statement(NamedTuple):
    """All that one row of one source has said of a place so far.

    ``own``: the place said it under its own id, not another place that was merged into it.
    """

    source: str
    external_id: str
    given_by: GivenBy
    words: Mapping[str, Word]
    own: bool = False


class Claim(NamedTuple):
    """A value with whoever claims it."""

    value: Any
    date: Day
    statement: Statement

    @property
    def weight(self) -> tuple[int, Day, bool, str, str]:
        """The place over an import over a demonstration, then the later word, its own over one it inherited.

        Names only settle a draw.
        """
        who = self.statement
        return RANK[who.given_by], self.date, who.own, who.source, who.external_id


def hear(known: Statement | None, draft: PlaceWords, source: Source) -> Statement:
    """The statement once its source has spoken again.

    What the draft does not say stays as it was; what an older edition says does not replace a newer one's word.
    """
    words = dict(known.words) if known else {}
    said = draft.model_dump(mode="json", exclude_none=True, include=set(FIELDS))
    if source.given_by == "place":
        said |= dict.fromkeys(draft.without)
    for field, value in said.items():
        if field not in words or words[field].date <= source.date:
            words[field] = Word(value, source.date)
    own = known.own if known else source.key == OWN
    return Statement(source.key, draft.external_id, source.given_by, words, own)


def settle(statements: Iterable[Statement]) -> tuple[Values, list[dict[str, str]]]:
    """What the statements come to: each value of which something is known, and its source, in the document's order.

    For each value only the claims of the highest rank count. A list of imports is the union of what they list, for
    a list of labels is silent about other labels; a list that the place itself gave stands alone.
    """
    heard = list(statements)
    values: Values = {}
    sources: list[dict[str, str]] = []
    for field, path in FIELDS.items():
        claims = _claims(field, heard)
        if not claims:
            continue
        winner = _winner(field, claims)
        values[field] = winner.value
        who = winner.statement
        sources.append({"field": path, "source": who.source, "date": winner.date.isoformat(), "given_by": who.given_by})
    return values, sources


def _claims(field: str, statements: Iterable[Statement]) -> list[Claim]:
    """The claims of the highest rank, weightiest first."""
    claims = [Claim(*one.words[field], one) for one in statements if field in one.words]
    if len(claims) < 2:  # noqa: PLR2004 - nobody to outweigh
        return claims
    highest = max((claim.weight[0] for claim in claims), default=0)
    return sorted((one for one in claims if one.weight[0] == highest), key=lambda one: one.weight, reverse=True)


def _winner(field: str, claims: Sequence[Claim]) -> Claim:
    """What the claims come to; where the weightiest says that there is none, there is none."""
    if claims[0].value is None:
        return claims[0]
    return SETTLED.get(field, _latest)([claim for claim in claims if claim.value is not None])


def _latest(claims: Sequence[Claim]) -> Claim:
    return claims[0]


def _union(claims: Sequence[Claim]) -> Claim:
    """Everything that imports list, the latest first; a place's own latest list stands alone."""
    if claims[0].statement.given_by == "place":
        return claims[0]
    whole: list[Any] = []
    for claim in claims:
        whole.extend(value for value in claim.value if value not in whole)
    return claims[0]._replace(value=whole)


def _address(claims: Sequence[Claim]) -> Claim:
    """The latest address that names a commune, completed by others in that same commune: never two towns mixed.

    One that the place itself gave stands alone.
    """
    winner = next((claim for claim in claims if claim.value.get("commune_code")), claims[0])
    commune = winner.value.get("commune_code") if winner.statement.given_by != "place" else None
    whole = dict(winner.value)
    for claim in claims:
        if commune and claim.value.get("commune_code") == commune:
            whole = claim.value | whole
    return winner._replace(value=whole)


def _location(claims: Sequence[Claim]) -> Claim:
    """The latest position, unless a sharper one stands in its neighbourhood."""
    latest = _position(claims[0])
    near = [claim for claim in claims if metres_between(latest, _position(claim)) <= NEIGHBOURHOOD]
    return max(near, key=lambda claim: (SHARPNESS[claim.value["precision"]], claim.weight))


def _position(claim: Claim) -> tuple[float, float]:
    return claim.value["latitude"], claim.value["longitude"]


SETTLED: Mapping[str, Callable[[Sequence[Claim]], Claim]] = {
    "typologies": _union,
    "labels": _union,
    "links": _union,
    "address": _address,
    "location": _location,
}


class Expectation(NamedTuple):
    """Something that a visitor may expect to learn of a place.

    ``none``: when the place says that it has none of these, that is an answer too.
    """

    answered: Callable[[Values], Any]
    none: tuple[str, ...] = ()

    def is_met(self, known: Values) -> bool:
        """Whether the answer is known."""
        has_none = bool(self.none) and all(field in known and known[field] is None for field in self.none)
        return has_none or bool(self.answered(known))


def _sharp(known: Values) -> bool:
    return SHARPNESS[(known.get("location") or {}).get("precision", "approximate")] > 1


# Completeness is the share of these that is known.
EXPECTED: Mapping[str, Expectation] = {
    "what it is": Expectation(lambda known: known.get("summary") or known.get("description")),
    "of which kind": Expectation(lambda known: known.get("typologies")),
    "who answers for it": Expectation(lambda known: known.get("bearer_name"), none=("bearer_name",)),
    "under which legal form": Expectation(lambda known: known.get("bearer_legal_form"), none=("bearer_legal_form",)),
    "in which commune": Expectation(lambda known: known.get("address", {}).get("commune_code")),
    "in which street": Expectation(lambda known: known.get("address", {}).get("street")),
    "where on the map": Expectation(_sharp, none=("location",)),
    "how to reach it": Expectation(lambda known: known.get("email") or known.get("phone"), none=("email", "phone")),
    "its site": Expectation(lambda known: known.get("website"), none=("website",)),
    "when it is open": Expectation(lambda known: known.get("opening_hours"), none=("opening_hours",)),
    "how large it is": Expectation(lambda known: known.get("total_m2"), none=("total_m2",)),
    "since when": Expectation(lambda known: known.get("founded"), none=("founded",)),
}


def completeness(values: Values) -> int:
    """How much of what is expected is known, in percent, rounded down: 100 means that nothing is missing."""
    known = sum(1 for expected in EXPECTED.values() if expected.is_met(values))
    return 100 * known // len(EXPECTED)


def columns(values: Values) -> dict[str, Any]:
    """The values as a row of ``place`` holds them: nested ones in their parts, lists never null."""
    row = {field: values.get(field) for field in FIELDS if field not in {"address", "location"}}
    row |= {field: row[field] or [] for field in ("typologies", "labels", "links")}
    for whole, parts in (("address", Address.model_fields), ("location", Location.model_fields)):
        row |= {part: (values.get(whole) or {}).get(part) for part in parts}
    return row


def revised(before: Mapping[str, Any] | None, statements: Iterable[Statement]) -> dict[str, Any]:
    """What the statements change of a place's row; nothing when they come to what it holds already."""
    values, sources = settle(statements)
    after = columns(values) | {"sources": sources, "completeness": completeness(values)}
    return {name: value for name, value in after.items() if before is None or before[name] != value}


def alone(draft: PlaceWords, source: Source) -> Values:
    """What a draft comes to where nobody else says anything, as a row of ``place`` holds it."""
    return columns(settle([hear(None, draft, source)])[0])


def fingerprint(draft: PlaceWords, source: Source) -> str:
    """Tells two drafts apart: the same one from the same edition of a source has nothing new to say."""
    return blake2b(draft.model_dump_json().encode() + source.model_dump_json().encode(), digest_size=16).hexdigest()
