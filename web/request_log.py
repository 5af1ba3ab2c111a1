"""One log line for each request, on standard error, without what people searched for."""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from typing import TYPE_CHECKING

import structlog
from flask import g, request

from web.site import site

if TYPE_CHECKING:
    from flask import Flask, Response

_GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


def configure_logging(level: str) -> None:
    """Write log lines to standard error: for people on a terminal, as JSON for machines."""
    human = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if human else [structlog.processors.format_exc_info]),
            structlog.dev.ConsoleRenderer() if human else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def log_requests(app: Flask) -> None:
    """Give every request an id, and log and count it once it is answered."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.started = time.perf_counter()
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("started", time.perf_counter())
    response.headers["X-Request-ID"] = g.get("request_id", "")
    # The pattern and not the path: paths that match nothing can hold anything.
    route = request.url_rule.rule if request.url_rule else "(no route)"
    method = request.method if request.method in METHODS else "(other)"
    site().metrics.count(method, route, response.status_code, seconds)
    structlog.get_logger().info(
        "request",
        id=response.headers["X-Request-ID"],
        method=method,
        route=route,
        status=response.status_code,
        ms=round(seconds * 1000, 1),
        bytes=response.content_length,
    )
    return response
