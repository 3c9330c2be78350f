"""What a correction proposes, and which of it may be taken over today."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.refusals import Invalid, Refusal
from directory.places.history import value
from directory.places.rules import FIELDS
from directory.places.schemas import PlaceWords

AT_ONCE = 5  # corrections of one place that one person may have waiting

NAMES = {path: field for field, path in FIELDS.items()}  # the document's name -> the edit's


class CorrectionDecided(Refusal):
    """This correction has been accepted, refused or withdrawn already."""


class CorrectionOutdated(Refusal):
    """What this correction would change has changed since; say field by field what to take over all the same."""


class TooManyCorrections(Refusal):
    """Too many corrections of this person wait for this place to answer."""


def words(place: UUID, changes: Mapping[str, Any]) -> PlaceWords:
    """Proposed values as the words of their place."""
    none = tuple(field for field, proposed in changes.items() if proposed in (None, []))
    said = {field: proposed for field, proposed in changes.items() if field not in none}
    return PlaceWords.model_validate({"external_id": str(place), "state": "draft", "without": none, **said})


def present(place: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """What the place holds of these fields, as JSON."""
    return {field: value(place, field) for field in fields}


def chosen(changes: Mapping[str, Any], outdated: Iterable[str], fields: Sequence[str] | None) -> list[str]:
    """The fields to take over (the edit's names): those named, else all that nobody has changed since.

    ``fields``: by the document's names. Raises Invalid for one that the correction is not about, or CorrectionOutdated.
    """
    if fields is None:
        found = [field for field in changes if field not in set(outdated)]
        if not found:
            raise CorrectionOutdated("All that it would change has changed since.")
        return found
    unknown = [number for number, path in enumerate(fields) if NAMES.get(path) not in changes]
    if unknown or not fields:
        errors = [{"pointer": f"/fields/{number}", "detail": "It does not change this."} for number in unknown]
        none = [{"pointer": "/fields", "detail": "Name a field, or none to take over all."}]
        raise Invalid("Some fields are not the correction's.", errors=errors or none)
    return [field for field in changes if FIELDS[field] in fields]
