"""Which request a line of log or a fact belongs to (W3C Trace Context)."""

import re
import secrets

import structlog

TRACEPARENT = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def bind(traceparent: str | None, **values: str) -> str:
    """Begin a piece of work: everything logged or emitted in it carries its trace.

    ``traceparent`` goes on when well formed, else a new trace starts. Answers the traceparent of this piece.
    """
    known = TRACEPARENT.fullmatch(traceparent) if traceparent else None
    fresh = secrets.token_hex(24)  # one draw for both ids
    trace_id = known[1] if known else fresh[:32]
    current = f"00-{trace_id}-{fresh[32:]}-01"
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(trace_id=trace_id, traceparent=current, **values)
    return current


def current() -> str:
    """The traceparent of the work under way; a new one outside any."""
    bound = structlog.contextvars.get_contextvars().get("traceparent")
    return bound if isinstance(bound, str) else bind(None)
