"""What is left of a place's name once everything that third places have in common is taken away."""

import re
from dataclasses import dataclass
from functools import cached_property

from directory.territories.names import plain

# What people write instead of a letter: `F@bRiquet`, `L@b`, `Le 6B` keeps its figure.
_LOOKS_LIKE = str.maketrans({"@": "a", "€": "e", "&": " et "})
_COMMON = frozenset({
    "a", "asso", "association", "au", "aux", "by", "centre", "chez", "co", "cowo", "cowork", "coworker", "coworkers",
    "coworking", "d", "dans", "de", "des", "du", "en", "espace", "espaces", "et", "fab", "fablab", "l", "la", "lab",
    "le", "les", "lieu", "lieux", "par", "pour", "sur", "the", "tiers", "tierslieu", "un", "une", "work", "working",
})  # fmt: skip
_PREFIX = 6  # letters: enough to bring `Fabriquet` and `Fabriquets` together, few enough to survive a typing slip


@dataclass(frozen=True)
class Name:
    """A name made comparable. `town` is the name of its commune, which tells nothing inside that commune."""

    written: str
    town: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words without accents, case or punctuation."""
        return tuple(plain(self.written.translate(_LOOKS_LIKE)).split())

    @cached_property
    def letters(self) -> str:
        """All its letters in a row: `Co Working 59` and `Coworking59` are the same."""
        return "".join(self.words) or self.written.strip()

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers in it, in their order."""
        return tuple(re.findall(r"\d+", self.letters))

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The words that tell it from other places; all of them when none is left."""
        return tuple(word for word in self.words if word not in _COMMON) or self.words

    @cached_property
    def telling_there(self) -> tuple[str, ...]:
        """The words that tell it from other places of its town, which many carry in their names."""
        town = set(plain(self.town).split())
        return tuple(word for word in self.telling if word not in town) or self.telling

    @cached_property
    def keys(self) -> frozenset[str]:
        """What it is looked up by: two alike names share at least one key."""
        joined = "".join(self.telling_there)
        return frozenset({*self.telling, joined[:_PREFIX], joined[-_PREFIX:], self.letters[:_PREFIX]})
