"""Who may see a page: every route says so, and one that does not keeps the site from starting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

View = TypeVar("View", bound="Callable[..., Any]")

_MARK = "wellspring_access"


def public(view: View) -> View:
    """Declare that anybody may see this page."""
    setattr(view, _MARK, "public")
    return view


def access_of(view: Callable[..., Any]) -> str | None:
    """What a view declares; ``None`` where it declares nothing."""
    return getattr(view, _MARK, None)


def require_declared(app: Flask) -> None:
    """Check that every route declares who may see it.

    Raises:
        RuntimeError: names the routes that do not; ours to mend, never a visitor's.
    """
    open_routes = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if access_of(app.view_functions[rule.endpoint]) is None
    ]
    if open_routes:
        raise RuntimeError(f"Routes that do not say who may see them: {', '.join(open_routes)}")
