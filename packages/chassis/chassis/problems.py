"""Every "no" and every fault as a problem document (RFC 9457)."""

import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from chassis.refusals import Refusal

MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger(__name__)


class Problem(BaseModel):
    """Why there is no other answer; ``errors`` name the faulty values by JSON pointer or parameter."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[dict[str, str]] = []


CONTENT = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
ANY_REFUSAL = {"description": "Refused: the problem says why."}


def problem(
    slug: str,
    title: str,
    status: int,
    *,
    detail: str | None = None,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem document; ``type`` is ``/problems/<slug>`` and stays stable."""
    body: dict[str, Any] = {"type": f"/problems/{slug}", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = list(errors)
    content = json.dumps(body, ensure_ascii=False).encode()
    return Response(content, status, dict(headers or {}), MEDIA_TYPE)


def refused(_: Request, refusal: Exception) -> Response:
    """A refusal, as its own type says."""
    assert isinstance(refusal, Refusal)
    title = HTTPStatus(refusal.status).phrase if type(refusal).__doc__ is None else _first_line(type(refusal))
    errors, headers = refusal.errors, refusal.headers
    return problem(refusal.slug(), title, refusal.status, detail=str(refusal), errors=errors, headers=headers)


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


def invalid(_: Request, error: Exception) -> Response:
    """What FastAPI could not parse: one entry per value, with a JSON pointer or a parameter name."""
    assert isinstance(error, RequestValidationError)
    located = [_located(entry) for entry in error.errors()]
    errors = [one for number, one in enumerate(located) if one not in located[:number]]  # a body may be read twice
    return problem("invalid", "A value does not have the form it must have.", 422, errors=errors)


def _located(entry: Mapping[str, Any]) -> dict[str, str]:
    where, *path = entry["loc"]
    if where == "body":
        return {
            "pointer": "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path),
            "detail": entry["msg"],
        }
    return {"parameter": ".".join(map(str, path)), "detail": entry["msg"]}


def http_error(_: Request, error: Exception) -> Response:
    """What the framework refuses by itself: unknown path, wrong method."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    return problem(
        status.name.lower().replace("_", "-"), status.phrase, status, detail=str(error.detail), headers=error.headers
    )


def fault(request: Request, error: Exception) -> Response:
    """Our own mistake: the log has it, the asker only learns that it happened."""
    log.error("request failed", path=request.url.path, exc_info=error)
    return problem("internal-error", "Something went wrong on our side.", 500)


def install(app: FastAPI) -> None:
    """Let every way to fail answer with a problem document."""
    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(Exception, fault)
    app.openapi = _describing(app.openapi)  # type: ignore[method-assign] # FastAPI's own way to say more


def _describing(plain: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """The app's OpenAPI in which every refusal is a problem document, a bad value's (422) too."""

    def openapi() -> dict[str, Any]:
        document = plain()
        document.setdefault("components", {}).setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
        for answers in (operation["responses"] for path in document["paths"].values() for operation in path.values()):
            answers["4XX"] = ANY_REFUSAL
            answers.update({code: {**said, "content": CONTENT} for code, said in answers.items() if code[0] in "45"})
        return document

    return openapi
