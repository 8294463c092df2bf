"""Figures for operators (Prometheus): requests, how long they took, and which data is shown."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lib.problems import BadData
from lib.settings import Settings
from lib.versions import Versions

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Figures:
    """What is counted, and who may read it."""

    def __init__(self, versions: Versions, settings: Settings) -> None:
        self._open_to = settings.metrics
        self._registry = CollectorRegistry()
        self._registry.register(_Shown(versions))
        self._requests = Counter(
            "dashboard_requests", "Answers", ["route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "dashboard_request_seconds",
            "Time until an answer was sent whole",
            ["route"],
            buckets=BUCKETS,
            registry=self._registry,
        )

    def count(self, route: str, status: int, seconds: float) -> None:
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self, request: Request) -> Response:
        """The figures, for who may read them; to others there is no such address."""
        if self._open_to == "off" or (self._open_to == "local" and not _from_here(request)):
            raise HTTPException(404)
        encode, mime = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(self._registry), headers={"Content-Type": mime})


class _Shown(Collector):
    """The data that is shown, read when it is asked for."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterable[Metric]:
        ready = GaugeMetricFamily("dashboard_data_ready", "Whether data is shown")
        refused = GaugeMetricFamily(
            "dashboard_data_refused", "Problems of a newer version that is refused"
        )
        try:
            version = self._versions.current()
        except BadData as bad:
            ready.add_metric([], 0)
            refused.add_metric([], len(bad.problems))
            return (ready, refused)
        ready.add_metric([], 1)
        refused.add_metric([], len(version.refused))
        held = {"version": version.name, "date": version.day.isoformat()}
        shown = InfoMetricFamily("dashboard_data", "The data that is shown", value=held)
        return (ready, refused, shown)


def _from_here(request: Request) -> bool:
    """Whether someone on this machine asks, and not a proxy for someone else."""
    host = request.client.host if request.client else ""
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    return here and not any(name in request.headers for name in FORWARDED)
