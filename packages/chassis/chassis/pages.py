"""Lists a page at a time: opaque cursors that say where the last page ended, not how many were skipped."""

import base64
import json
from typing import Any

from fastapi import Request

from chassis.refusals import Invalid


def encode_cursor(values: list[Any], *, sort: str) -> str:
    """The place after which the next page begins: the sort key's values of the last item (JSON-ready)."""
    return base64.urlsafe_b64encode(json.dumps([sort, *values]).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *, sort: str) -> list[Any]:
    """What ``encode_cursor`` was given. Raises Invalid when it is not ours, or of another sort order."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values: list[Any]
        made_for, *values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, RecursionError):
        made_for, values = None, []
    if made_for != sort:
        error = {"parameter": "cursor", "detail": f"This cursor does not continue a list sorted by {sort}."}
        raise Invalid("The cursor is not one of this list.", errors=[error])
    return values


def link_next(request: Request, cursor: str) -> str:
    """The value of the ``Link`` header to the next page (RFC 8288): the same query with another cursor."""
    query = request.url.include_query_params(cursor=cursor).query
    return f'<?{query}>; rel="next"'
