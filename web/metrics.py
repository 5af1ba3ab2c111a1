"""Counters and gauges for a monitor, in Prometheus' text format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from web.status import Status

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Metrics:
    """One site's metrics, in a registry of their own so that tests can make many sites."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    gauges: dict[str, Gauge] = field(init=False)

    def __post_init__(self) -> None:
        """Register the metrics."""
        requests = Counter(
            "wellspring_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        seconds = Histogram(
            "wellspring_request_seconds",
            "Seconds from request to response.",
            ["route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        gauges = {
            name: Gauge(f"wellspring_{name}", text, registry=self.registry)
            for name, text in (
                ("up", "1 where the site can answer, 0 on a fault."),
                ("documents", "Documents in the catalogue."),
                ("passages", "Passages in the index that serves."),
                ("index_generation", "Generation of the index that serves; 0 where none does."),
                ("model_loaded", "1 once the embedding model is in memory."),
            )
        }
        object.__setattr__(self, "requests", requests)
        object.__setattr__(self, "seconds", seconds)
        object.__setattr__(self, "gauges", gauges)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request. ``route`` is the pattern, never the address asked for."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def text(self, status: Status) -> bytes:
        """Everything in Prometheus' text format, with the state as it is now."""
        self.gauges["up"].set(status.ok)
        self.gauges["documents"].set(status.documents)
        self.gauges["passages"].set(status.passages)
        self.gauges["index_generation"].set(status.generation)
        self.gauges["model_loaded"].set(status.model_loaded)
        return generate_latest(self.registry)
