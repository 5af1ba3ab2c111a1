"""``/metrics``: counters for Prometheus."""

from __future__ import annotations

from flask import Blueprint, Response

from web.access import public
from web.metrics import CONTENT_TYPE
from web.site import services, site
from web.status import status_of

page = Blueprint("metrics", __name__)


@page.get("/metrics")
@public
def show() -> Response:
    """Requests, latencies and the state of the instance; no names, no queries."""
    text = site().metrics.text(status_of(services()))
    return Response(text, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})
