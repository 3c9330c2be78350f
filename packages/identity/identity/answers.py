"""What a refusal of a route means, for its documentation: ``responses=problems(404, 409)``.

Each is a problem document; that much `chassis.problems` says by itself.
"""

from collections.abc import Mapping
from typing import Any

MEANING: Mapping[int, str] = {
    401: "Nobody says who asks, or the token is not good.",
    403: "The one who asks may not do this.",
    404: "There is no such thing, or the asker may not know of it.",
    409: "It cannot be done as things stand now.",
    412: "It has changed since the asker read it (If-Match).",
    422: "A value is not as it must be; `errors` says which.",
    428: "An edit must say which revision it was made on (If-Match).",
    503: "Nobody can be recognised at the moment.",
}
PROBLEMS: Mapping[int, dict[str, Any]] = {status: {"description": meaning} for status, meaning in MEANING.items()}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These refusals, for the ``responses`` of a route."""
    return {status: PROBLEMS[status] for status in statuses}


# What any route answers that needs to know who asks and what about; and an edit of what somebody else may edit too.
SIGNED_IN = problems(401, 403, 404, 422, 503)
DECIDING = SIGNED_IN | problems(409)
EDITING = DECIDING | problems(412, 428)
