"""The communes of today, and what became of the communes of yesterday."""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, cast

from directory.territories.divisions import Departement, Region, departements, regions
from directory.territories.names import commune_key


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune as it is today.

    `latitude` and `longitude` (degrees) are its town hall or the middle of its land; `reach_m` is how far its outline
    goes from there. Both are unknown for some islands overseas.
    """

    code: str
    name: str
    departement_code: str
    population: int | None
    postcodes: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    reach_m: int | None

    @property
    def departement(self) -> Departement:
        """The département or collectivity overseas it is in."""
        return departements()[self.departement_code]

    @property
    def region(self) -> Region:
        """The région it is in."""
        return regions()[self.departement.region_code]


FormerKind = Literal["delegated", "associated", "district", "former"]


@dataclass(frozen=True, slots=True)
class Former:
    """A code that is no longer a commune's, or the name a part of a commune still has.

    A district is an arrondissement of Paris, Lyon or Marseille; a former commune was merged away.
    """

    code: str
    name: str
    commune_code: str
    kind: FormerKind


@dataclass(frozen=True)
class Territories:
    """Every commune of France by code, by postcode and by name. Build it with `load`."""

    _lines: Mapping[str, list[str]]
    former: Mapping[str, Former]
    _built: dict[str, Commune] = field(default_factory=dict)
    _by_name: dict[str, Mapping[str, set[str]]] = field(default_factory=dict)

    @classmethod
    @cache
    def load(cls) -> "Territories":
        """Read the packaged tables, once per process (a tenth of a second)."""
        lines = {row[0]: row for row in _rows("communes.tsv.gz")}
        former = _rows("former.tsv.gz")
        return cls(lines, {old: Former(old, name, now, cast("FormerKind", kind)) for old, name, now, kind in former})

    def __len__(self) -> int:
        """How many communes there are today."""
        return len(self._lines)

    def commune(self, code: str) -> Commune | None:
        """The commune that has this code today, or none."""
        if code not in self._built and code in self._lines:
            self._built[code] = _commune(self._lines[code])
        return self._built.get(code)

    def all(self) -> Iterable[Commune]:
        """Every commune, in the order of the codes."""
        return (one for code in self._lines if (one := self.commune(code)))

    def neighbours(self, code: str) -> frozenset[str]:
        """Codes of the communes that touch it; none for an island, or where the outline is unknown."""
        return frozenset(self._adjacent.get(code, ()))

    def with_postcode(self, postcode: str) -> tuple[str, ...]:
        """Codes of the communes that share a postcode."""
        return tuple(self._by_postcode.get(postcode, ()))

    def named(self, key: str, *, departement: str | None = None) -> frozenset[str]:
        """Codes of the communes whose name of today, or whose part's name, has that `names.commune_key`."""
        if departement is None:
            areas = self._by_departement
            return frozenset().union(*(self.named(key, departement=area) for area in areas))
        if departement not in self._by_name:
            self._by_name[departement] = self._index(departement)
        return frozenset(self._by_name[departement].get(key, ()))

    def names_of(self, code: str) -> frozenset[str]:
        """The keys a commune may be written under: its own name and those of its parts."""
        return frozenset(commune_key(name) for name in self._names.get(code, ()))

    @cached_property
    def _adjacent(self) -> Mapping[str, set[str]]:
        adjacent: defaultdict[str, set[str]] = defaultdict(set)
        for code, row in self._lines.items():
            for other in row[8].split():  # written once, under the smaller code
                adjacent[code].add(other)
                adjacent[other].add(code)
        return adjacent

    @cached_property
    def _by_postcode(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for code, row in self._lines.items():
            for postcode in row[4].split():
                found[postcode].append(code)
        return found

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        names = {code: [row[1]] for code, row in self._lines.items()}
        for part in self.former.values():
            if part.name:
                names[part.commune_code].append(part.name)
        return names

    @cached_property
    def _by_departement(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for code, row in self._lines.items():
            found[row[2]].append(code)
        return found

    def _index(self, departement: str) -> Mapping[str, set[str]]:
        """The communes of one département by the keys of their names: a hundredth of the work of indexing them all."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for code in self._by_departement.get(departement, ()):
            for key in self.names_of(code):
                found[key].add(code)
        return found


def _rows(name: str) -> list[list[str]]:
    packed = (files("directory.territories") / "data" / name).read_bytes()
    return [line.split("\t") for line in gzip.decompress(packed).decode().splitlines()]


def _commune(row: list[str]) -> Commune:
    code, name, departement, population, postcodes, latitude, longitude, reach, _ = row
    return Commune(
        code=code,
        name=name,
        departement_code=departement,
        population=int(population) if population else None,
        postcodes=tuple(postcodes.split()),
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        reach_m=int(reach) if reach else None,
    )
