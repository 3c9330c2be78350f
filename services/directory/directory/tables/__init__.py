"""What the directory keeps. Imported here once, whole, so that the metadata knows every table."""

from directory.tables.base import Base
from directory.tables.catalogue import Network, Partner, Tool, Usage
from directory.tables.editing import Addition, Confirmation, Correction, Merge, Neighbourhood, PlaceChange
from directory.tables.people import Erasure, Favourite, Invitation, Mandate, MandateStep, Person, Testimonial
from directory.tables.places import (
    OPEN,
    POINT,
    SLUG_FAMILY,
    Membership,
    Place,
    PlaceDocument,
    PlaceFeature,
    PlaceOrigin,
    PlaceTag,
    SuspectedDuplicate,
    Trait,
)

__all__ = [
    "OPEN",
    "POINT",
    "SLUG_FAMILY",
    "Addition",
    "Base",
    "Confirmation",
    "Correction",
    "Erasure",
    "Favourite",
    "Invitation",
    "Mandate",
    "MandateStep",
    "Membership",
    "Merge",
    "Neighbourhood",
    "Network",
    "Partner",
    "Person",
    "Place",
    "PlaceChange",
    "PlaceDocument",
    "PlaceFeature",
    "PlaceOrigin",
    "PlaceTag",
    "SuspectedDuplicate",
    "Testimonial",
    "Tool",
    "Trait",
    "Usage",
]
