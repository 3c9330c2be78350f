"""What writes over HTTP share: when it is, on which revision an edit was made, and the document as it is afterwards."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from chassis.etags import etag, require_match
from directory.reading import JSON

Check = Callable[[int], None]  # given the revision that is edited; raises PreconditionRequired or PreconditionFailed


def clock() -> datetime:
    """The moment of a request."""
    return datetime.now(UTC)


def based_on(
    request: Request,
    _: Annotated[str | None, Header(alias="if-match", description="The revision that was read: its `ETag`.")] = None,
) -> Check:
    """Whether an edit was made on the revision that it changes."""
    return partial(require_match, request)


BasedOn = Annotated[Check, Depends(based_on)]


def if_based_on(request: Request, check: BasedOn) -> Check:
    """The same where it need not be said: whoever does not say it takes things as they are."""
    return check if "if-match" in request.headers else lambda _: None


Now = Annotated[datetime, Depends(clock)]
IfBasedOn = Annotated[Check, Depends(if_based_on)]


def written(document: str, revision: int, *, status: int = 200, location: str | None = None) -> Response:
    """The public document after a write. ``location``: where a new one is found, relative to where it was sent."""
    headers = {"etag": etag(revision)} | ({"location": location} if location else {})
    return Response(document, status, headers, JSON)
