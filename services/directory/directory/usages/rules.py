"""What may be declared, and what a new declaration changes."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from chassis.refusals import Refusal
from directory.usages.schemas import UsageDraft, UsageWord

Row = Mapping[str, Any]


class PlaceNotPublished(Refusal):
    """Only a published place can say what it uses."""


class UnknownTool(Refusal):
    """There is no such tool."""


def check_declarable(drafts: Collection[UsageDraft], *, published: Collection[UUID], tools: Collection[UUID]) -> None:
    """Raise PlaceNotPublished or UnknownTool for the first draft that cannot stand."""
    for draft in drafts:
        if draft.place_id not in published:
            raise PlaceNotPublished(f"place {draft.place_id} is not published")
        if draft.tool_id not in tools:
            raise UnknownTool(f"no tool {draft.tool_id}")


def check_published(place: Row) -> None:
    """Let a published place speak. Raises PlaceNotPublished."""
    if place["state"] != "published":
        raise PlaceNotPublished("A place that is closed, or that became another one, says nothing any more.")


def declared(known: Row | None, draft: UsageDraft) -> dict[str, Any] | None:
    """What a declaration changes; None when it says nothing new. What it leaves out stays as it was."""
    said = draft.model_dump(exclude_none=True, exclude={"place_id", "tool_id"})
    if known is None:
        return {"how": None, "since": None, "satisfaction": None, "state": "declared"} | said
    changes = {name: value for name, value in said.items() if known[name] != value}
    if known["state"] != "declared":
        changes["state"] = "declared"
    return changes or None


def said(known: Row | None, word: UsageWord) -> dict[str, Any]:
    """What the place's own word changes: it stands whole, and no demonstration speaks against it."""
    after = word.model_dump() | {"state": "declared", "demo": False}
    return {name: value for name, value in after.items() if known is None or known[name] != value}


def withdrawn(known: Row | None) -> dict[str, Any]:
    """What changes when the place no longer uses it."""
    return {"state": "withdrawn", "demo": False} if known and known["state"] == "declared" else {}
