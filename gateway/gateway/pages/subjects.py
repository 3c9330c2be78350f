"""The pages that speak of one thing: which document stands behind each, and what its head says."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gateway.pages import heads
from gateway.pages.heads import Head

REFERENCE = re.compile(r"[A-Za-z0-9_-]{1,200}")


@dataclass(frozen=True, slots=True)
class Subject:
    """``/lieux/{slug}`` is ``/places/{slug}`` of the service directory."""

    page: str
    service: str
    documents: str
    head: Callable[..., Head]

    def document(self, reference: str) -> str:
        """The path, inside the service, of the document of this name."""
        return f"{self.documents}/{reference}"

    def address(self, document: dict[str, Any]) -> str:
        """The path of the page of a document."""
        return f"{self.page}/{document['slug']}"


SUBJECTS = (
    Subject("/lieux", "directory", "/places", heads.of_place),
    Subject("/reseaux", "directory", "/networks", heads.of_network),
    Subject("/outils", "directory", "/tools", heads.of_tool),
)
PLAIN = {  # the client's other pages: title and description; the site's own where None
    "/": (None, None),
    "/reseaux": ("Les réseaux de tiers-lieux", "Réseaux régionaux et thématiques : leurs lieux, leurs chiffres."),
    "/outils": ("Les communs et outils", "Les communs numériques et les outils dont les tiers-lieux se servent."),
    "/a-propos": ("À propos et sources", "D’où viennent les données de ce navigateur, et ce que l’on peut en faire."),
}
# Pages for one person, or that change something: they open, and nobody finds them by searching.
PERSONAL = re.compile(
    r"/(?:compte|mes-lieux|moderation|lieux/nouveau|invitation/{name}"
    r"|lieux/{name}/(?:modifier|historique)|(?:lieux|reseaux|partenaires)/{name}/(?:mandat|equipe))".replace(
        "{name}", REFERENCE.pattern
    )
)


def match(path: str) -> tuple[Subject, str] | None:
    """The subject of this page and the reference by which it is called."""
    for subject in SUBJECTS:
        start, _, reference = path.rpartition("/")
        if start == subject.page and REFERENCE.fullmatch(reference):
            return subject, reference
    return None
