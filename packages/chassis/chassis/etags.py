"""Conditional requests (RFC 9110 §13): read again only what changed, overwrite only what was read."""

from hashlib import blake2b

from fastapi import Request

from chassis.refusals import PreconditionFailed, PreconditionRequired


def etag(value: int | bytes) -> str:
    """The strong tag of a revision, or of the bytes of an answer."""
    return f'"{value}"' if isinstance(value, int) else f'"{blake2b(value, digest_size=12).hexdigest()}"'


def not_modified(request: Request, tag: str) -> bool:
    """Whether the asker has this very version (``If-None-Match``, weak comparison)."""
    return matches(request.headers.get("if-none-match"), tag)


def matches(header: str | None, tag: str) -> bool:
    """Whether the header's list of tags holds ``tag``, or is ``*``."""
    if header is None:
        return False
    known = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


def require_match(request: Request, revision: int) -> None:
    """Let an edit through only when made on this revision. Raises PreconditionRequired or PreconditionFailed."""
    header = request.headers.get("if-match")
    if header is None:
        raise PreconditionRequired("Say which revision this edit was made on: If-Match.")
    if not matches(header, etag(revision)):
        raise PreconditionFailed(f"It has changed since: it is now at revision {revision}.")
