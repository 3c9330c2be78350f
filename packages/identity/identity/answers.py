"""How a route says no, for its documentation: ``responses=problems(404, 409)``."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from chassis.problems import MEDIA_TYPE


class Fault(BaseModel):
    """A value that is not as it must be: where it stands, and why."""

    pointer: str | None = None
    parameter: str | None = None
    detail: str


class Problem(BaseModel):
    """Why something was refused (RFC 9457); ``type`` is stable, the rest is for people."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[Fault] | None = None


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
SCHEMA = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
SCHEMA["properties"]["errors"]["anyOf"][0]["items"] = SCHEMA.pop("$defs")["Fault"]  # whole where it stands
PROBLEMS: Mapping[int, dict[str, Any]] = {
    status: {"description": meaning, "content": {MEDIA_TYPE: {"schema": SCHEMA}}} for status, meaning in MEANING.items()
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These refusals, for the ``responses`` of a route."""
    return {status: PROBLEMS[status] for status in statuses}


# What any route answers that needs to know who asks and what about; and an edit of what somebody else may edit too.
SIGNED_IN = problems(401, 403, 404, 422, 503)
DECIDING = SIGNED_IN | problems(409)
EDITING = DECIDING | problems(412, 428)
