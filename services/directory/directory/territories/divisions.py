"""Départements and régions: small enough to be read without the communes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Region:
    """A région; a collectivity overseas stands among them under its own code (`987`, Polynésie française)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Departement:
    """A département, or a collectivity overseas, and the région it is in."""

    code: str
    name: str
    region_code: str


@cache
def regions() -> Mapping[str, Region]:
    """Every région by code, in the order of the codes."""
    return MappingProxyType({code: Region(code, name) for code, name in _rows("regions.tsv")})


@cache
def departements() -> Mapping[str, Departement]:
    """Every département by code, in the order of the codes."""
    rows = _rows("departements.tsv")
    return MappingProxyType({code: Departement(code, name, region) for code, name, region in rows})


def departement_of(code: str) -> str:
    """The département in the first two or three characters of a commune's code or of a postcode.

    Postcodes of Corsica say 20 where its départements are 2A (20000 to 20199) and 2B.
    """
    if code.startswith(("97", "98")):
        return code[:3]
    if code.startswith("20") and code[2:3].isdigit():
        return "2A" if code[2] in "01" else "2B"
    return code[:2]


def _rows(name: str) -> list[list[str]]:
    text = (files("directory.territories") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]
