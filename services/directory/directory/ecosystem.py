"""The ecosystem: everything that makes this navigator the one of third places, read from a folder of TOML files.

Another ecosystem (libraries, repair cafés…) is another folder; no code changes. `Ecosystem.load(folder)` reads and
checks it once: what it returns is frozen, complete, and every reference inside it leads somewhere.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s]+$")]
PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
RegionCode = Annotated[str, StringConstraints(pattern=r"^(\d{2}|9[78]\d)$")]


class EcosystemError(ValueError):
    """The folder cannot be used; the message says which file, which entry and why."""


class Entry(BaseModel):
    """Anything read from the folder: frozen, and a key nobody knows is an error (it is always a typing mistake)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NetworkKind(StrEnum):
    """What brings the members of a network together: their region, or what they do."""

    REGIONAL = "regional"
    THEMATIC = "thematic"


class PartnerKind(StrEnum):
    """What an organisation does for the places: pay, govern, or make the commons."""

    FUNDER = "funder"
    PUBLIC_BODY = "public_body"
    MAKER = "maker"


class Term(Entry):
    """One word of the vocabulary: its key in the data, its name and its meaning in both languages."""

    key: Key
    fr: Text
    en: Text
    description_fr: Text | None = None
    description_en: Text | None = None


class View(Entry):
    """Where a map opens: WGS 84 degrees and a zoom level of web maps."""

    key: Key
    fr: Text
    en: Text
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    zoom: float = Field(ge=0, le=19)


class Link(Entry):
    """A page elsewhere; `kind` is one of the vocabulary's link kinds."""

    kind: Key
    url: WebAddress


class About(Entry):
    """`ecosystem.toml`: the name on the door; the first view is where the map opens."""

    name: Key
    title_fr: Text
    title_en: Text
    tagline_fr: Text
    tagline_en: Text
    languages: tuple[Key, ...] = Field(min_length=1)
    views: tuple[View, ...] = Field(min_length=1)


class Vocabulary(Entry):
    """`vocabulary.toml`: the words places, tools and links are described with."""

    typologies: tuple[Term, ...] = Field(min_length=1)
    labels: tuple[Term, ...]
    legal_forms: tuple[Term, ...]
    tool_kinds: tuple[Term, ...]
    tool_categories: tuple[Term, ...]
    link_kinds: tuple[Term, ...]


class Network(Entry):
    """A network of places that exists; with a region, its places are of that region."""

    slug: Key
    name: Text
    kind: NetworkKind
    region_code: RegionCode | None = None
    summary: Text
    description: Text | None = None
    website: WebAddress | None = None
    links: tuple[Link, ...] = ()

    @model_validator(mode="after")
    def _a_regional_network_has_its_region(self) -> Self:
        if self.kind is NetworkKind.REGIONAL and self.region_code is None:
            msg = "a regional network needs region_code"
            raise ValueError(msg)
        return self


class Partner(Entry):
    """An organisation around the places: who funds, who governs, who makes the commons."""

    slug: Key
    name: Text
    kind: PartnerKind
    summary: Text
    website: WebAddress | None = None
    links: tuple[Link, ...] = ()


class Tool(Entry):
    """A digital common that places use; `maker` is the slug of a partner, `licence` an SPDX expression."""

    slug: Key
    name: Text
    kind: Key
    category: Key
    summary: Text
    description: Text | None = None
    licence: Text | None = None
    website: WebAddress
    repository: WebAddress | None = None
    maker: Key | None = None
    links: tuple[Link, ...] = ()


class Source(Entry):
    """Where data came from, who to thank for it, how far to trust it, and how its files are read.

    `adapter` names a reader of the code (`imports/adapters/`), or `mapping` a file of `sources/`: one or none.
    """

    key: Key
    name: Text
    producer: Text
    licence: Text | None = None
    date: PartialDate | None = None
    url: WebAddress | None = None
    note_fr: Text | None = None
    note_en: Text | None = None
    adapter: Key | None = None
    mapping: Text | None = None

    @model_validator(mode="after")
    def _is_read_in_one_way(self) -> Self:
        if self.adapter and self.mapping:
            msg = "a source has an adapter or a mapping, not both"
            raise ValueError(msg)
        return self


