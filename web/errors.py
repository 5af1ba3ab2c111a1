"""Errors as pages that help: what happened, what to do, and a search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from flask import g, render_template, request
from werkzeug.exceptions import HTTPException

from kb.errors import KbError
from web.translation import lazy_gettext

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

_PAGES = {
    400: (
        lazy_gettext("This address cannot be read"),
        lazy_gettext("Something in it is malformed. Search for what you need."),
    ),
    404: (
        lazy_gettext("There is no such page"),
        lazy_gettext(
            "The address may be mistyped, or the page was moved. Search for what you were after."
        ),
    ),
    405: (
        lazy_gettext("This page cannot be used that way"),
        lazy_gettext("Open it from the menu above instead."),
    ),
    413: (lazy_gettext("That was too large"), lazy_gettext("Send less at once.")),
    414: (
        lazy_gettext("That question is too long"),
        lazy_gettext("Ask it in a few hundred words or fewer."),
    ),
    500: (
        lazy_gettext("Something went wrong on our side"),
        lazy_gettext(
            "It has been noted. Try again, and if it happens again, tell whoever runs this site."
        ),
    ),
}
_OTHER = (
    lazy_gettext("This request cannot be answered"),
    lazy_gettext("Go back, or search for what you need."),
)


def handle_errors(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(KbError, _fault)
    app.register_error_handler(Exception, _crash)


def _http(error: HTTPException) -> ResponseReturnValue:
    """404 and its kin. A view that aborts with a sentence of its own has it shown."""
    if error.response is not None:
        return error.response
    code = error.code or 500
    title, advice = _PAGES.get(code, _OTHER)
    own = error.description if error.description != type(error).description else None
    headers = {k: v for k, v in error.get_headers() if k in {"Allow", "Retry-After"}}
    return _page(code, own or title, advice), code, headers


def _fault(error: KbError) -> ResponseReturnValue:
    """A fault of the instance: its own words, its remedy, and 503 so that monitors see it."""
    structlog.get_logger().error("fault", id=g.get("request_id"), fault=str(error))
    return _page(503, error.message, error.remedy), 503, {"Retry-After": "30"}


def _crash(error: Exception) -> ResponseReturnValue:
    """A mistake of ours: the log gets the traceback, the visitor a number to quote."""
    structlog.get_logger().error("crash", id=g.get("request_id"), exc_info=error)
    title, advice = _PAGES[500]
    return _page(500, title, advice), 500


def _page(code: int, title: object, advice: object) -> str:
    return render_template(
        "error.html",
        code=code,
        title=str(title),
        advice=str(advice),
        request_id=g.get("request_id", ""),
        query=_words_of_path() if code == 404 else "",
    )


def _words_of_path() -> str:
    """The last part of the address as words: a good first guess at what was sought."""
    last = request.path.rstrip("/").rsplit("/", 1)[-1]
    words = last.replace("-", " ").replace("_", " ")
    return " ".join(words.split())[:80] if words.isprintable() else ""
