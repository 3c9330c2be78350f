"""How much is granted, by class of route."""

from dataclasses import dataclass
from typing import get_args

from gateway.routing.table import RouteClass
from gateway.settings import GatewaySettings

SLOTS = 6


@dataclass(frozen=True, slots=True)
class Policy:
    """At most ``limit`` requests in any ``window`` seconds."""

    name: str
    limit: int
    window: float = 60.0

    @property
    def lease(self) -> int:
        """How many tokens a gateway takes at once."""
        return max(1, min(self.limit // 50, 100))

    @property
    def slot(self) -> float:
        """Seconds of one slot: how long a lease is good."""
        return self.window / SLOTS

    @property
    def header(self) -> bytes:
        """The ``RateLimit-Policy`` field (draft-ietf-httpapi-ratelimit-headers-10)."""
        return b'"%b";q=%d;w=%d' % (self.name.encode(), self.limit, round(self.window))


def policies(settings: GatewaySettings) -> dict[RouteClass, Policy]:
    """The configured policy of each class."""
    return {name: Policy(name, getattr(settings, f"limit_{name}")) for name in get_args(RouteClass)}
