"""Communes found while their name or their postcode is being typed."""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from directory.territories.communes import Commune, Territories
from directory.territories.names import commune_key

_CODE = re.compile(r"\d[\dAB]\d{0,3}|\d", re.IGNORECASE)  # a postcode or an INSEE code, perhaps not yet whole


class _Entry(NamedTuple):
    key: str
    population: int
    code: str


def find_communes(territories: Territories, text: str, *, limit: int) -> list[Commune]:
    """The communes that this text begins, the whole name first, then the most peopled.

    The text is the beginning of a name or of one of its words (`ren`, `saint et`, `etienne`), of a postcode, or a code.
    """
    text = text.strip()
    key = commune_key(text)
    wanted = _by_code(territories, text.upper()) if _CODE.fullmatch(text) else _by_name(key)
    first = sorted(wanted, key=partial(_rank, key=key))[:limit]
    return [commune for entry in first if (commune := territories.commune(entry.code))]


def _by_code(territories: Territories, text: str) -> Iterator[_Entry]:
    return (
        _Entry("", commune.population or 0, commune.code)
        for commune in territories.all()
        if commune.code == text or any(postcode.startswith(text) for postcode in commune.postcodes)
    )


def _by_name(key: str) -> Iterator[_Entry]:
    inside = f" {key}"
    return (entry for entry in _names() if key and (entry.key.startswith(key) or inside in entry.key))


def _rank(entry: _Entry, *, key: str) -> tuple[bool, bool, int, str]:
    return entry.key != key, not entry.key.startswith(key), -entry.population, entry.code


@cache
def _names() -> tuple[_Entry, ...]:
    """Every commune by the key of its name, once per process."""
    territories = Territories.load()
    return tuple(_Entry(commune_key(one.name), one.population or 0, one.code) for one in territories.all())
