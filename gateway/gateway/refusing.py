"""The gateway's own "no", as a problem document."""

from collections.abc import Mapping
from http import HTTPStatus
from math import ceil

from starlette.responses import Response

from chassis.problems import problem
from chassis.refusals import Refusal

BODY_UNREAD = frozenset({408, 411, 413})  # what is left of the request on this connection is not for us


class EdgeRefusal(Refusal):
    """A "no" that says when to ask again."""

    status = 503

    def __init__(
        self, detail: str, *, retry_after: float | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        """``retry_after``: seconds, rounded up for the header; ``headers``: more that the answer carries."""
        super().__init__(detail)
        self.headers = dict(headers or {})
        if retry_after is not None:
            self.headers["retry-after"] = str(max(1, ceil(retry_after)))


class ServiceUnavailable(EdgeRefusal):
    """This part of the navigator does not answer at the moment."""

    status = 503


class ServiceTooSlow(EdgeRefusal):
    """This part of the navigator did not answer in time."""

    status = 504


class ServiceBroken(EdgeRefusal):
    """This part of the navigator broke off its answer."""

    status = 502


class TooManyRequests(EdgeRefusal):
    """More was asked than is granted to one client in a minute."""

    status = 429


class BodyTooLarge(Refusal):
    """The body is larger than what is taken here."""

    status = 413


class LengthRequired(Refusal):
    """Say how long the body is (Content-Length)."""

    status = 411


class BodyTooSlow(Refusal):
    """The body did not come in time."""

    status = 408


class TargetTooLong(Refusal):
    """The address is longer than what is read here."""

    status = 414


class HeadTooLarge(Refusal):
    """The head of the request is larger than what is read here."""

    status = 431


class NoSuchPath(Refusal):
    """Nothing answers at this path."""

    status = 404


def answer(refusal: Refusal) -> Response:
    """The refusal as its own type says, with ``Retry-After`` where it knows."""
    title = (type(refusal).__doc__ or HTTPStatus(refusal.status).phrase).strip().splitlines()[0]
    headers = {"cache-control": "no-store", **refusal.headers}
    if refusal.status in BODY_UNREAD:
        headers["connection"] = "close"
    return problem(refusal.slug(), title, refusal.status, detail=str(refusal), errors=refusal.errors, headers=headers)
