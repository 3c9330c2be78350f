"""Prometheus metrics of the edge. What every request moves is counted plainly, and added up when someone looks."""

from bisect import bisect_left
from collections import Counter as Counts
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Gauge, generate_latest
from prometheus_client.core import HistogramMetricFamily
from prometheus_client.registry import Collector
from starlette.responses import Response

REQUESTS = Counter("gateway_requests_total", "Requests answered", ["route_class", "status"])
CACHE = Counter("gateway_cache_total", "Reads that could come from memory", ["outcome"])
CACHE_BYTES = Gauge("gateway_cache_bytes", "Bytes remembered")
CACHE_ENTRIES = Gauge("gateway_cache_entries", "Answers remembered")
SAVED_BYTES = Counter("gateway_cache_served_bytes_total", "Bytes of body served from memory")
BUMPS = Counter("gateway_generation_bumps_total", "Facts that made answers old", ["service"])
BUS = Gauge("gateway_bus_connected", "Whether facts are heard")
BREAKER = Gauge("gateway_breaker_state", "0 closed, 1 half-open, 2 open", ["service"])
UPSTREAM_FAILURES = Counter("gateway_upstream_failures_total", "Questions without an answer", ["service", "reason"])
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0)
LIMITED = Counter("gateway_limited_total", "Requests refused for being too many", ["route_class"])
LIMITER_OPEN = Counter("gateway_limiter_open_total", "Requests let through uncounted because Redis was away")


@dataclass(slots=True)
class Tally:
    """What was answered since someone last looked: full and unchanged (304) from memory, the rest by class and way."""

    full: int = 0
    unchanged: int = 0
    bytes: int = 0
    requests: Counts[tuple[str, int]] = field(default_factory=Counts)
    came: Counts[str] = field(default_factory=Counts)

    def flush(self) -> None:
        """Add it to the metrics."""
        for (route_class, status), number in self.requests.items():
            REQUESTS.labels(route_class, status).inc(number)
        for outcome, number in self.came.items():
            CACHE.labels(outcome).inc(number)
        self.requests.clear()
        self.came.clear()
        CACHE.labels("hit").inc(self.full + self.unchanged)
        REQUESTS.labels("cached", "200").inc(self.full)
        REQUESTS.labels("cached", "304").inc(self.unchanged)
        SAVED_BYTES.inc(self.bytes)
        self.full = self.unchanged = self.bytes = 0


class Upstream:
    """The figures of one service. Times are counted in buckets here: a fifth of the cost of a Histogram."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._buckets = [0] * (len(BOUNDS) + 1)
        self._sum = 0.0
        UPSTREAMS.known[service] = self

    def answered(self, seconds: float) -> None:
        """It answered after so many seconds."""
        self._buckets[bisect_left(BOUNDS, seconds)] += 1
        self._sum += seconds

    def failed(self, error: Exception) -> None:
        """It did not."""
        UPSTREAM_FAILURES.labels(self._service, type(error).__name__).inc()

    def refused(self) -> None:
        """It was not asked: its breaker is open."""
        UPSTREAM_FAILURES.labels(self._service, "BreakerOpen").inc()

    def add_to(self, family: HistogramMetricFamily) -> None:
        """The buckets as Prometheus wants them: each with all below it."""
        names = [*map(str, BOUNDS), "+Inf"]
        family.add_metric([self._service], list(zip(names, accumulate(self._buckets), strict=True)), self._sum)


class Upstreams(Collector):
    """The times of all services, when someone looks."""

    def __init__(self) -> None:
        self.known: dict[str, Upstream] = {}

    def collect(self) -> Iterator[HistogramMetricFamily]:
        """Called by Prometheus's client."""
        family = HistogramMetricFamily(
            "gateway_upstream_seconds", "From asking a service to the head of its answer", labels=["service"]
        )
        for upstream in self.known.values():
            upstream.add_to(family)
        yield family


UPSTREAMS = Upstreams()
REGISTRY.register(UPSTREAMS)


def expose() -> Response:
    """All metrics of this process in the text format."""
    return Response(generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"})
