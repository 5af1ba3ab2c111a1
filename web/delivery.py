"""How a response travels: an entity tag so that an unchanged page is not sent again, and gzip."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Response

_SMALLEST = 500
_LEVEL = 6
_COMPRESSED_TYPES = ("text/", "application/json", "image/svg+xml")


def revalidate(response: Response) -> Response:
    """Let browsers keep a page but ask whether it changed; answer 304 where it has not."""
    if response.status_code != 200 or response.direct_passthrough or request.method != "GET":
        return response
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache"
    if response.cache_control.no_store:
        return response
    # Weak, because the same page leaves both compressed and plain.
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


def compress(response: Response) -> Response:
    """Compress text for browsers that take it. The server itself (waitress) does not."""
    if response.direct_passthrough or response.status_code in {204, 206, 304}:
        return response
    if not (response.mimetype or "").startswith(_COMPRESSED_TYPES):
        return response
    response.vary.add("Accept-Encoding")
    takes_gzip = request.accept_encodings.quality("gzip") > 0
    body = response.get_data() if takes_gzip else b""
    if len(body) >= _SMALLEST and "Content-Encoding" not in response.headers:
        # No time stamp in the stream: the same page is the same bytes.
        response.set_data(gzip.compress(body, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
