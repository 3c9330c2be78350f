"""The reads that are measured, on both systems, and the proof that each answers what was asked."""

import http.client
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, urlsplit
from uuid import UUID

from bench.filters import PAGE, Answers, Filter, for_navigator, for_pocketbase
from bench.places import SEED
from bench.pocketbase import place_id

PLACES = 1000  # different places asked for
UNCACHED = {"Cache-Control": "no-cache"}
REGION_PAGE = 1000  # the most that PocketBase gives at once
FEATURE = "id,slug,name,typologies,commune,departement_code,location,precision"

Kind = Literal["one", "list", "region"]


class WrongAnswerError(Exception):
    """A system answered something else than what was asked; its speed means nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One path, and what its answer must hold: the total of a list, the features of a région."""

    path: str
    total: int = 0


class Sizes(NamedTuple):
    """Bytes of the bodies of all answers of one read."""

    least: int
    median: int
    most: int

    def allow(self, bytes_each: float) -> bool:
        """Tell whether answers of this mean size can be those that were asked for.

        There is no upper bound: wrk also counts the bytes of answers that it did not wait for at its end.
        """
        return bytes_each >= self.least


@dataclass(frozen=True)
class Read:
    """One kind of read on one system. ``parts`` answers make up one: the pages of a région.

    ``disturbed``: something changes all the while, so that nothing can be remembered.
    """

    name: str
    kind: Kind
    asked: Sequence[Asked]
    headers: Mapping[str, str] = field(default_factory=dict)
    parts: float = 1.0
    disturbed: bool = False

    def write(self, folder: Path) -> Path:
        """Write the paths where wrk reads them."""
        file = folder / f"{self.name.replace(' ', '-')}.paths"
        file.write_text("".join(f"{one.path}\n" for one in self.asked))
        return file

    def check(self, url: str) -> "Sizes":
        """Ask for every path once, which also warms a cache. Raises WrongAnswerError."""
        sizes = sorted(len(body) for body in self._bodies(url))
        return Sizes(sizes[0], sizes[len(sizes) // 2], sizes[-1])

    def _bodies(self, url: str) -> Iterator[bytes]:
        link = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        for one in self.asked:
            link.request("GET", one.path, headers=dict(self.headers))
            answer = link.getresponse()
            body = answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise WrongAnswerError(f"{self.name}: {one.path} answers {answer.status}: {body[:300]!r}")
            _hold(self.kind, one, json.loads(body))
            yield body
        link.close()


def _hold(kind: Kind, one: Asked, answer: Any) -> None:
    """Raise WrongAnswerError unless the answer holds what was asked for."""
    if kind == "one":
        right = one.path.endswith(str(answer["id"])) and len(answer["description"]) > PAGE
    elif "features" in answer:
        right = len(answer["features"]) == one.total
    elif kind == "region":
        right = len(answer["items"]) == one.total
    else:
        total = answer["total"] if "total" in answer else answer["totalItems"]
        right = len(answer["items"]) == PAGE and total in (one.total, -1)  # -1: PocketBase was told not to count
    if not right:
        raise WrongAnswerError(f"{one.path} should find {one.total or 'its place'}: {json.dumps(answer)[:300]}")


def of_navigator(ids: Sequence[UUID], filters: Sequence[Filter], answers: Answers, mapped: Answers) -> list[Read]:
    """One place, lists and régions, through the gateway, each with its cache and without."""
    root = "/api/directory/places"
    chosen = random.Random(SEED).sample(range(len(ids)), min(PLACES, len(ids)))
    one = [Asked(f"{root}/{ids[number]}") for number in chosen]
    lists = [Asked(f"{root}?{for_navigator(asked)}", answers.total(asked)) for asked in filters]
    regions = [Asked(f"{root}.geojson?region={code}", mapped.total((("region", code),))) for code in _regions(filters)]
    kinds: list[tuple[Kind, list[Asked]]] = [("one", one), ("list", lists), ("region", regions)]
    plain = [
        Read(f"navigator {kind} {how}", kind, asked, headers)
        for kind, asked in kinds
        for how, headers in (("cached", {}), ("uncached", UNCACHED))
    ]
    return [*plain, Read("navigator list disturbed", "list", lists, UNCACHED, disturbed=True)]


def of_pocketbase(count: int, filters: Sequence[Filter], answers: Answers) -> list[Read]:
    """The same reads: a record; lists with and without their totals; the pages that make up a région."""
    root = "/api/collections/places/records"
    chosen = random.Random(SEED).sample(range(count), min(PLACES, count))
    one = [Asked(f"{root}/{place_id(number)}") for number in chosen]
    lists = [Asked(f"{root}?{for_pocketbase(asked)}", answers.total(asked)) for asked in filters]
    uncounted = [Asked(f"{listed.path}&skipTotal=1", listed.total) for listed in lists]
    pages = [page for code in _regions(filters) for page in _pages(code, answers.total((("region", code),)))]
    return [
        Read("pocketbase one", "one", one),
        Read("pocketbase list counted", "list", lists),
        Read("pocketbase list uncounted", "list", uncounted),
        Read("pocketbase region", "region", pages, parts=len(pages) / len(_regions(filters))),
    ]


def _regions(filters: Sequence[Filter]) -> list[str]:
    """The régions that have places enough to be asked for alone."""
    return sorted(asked[0][1] for asked in filters if len(asked) == 1 and asked[0][0] == "region")


def _pages(code: str, total: int) -> Iterator[Asked]:
    region = quote(f"region_code='{code}'")
    asked = f"filter={region}&sort=name&skipTotal=1&fields={FEATURE}&perPage={REGION_PAGE}"
    for page, start in enumerate(range(0, total, REGION_PAGE), start=1):
        path = f"/api/collections/places/records?{asked}&page={page}"
        yield Asked(path, min(REGION_PAGE, total - start))
