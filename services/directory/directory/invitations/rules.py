"""Which token opens an invitation, and until when."""

import secrets
from datetime import datetime
from hashlib import sha256

from chassis.refusals import NotFound

BITS = 256  # nobody guesses one: it needs no salt, and looking its hash up gives nothing away


def new_token() -> str:
    """A token for a link."""
    return secrets.token_urlsafe(BITS // 8)


def hashed(token: str) -> bytes:
    """What is kept of a token."""
    return sha256(token.encode(errors="replace")).digest()


def check_open(*, outcome: str | None, expires_at: datetime, now: datetime) -> None:
    """A link that was used, or is too old, leads nowhere. Raises NotFound."""
    if outcome is not None or expires_at <= now:
        raise NotFound("There is no such invitation, or no longer.")
