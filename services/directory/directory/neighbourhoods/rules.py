"""With whom a place can say that it works."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.refusals import NotFound, Refusal


class NotTwoOpenPlaces(Refusal):
    """A published place works with another published place."""


def check_neighbours(rows: Mapping[UUID, Mapping[str, Any]], place: UUID, other: UUID) -> None:
    """Let a place say that it works with another one. Raises NotFound or NotTwoOpenPlaces."""
    if other not in rows:
        raise NotFound(f"There is no place {other}.")
    if place == other or {row["state"] for row in rows.values()} != {"published"}:
        raise NotTwoOpenPlaces("Both have to be open, and neither the other one.")
