"""What stands between a question and its tokens: a sign-in page that is open, a code that waits for its use."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.issuer.memory import CODE, LOGIN


@dataclass(frozen=True)
class Asked:
    """What a client asked of a browser's person."""

    client_id: str
    redirect_uri: str
    scope: str
    state: str
    nonce: str
    challenge: str
    prompt: frozenset[str]
    max_age: int | None
    language: str


@dataclass
class Code:
    """A right to tokens, for one use."""

    asked: Asked
    session: str
    until: float
    used: bool = False


@dataclass
class _Open:
    asked: Asked
    browser: str
    until: float


@dataclass
class Codes:
    """Kept in memory alone: a restart costs a person one click."""

    _codes: dict[str, Code] = field(default_factory=dict)
    _open: dict[str, _Open] = field(default_factory=dict)

    def open(self, asked: Asked, browser: str) -> str:
        """Remember what was asked while this browser shows the sign-in page; return the page's own name."""
        _forget_old(self._open)
        name = secrets.token_urlsafe(24)
        self._open[name] = _Open(asked, browser, time.monotonic() + LOGIN)
        return name

    def close(self, name: str, browser: str) -> Asked | None:
        """Return what was asked when this browser's page had this name; once."""
        _forget_old(self._open)
        found = self._open.get(name)
        if found is None or not secrets.compare_digest(found.browser, browser):
            return None
        return self._open.pop(name).asked

    def issue(self, asked: Asked, session: str) -> str:
        """Return a code for what was asked."""
        _forget_old(self._codes)
        code = secrets.token_urlsafe(32)
        self._codes[code] = Code(asked, session, time.monotonic() + CODE)
        return code

    def find(self, code: str) -> Code | None:
        """Return what a code stands for, used or not, while it is young."""
        _forget_old(self._codes)
        return self._codes.get(code)


def _forget_old(things: dict[str, Code] | dict[str, _Open]) -> None:
    now = time.monotonic()
    for name in [name for name, thing in things.items() if thing.until < now]:
        del things[name]


def asked_of(values: Mapping[str, str], scope: str, language: str) -> Asked:
    """Return the question in a request's parameters."""
    age = values.get("max_age", "")
    return Asked(
        client_id=values.get("client_id", ""),
        redirect_uri=values.get("redirect_uri", ""),
        scope=scope,
        state=values.get("state", ""),
        nonce=values.get("nonce", ""),
        challenge=values.get("code_challenge", ""),
        prompt=frozenset(values.get("prompt", "").split()),
        max_age=int(age) if age.isdecimal() else None,
        language=language,
    )
