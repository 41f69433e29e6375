"""What the platform counts, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("parvis_requests_total", "Requests served.", ["method", "view", "status"])
SECONDS = Histogram(
    "parvis_request_seconds",
    "Time spent in Django per request.",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
OUTBOX = Gauge("parvis_outbox_waiting", "Events not yet delivered.")
LIVE = Gauge("parvis_live_connections", "Open live connections.")
