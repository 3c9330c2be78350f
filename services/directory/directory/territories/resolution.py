"""From what a file says of a commune to the commune it is today, or to the reason why nobody can tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from directory.territories.communes import Commune, FormerKind, Territories
from directory.territories.divisions import departement_of
from directory.territories.names import commune_key

How = FormerKind | Literal["code", "name_postcode", "similar_name_postcode", "name_area", "postcode", "name"]
Reason = Literal["unknown", "ambiguous", "nothing_given"]
_SHOWN = 5
CORSICA = "20"  # until 1976, and in its postcodes to this day
# Of 197 000 pairs of communes that share a postcode, 67 have names this alike; the exact name is tried before.
_ALIKE = 88
_DISTRICTS = {"751": "750", "132": "130", "6938": "6900"}  # code of a district -> its postcode: 75110 -> 75010


@dataclass(frozen=True, slots=True)
class Resolution:
    """A commune and how it was found; or none, why not, and the communes it could have been.

    `district_postcode` is what the code of a district of Paris, Lyon or Marseille told beyond its commune.
    """

    commune: Commune | None = None
    how: How | None = None
    reason: Reason | None = None
    candidates: tuple[Commune, ...] = ()
    district_postcode: str | None = None

    def sentence(self) -> str:
        """Why there is no commune, for a person to read."""
        if self.reason == "ambiguous":
            some = ", ".join(f"{one.name} ({one.code})" for one in self.candidates[:_SHOWN])
            return f"several communes fit: {some}{', …' if len(self.candidates) > _SHOWN else ''}"
        return "no commune given" if self.reason == "nothing_given" else "no such commune, past or present"


def resolve_commune(
    territories: Territories,
    *,
    code: str | None = None,
    name: str | None = None,
    postcode: str | None = None,
    departement: str | None = None,
) -> Resolution:
    """Find the commune by its INSEE code, else by name and postcode, name and département, postcode, name.

    Codes and names of yesterday (merged, delegated and associated communes, districts of Paris, Lyon and Marseille)
    lead to the commune of today. A guess is never made between two communes: that is `ambiguous`.
    """
    if (found := _by_code(territories, _clean_code(code))).commune:
        return found
    key, postcode = commune_key(name or ""), _clean_code(postcode)
    if not (key or postcode):
        return Resolution(reason="unknown" if code else "nothing_given")
    areas = {(departement or "").strip().upper().zfill(2), departement_of(postcode)} - {"00", ""}
    return _by_words(territories, key=key, postcode=postcode, areas=areas)


def _clean_code(code: str | None) -> str:
    """Upper case without spaces, with the zero a spreadsheet took from the front given back: `1053` -> `01053`."""
    code = re.sub(r"\s", "", code or "").upper().removesuffix(".0")
    return code.zfill(5) if re.fullmatch(r"\d{4}", code) else code


def _by_code(territories: Territories, code: str) -> Resolution:
    if today := territories.commune(code):
        return Resolution(commune=today, how="code")
    if former := territories.former.get(code):
        today, postcode = territories.commune(former.commune_code), _district_postcode(former.code)
        return Resolution(commune=today, how=former.kind, district_postcode=postcode)
    return Resolution(reason="unknown")


def _district_postcode(code: str) -> str | None:
    found = (postcode + code[len(start) :] for start, postcode in _DISTRICTS.items() if code.startswith(start))
    return next(found, None)


def _by_words(territories: Territories, *, key: str, postcode: str, areas: set[str]) -> Resolution:
    sharing = territories.with_postcode(postcode)
    if not key:
        return _only(territories, sharing, "postcode")
    if there := [code for code in sharing if key in territories.names_of(code)]:
        return _only(territories, there, "name_postcode")
    if alike := [code for code in sharing if any(_alike(key, name) for name in territories.names_of(code))]:
        return _only(territories, alike, "similar_name_postcode")
    if areas:
        # Postcodes of big firms and town halls (CEDEX) belong to no commune, yet their département is right.
        whole = areas - {CORSICA} | ({"2A", "2B"} if CORSICA in areas else set())
        named = set().union(*(territories.named(key, departement=area) for area in whole))
        return _only(territories, sorted(named), "name_area")
    return _only(territories, sorted(territories.named(key)), "name")


def _alike(key: str, name: str) -> bool:
    """Whether one is the other with words more (`florac`, `florac trois rivieres`), or nearly the same letters."""
    words, others = set(key.split()), set(name.split())
    return words <= others or others <= words or fuzz.ratio(key, name) >= _ALIKE


def _only(territories: Territories, codes: Iterable[str], how: How) -> Resolution:
    candidates = tuple(one for code in codes if (one := territories.commune(code)))
    if len(candidates) == 1:
        return Resolution(commune=candidates[0], how=how)
    return Resolution(reason="ambiguous" if candidates else "unknown", candidates=candidates)
