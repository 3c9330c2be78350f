"""What may be declared, and what a new declaration changes."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from chassis.refusals import Refusal
from directory.usages.schemas import UsageDraft

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


def declared(known: Row | None, draft: UsageDraft) -> dict[str, Any] | None:
    """What a declaration changes; None when it says nothing new. What it leaves out stays as it was."""
    said = draft.model_dump(exclude_none=True, exclude={"place_id", "tool_id"})
    if known is None:
        return {"how": None, "since": None, "satisfaction": None, "state": "declared"} | said
    changes = {name: value for name, value in said.items() if known[name] != value}
    if known["state"] != "declared":
        changes["state"] = "declared"
    return changes or None
