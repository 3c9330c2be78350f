"""What may not be done by somebody who wished to be forgotten, and which values of a place are stale."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from identity.refusals import Unauthenticated

FRESH = timedelta(days=365)  # a value that the place itself confirmed less long ago is not asked about


class PersonErased(Unauthenticated):
    """This account was erased on its owner's wish."""


def stale(sources: Iterable[Mapping[str, Any]], *, today: date) -> list[str]:
    """The fields whose value does not come from the place itself, or was confirmed more than a year ago."""
    return [
        one["field"] for one in sources if one["given_by"] != "place" or date.fromisoformat(one["date"]) < today - FRESH
    ]
