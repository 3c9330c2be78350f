"""Where a page of comments ends and the next one begins."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from chassis.pages import decode_cursor, encode_cursor
from chassis.refusals import Invalid
from discussion.queries import Position, Row
from discussion.schemas import CommentListing


class Page(NamedTuple):
    """The rows of a page, and the cursor of the next one if there is one."""

    rows: Sequence[Row]
    next: str | None


def page(rows: Sequence[Row], asked: CommentListing, *, sort: str, column: str = "posted_at") -> Page:
    """The page among rows that were fetched with one more than asked for. ``column``: what they are sorted by."""
    shown = rows[: asked.limit]
    if len(rows) <= asked.limit:
        return Page(shown, None)
    last = shown[-1]
    return Page(shown, encode_cursor([getattr(last, column).isoformat(), str(last.id)], sort=sort))


def position(asked: CommentListing, *, sort: str) -> Position:
    """After which comment the page begins; None at the beginning. Raises Invalid when the cursor is not one of ours."""
    if asked.cursor is None:
        return None
    try:
        at, found = decode_cursor(asked.cursor, sort=sort)
        return datetime.fromisoformat(at).astimezone(UTC), UUID(found)
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        wrong = {"parameter": "cursor", "detail": "This cursor is not one of this list."}
        raise Invalid("The cursor is not one of this list.", errors=[wrong]) from error
