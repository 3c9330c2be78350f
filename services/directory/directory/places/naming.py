"""What places are called in addresses and sorted by in lists."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence


def plain(text: str) -> str:
    """Without accents, ligatures or capitals: ``L'Œuvre d'Été`` -> ``l'oeuvre d'ete``."""
    open_up = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(sign for sign in unicodedata.normalize("NFKD", open_up) if not unicodedata.combining(sign))


def spoken(name: str) -> str:
    """What two names that are read out alike have in common: ``L'Été !`` -> ``l ete``."""
    return re.sub(r"[^a-z0-9]+", " ", plain(name)).strip() or plain(name)


def name_key(name: str) -> str:
    """What lists by name are sorted by: letters and digits first, 60 signs at most."""
    return spoken(name)[:60]


def slug_stem(name: str, commune: str | None, *, nameless: str = "lieu") -> str:
    """The readable address a place would like: its name, and its commune unless the name says it already.

    ``nameless``: what it is called when its name has no letter that an address can hold.
    """
    words = _slug(name)[:60].strip("-") or nameless
    town = _slug(commune or "")[:40].strip("-")
    return words if not town or f"-{town}-" in f"-{words}-" else f"{words}-{town}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(text.replace("@", "a"))).strip("-")


def slug_families(stems: Iterable[str]) -> set[str]:
    """The families in which a slug made of these stems may already be taken: slugs without their final number."""
    return {family for stem in stems for family in (stem, re.sub(r"-[0-9]+$", "", stem))}


def number_slugs(stems: Sequence[str], taken: Collection[str]) -> list[str]:
    """A slug for each stem, in order: the stem itself, or the first free number from 2 on."""
    gone = set(taken)
    free: dict[str, int] = {}
    slugs = []
    for stem in stems:
        slug, number = stem, free.get(stem, 2)
        while slug in gone:
            slug, number = f"{stem}-{number}", number + 1
        free[stem] = number
        gone.add(slug)
        slugs.append(slug)
    return slugs
