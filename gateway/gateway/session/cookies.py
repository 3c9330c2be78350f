"""The three cookies: the session's, one for the way to the issuer and back, and a hint that scripts may read."""

from dataclasses import dataclass

from gateway.asked import Headers
from gateway.settings import GatewaySettings

HINT = "signed-in"


@dataclass(frozen=True, slots=True)
class Cookies:
    """``secure``: over https, where names begin with ``__Host-``, so that no other site of the domain can set them."""

    session: str
    login: str
    secure: bool
    session_seconds: int
    login_seconds: int

    @classmethod
    def of(cls, settings: GatewaySettings) -> "Cookies":
        """As configured."""
        prefix = "__Host-" if settings.secure else ""
        return cls(
            session=settings.session_cookie_name,
            login=f"{prefix}{settings.session_cookie}-login",
            secure=settings.secure,
            session_seconds=settings.session_seconds,
            login_seconds=settings.login_seconds,
        )

    def onward(self, *, session: str | None, login: str | None) -> Headers:
        """A session begins, or a person leaves for the issuer (again), or neither: each under its secret."""
        lines = [self._line(self.login, login, self.login_seconds) if login else self._line(self.login, "", 0)]
        if session is not None:
            lines.append(self._line(self.session, session, self.session_seconds))
            lines.append(self._line(HINT, "1", self.session_seconds, scripts=True))
        return lines

    def ended(self) -> Headers:
        """A session is over."""
        return [self._line(self.session, "", 0), self.unhinted()]

    def unhinted(self) -> tuple[bytes, bytes]:
        """Nobody is signed in."""
        return self._line(HINT, "", 0, scripts=True)

    def _line(self, name: str, value: str, seconds: int, *, scripts: bool = False) -> tuple[bytes, bytes]:
        parts = [f"{name}={value}", "Path=/", f"Max-Age={seconds}", "SameSite=Lax"]
        parts += [] if scripts else ["HttpOnly"]
        parts += ["Secure"] if self.secure else []
        return b"set-cookie", "; ".join(parts).encode()


def shown(headers: Headers, name: str) -> list[bytes]:
    """What a browser shows under this name, each value once."""
    pairs = [pair.strip() for header, value in headers if header == b"cookie" for pair in value.split(b";")]
    wanted = name.encode() + b"="
    return list(dict.fromkeys(pair.removeprefix(wanted) for pair in pairs if pair.startswith(wanted)))
