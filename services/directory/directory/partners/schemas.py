"""What may be said of a partner."""

from contracts.directory import PartnerKind
from directory.schemas import Draft, Links, Name, Paragraphs, Slug, Website


class PartnerDraft(Draft):
    """A partner, whole: what is not said here is not known. The slug is its key."""

    slug: Slug
    name: Name
    kind: PartnerKind
    summary: Paragraphs = None
    website: Website = None
    links: Links = None
