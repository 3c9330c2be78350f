"""What this ecosystem calls itself: read once from its folder."""

import tomllib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

NAMELESS = {"name": "navigator", "title_fr": "Navigateur", "title_en": "Navigator", "tagline_fr": "", "tagline_en": ""}


@dataclass(frozen=True, slots=True)
class Site:
    """``words`` is what ecosystem.toml says."""

    origin: str
    words: dict[str, Any]

    @property
    def title(self) -> str:
        """Its name, in French as its pages are."""
        return str(self.words["title_fr"])

    @property
    def tagline(self) -> str:
        """What it is for, in a sentence."""
        return str(self.words["tagline_fr"])


def load(ecosystem: Path, origin: str) -> Site:
    """The site of this ecosystem's folder; a nameless one where there is none."""
    file = ecosystem / "ecosystem.toml"
    words = tomllib.loads(file.read_text()) if file.is_file() else {}
    return Site(origin, NAMELESS | words)


def config(site: Site, tiles_url: str) -> dict[str, Any]:
    """What the web client is told at its start."""
    return {"tiles_url": tiles_url or None, "ecosystem": site.words, "version": version("gateway")}
