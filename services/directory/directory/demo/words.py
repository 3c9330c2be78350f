"""What an ecosystem's demonstration is invented from: its `demo.toml`."""

import tomllib
from collections.abc import Mapping
from typing import Self

from pydantic import Field, ValidationError, model_validator

from directory.ecosystem import Ecosystem, EcosystemError, Entry, Key, Text

Share = float


class Family(Entry):
    """Places that resemble each other: their kinds, their names, what they do, and how likely they join or use what.

    `labels` and `networks` are probabilities; `tools` multiply how common a tool is.
    """

    weight: int = Field(gt=0)
    typologies: tuple[Key, ...] = Field(min_length=1)
    also: tuple[Key, ...] = ()
    nouns: tuple[Text, ...] = Field(min_length=1)
    summaries: tuple[Text, ...] = Field(min_length=1)
    activities: tuple[Text, ...] = Field(min_length=1)
    legal_forms: tuple[Key, ...] = Field(min_length=1)
    labels: Mapping[Key, Share]
    networks: Mapping[Key, Share]
    tools: Mapping[Key, float]


class Habit(Entry):
    """A tool in use: how common it is among places, since when at the earliest, and what they say of it."""

    tool: Key
    share: Share = Field(gt=0, le=1)
    first: int
    how: tuple[Text, ...] = Field(min_length=1)


class Words(Entry):
    """`demo.toml`: everything needed to invent places."""

    places: int = Field(gt=0, le=5000)
    seed: int
    complements: tuple[Text, ...] = Field(min_length=1)
    complements_overseas: tuple[Text, ...] = Field(min_length=1)
    buildings: tuple[Text, ...] = Field(min_length=1)
    origins: tuple[Text, ...] = Field(min_length=1)
    governances: tuple[str, ...] = Field(min_length=1)
    quirks: tuple[str, ...] = Field(min_length=1)
    streets: tuple[Text, ...] = Field(min_length=1)
    hours: tuple[Text, ...] = Field(min_length=1)
    families: tuple[Family, ...] = Field(min_length=1)
    usages: tuple[Habit, ...]

    @model_validator(mode="after")
    def _enough_names(self) -> Self:
        names = sum(len(family.nouns) for family in self.families) * len(self.complements)
        if names < 2 * self.places:
            raise ValueError(f"{names} names cannot be told apart among {self.places} places")
        return self

    @classmethod
    def load(cls, ecosystem: Ecosystem) -> Self:
        """The words of an ecosystem, every key of which it knows. Raises EcosystemError."""
        path = ecosystem.folder / "demo.toml"
        try:
            words = cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise EcosystemError(f"{path}: no such file: this ecosystem has no demonstration") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise EcosystemError(f"{path}: not TOML: {error}") from None
        except ValidationError as error:
            faults = (f"{path}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
            raise EcosystemError("\n".join(faults)) from None
        if unknown := words.unknown_to(ecosystem):
            raise EcosystemError(f"{path}: the ecosystem has no {', '.join(unknown)}")
        return words

    def unknown_to(self, ecosystem: Ecosystem) -> list[str]:
        """The keys that lead nowhere in the ecosystem."""
        known = ecosystem.vocabulary
        used = (
            ("typology", known.typologies, {key for one in self.families for key in (*one.typologies, *one.also)}),
            ("label", known.labels, {key for one in self.families for key in one.labels}),
            ("legal form", known.legal_forms, {key for one in self.families for key in one.legal_forms}),
        )
        lost = [f"{noun} {key!r}" for noun, terms, keys in used for key in sorted(keys - {term.key for term in terms})]
        networks = {key for one in self.families for key in one.networks} - {one.slug for one in ecosystem.networks}
        tools = {key for one in self.families for key in one.tools} | {habit.tool for habit in self.usages}
        lost += [f"network {slug!r}" for slug in sorted(networks)]
        return lost + [f"tool {slug!r}" for slug in sorted(tools - {one.slug for one in ecosystem.tools})]
