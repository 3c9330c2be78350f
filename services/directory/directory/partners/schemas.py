"""What may be said of a partner, and what is answered about it."""

from pydantic import BaseModel

from contracts.directory import Partner, PartnerKind
from directory.browsing import Browsing
from directory.schemas import UNCHANGED, Draft, Links, Name, Paragraphs, Slug, Website


class PartnerAddition(Draft):
    """A partner as somebody describes it."""

    name: Name
    kind: PartnerKind
    summary: Paragraphs = None
    website: Website = None
    links: Links = None


class PartnerEdit(PartnerAddition):
    """What is said anew of a partner: what is absent stays as it is, null takes it away."""

    name: Name = UNCHANGED
    kind: PartnerKind = UNCHANGED


class PartnerDraft(PartnerAddition):
    """A partner, whole: what is not said here is not known. The slug is its key."""

    slug: Slug


class PartnerListing(Browsing):
    """A page of partners."""

    kind: PartnerKind | None = None


class PartnerList(BaseModel):
    """A page of partners, by name."""

    items: list[Partner]
    total: int
    next: str | None
