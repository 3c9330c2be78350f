"""Prometheus metrics of the edge. Answers from memory are counted in plain integers and added up when someone looks."""

from dataclasses import dataclass
from functools import cache

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from starlette.responses import Response

REQUESTS = Counter("gateway_requests_total", "Requests answered", ["route_class", "status"])
CACHE = Counter("gateway_cache_total", "Reads that could come from memory", ["outcome"])
CACHE_BYTES = Gauge("gateway_cache_bytes", "Bytes remembered")
CACHE_ENTRIES = Gauge("gateway_cache_entries", "Answers remembered")
SAVED_BYTES = Counter("gateway_cache_served_bytes_total", "Bytes of body served from memory")
BUMPS = Counter("gateway_generation_bumps_total", "Facts that made answers old", ["service"])
BUS = Gauge("gateway_bus_connected", "Whether facts are heard")
BREAKER = Gauge("gateway_breaker_state", "0 closed, 1 half-open, 2 open", ["service"])
UPSTREAM_SECONDS = Histogram(
    "gateway_upstream_seconds",
    "From asking a service to the head of its answer",
    ["service"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60),
)
UPSTREAM_FAILURES = Counter("gateway_upstream_failures_total", "Questions without an answer", ["service", "reason"])
LIMITED = Counter("gateway_limited_total", "Requests refused for being too many", ["route_class"])
LIMITER_OPEN = Counter("gateway_limiter_open_total", "Requests let through uncounted because Redis was away")


@cache  # finding a labelled child takes longer than counting
def _requests(route_class: str, status: int) -> Counter:
    return REQUESTS.labels(route_class, status)


@cache
def _came(outcome: str) -> Counter:
    return CACHE.labels(outcome)


def count_request(route_class: str, status: int) -> None:
    """A request was answered."""
    _requests(route_class, status).inc()


def count_read(outcome: str) -> None:
    """A request to a service came this way: hit, miss, bypass."""
    _came(outcome).inc()


@dataclass(slots=True)
class Hits:
    """Answers from memory since someone last looked."""

    full: int = 0
    unchanged: int = 0
    bytes: int = 0

    def flush(self) -> None:
        """Add them to the metrics."""
        CACHE.labels("hit").inc(self.full + self.unchanged)
        REQUESTS.labels("cached", "200").inc(self.full)
        REQUESTS.labels("cached", "304").inc(self.unchanged)
        SAVED_BYTES.inc(self.bytes)
        self.full = self.unchanged = self.bytes = 0


class Upstream:
    """The figures of one service."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._seconds = UPSTREAM_SECONDS.labels(service)

    def answered(self, seconds: float) -> None:
        """It answered after so many seconds."""
        self._seconds.observe(seconds)

    def failed(self, error: Exception) -> None:
        """It did not."""
        UPSTREAM_FAILURES.labels(self._service, type(error).__name__).inc()

    def refused(self) -> None:
        """It was not asked: its breaker is open."""
        UPSTREAM_FAILURES.labels(self._service, "BreakerOpen").inc()


def expose() -> Response:
    """All metrics of this process in the text format."""
    return Response(generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"})
