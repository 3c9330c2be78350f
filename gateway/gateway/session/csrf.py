"""Who may change something in a signed-in person's name: a page of ours that knows the session's token.

Two locks, either of which would do: the token, which no other site can read, and what the browser itself says of the
page that asks (``Origin``, ``Sec-Fetch-Site``), which no page can forge.
"""

from hmac import compare_digest

from gateway.asked import Asked
from gateway.session.refusals import CrossSiteRequest, CsrfTokenMissing

HEADER = "X-CSRF-Token"


def check(asked: Asked, *, token: str, origin: bytes) -> None:
    """Let a write of a session through. ``origin``: our own. Raises CrossSiteRequest, CsrfTokenMissing."""
    if asked.origin not in (None, origin) or asked.site not in (None, b"same-origin"):
        raise CrossSiteRequest("A page of another site asked this.")
    if asked.csrf is None or not compare_digest(asked.csrf, token.encode()):
        raise CsrfTokenMissing(f"Send the token that /api/me gives as 'csrf' in the header {HEADER}.")