class Ecosystem(Entry):
    """One ecosystem, whole and checked. Build it with `load`."""

    folder: Path
    about: About
    vocabulary: Vocabulary
    networks: tuple[Network, ...]
    partners: tuple[Partner, ...]
    tools: tuple[Tool, ...]
    sources: tuple[Source, ...]

    @classmethod
    def load(cls, folder: Path | str) -> Self:
        """Read the six files of the folder and check them together.

        Raises:
            EcosystemError: a file is missing, is not TOML, or says something that cannot be.
        """
        folder = Path(folder)
        parts = {"about": _toml(folder / "ecosystem.toml"), "vocabulary": _toml(folder / "vocabulary.toml")}
        for name in ("networks", "partners", "tools", "sources"):
            parts |= _only(name, _toml(folder / f"{name}.toml"), folder)
        try:
            return cls.model_validate({"folder": folder, **parts})
        except ValidationError as error:
            raise EcosystemError("\n".join(_sentence(folder, fault) for fault in error.errors())) from None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if faults := [*_repeated(self), *_leading_nowhere(self)]:
            raise ValueError("; ".join(faults))
        return self

    def source(self, key: str) -> Source | None:
        """The source of that key, or none."""
        return next((source for source in self.sources if source.key == key), None)


def _repeated(whole: Ecosystem) -> Iterator[str]:
    """Name every key that two entries of one list share."""
    words = whole.vocabulary
    lists: dict[str, Iterable[str]] = {
        "network": (one.slug for one in whole.networks),
        "partner": (one.slug for one in whole.partners),
        "tool": (one.slug for one in whole.tools),
        "source": (one.key for one in whole.sources),
        **{name: (term.key for term in getattr(words, name)) for name in Vocabulary.model_fields},
    }
    for noun, keys in lists.items():
        yield from (f"{noun} {key!r} is there twice" for key, times in Counter(keys).items() if times > 1)


def _leading_nowhere(whole: Ecosystem) -> Iterator[str]:
    """Name every reference to something the ecosystem does not hold."""
    words = whole.vocabulary
    makers = {partner.slug for partner in whole.partners}
    categories = {term.key for term in words.tool_categories}
    kinds = {term.key for term in words.tool_kinds}
    links = {term.key for term in words.link_kinds}
    for tool in whole.tools:
        if tool.maker and tool.maker not in makers:
            yield f"tool {tool.slug!r}: no partner {tool.maker!r} to be its maker"
        if tool.category not in categories:
            yield f"tool {tool.slug!r}: no tool category {tool.category!r}"
        if tool.kind not in kinds:
            yield f"tool {tool.slug!r}: no tool kind {tool.kind!r}"
    described: tuple[Network | Partner | Tool, ...] = (*whole.networks, *whole.partners, *whole.tools)
    for one in described:
        yield from (f"{one.slug!r}: no link kind {link.kind!r}" for link in one.links if link.kind not in links)
    for source in whole.sources:
        if source.mapping and not (whole.folder / "sources" / source.mapping).is_file():
            yield f"source {source.key!r}: no file sources/{source.mapping}"


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        msg = f"{path}: no such file; an ecosystem is a folder with this file in it"
        raise EcosystemError(msg) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: not TOML: {error}"
        raise EcosystemError(msg) from None


def _only(name: str, read: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The one list a file is for; anything beside it would be silently lost, so it is refused."""
    if set(read) - {name}:
        msg = f"{folder / name}.toml: only [[{name}]] belongs here, not {sorted(set(read) - {name})}"
        raise EcosystemError(msg)
    return {name: read.get(name, [])}


def _sentence(folder: Path, fault: ErrorDetails) -> str:
    head, *rest = fault["loc"] or ("",)
    file = {"about": "ecosystem.toml", "": ""}.get(str(head), f"{head}.toml")
    return ": ".join(filter(None, [str(folder / file), ".".join(map(str, rest)), fault["msg"]]))
