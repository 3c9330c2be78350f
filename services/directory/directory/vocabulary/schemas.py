"""Words, territories and figures, as they are answered."""

from pydantic import AwareDatetime, BaseModel


class Term(BaseModel):
    """A word of the vocabulary, in both languages."""

    key: str
    fr: str
    en: str
    description_fr: str | None
    description_en: str | None


class SourceNote(BaseModel):
    """Where data came from, and what to know of it."""

    key: str
    name: str
    producer: str
    licence: str | None
    date: str | None
    url: str | None
    note_fr: str | None
    note_en: str | None


class VocabularyDocument(BaseModel):
    """The words that places, tools and links are described with, and the sources of the data."""

    typologies: list[Term]
    labels: list[Term]
    legal_forms: list[Term]
    tool_kinds: list[Term]
    tool_categories: list[Term]
    link_kinds: list[Term]
    sources: list[SourceNote]


class RegionName(BaseModel):
    """A région by its INSEE code."""

    code: str
    name: str


class DepartementName(BaseModel):
    """A département by its INSEE code."""

    code: str
    name: str
    region_code: str


class TerritoryList(BaseModel):
    """The régions and départements of France, overseas included."""

    regions: list[RegionName]
    departements: list[DepartementName]


class Summary(BaseModel):
    """The directory in a few figures; ``demo``: whether fictional places are among them."""

    places: int
    networks: int
    tools: int
    usages: int
    communes: int
    demo: bool
    updated_at: AwareDatetime | None
