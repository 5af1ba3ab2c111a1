"""``/healthz``: whether the site can answer, for monitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify

from web.access import public
from web.site import services
from web.status import status_of
from web.version import VERSION

if TYPE_CHECKING:
    from flask import Response

page = Blueprint("health", __name__)


@page.get("/healthz")
@public
def show() -> Response:
    """200 while the site can answer, else 503 with the reasons."""
    status = status_of(services())
    response = jsonify(
        ok=status.ok,
        version=VERSION,
        documents=status.documents,
        index={"generation": status.generation, "passages": status.passages},
        model_loaded=status.model_loaded,
        faults=list(status.faults),
    )
    response.status_code = 200 if status.ok else 503
    response.headers["Cache-Control"] = "no-store"
    return response
