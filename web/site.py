"""What a page needs at hand: the instance's services and the site's own parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import current_app

from web.assets import Assets
from web.metrics import Metrics
from web.rendering import Renderer

if TYPE_CHECKING:
    from web.services import Services

KEY = "wellspring"


@dataclass(frozen=True)
class Site:
    """One site's parts.

    Attributes:
        services: the instance's.
        renderer: Markdown to HTML, with its caches.
        assets: static files.
        metrics: counters of this process.
    """

    services: Services
    renderer: Renderer = field(default_factory=Renderer)
    assets: Assets = field(default_factory=Assets)
    metrics: Metrics = field(default_factory=Metrics)


def site() -> Site:
    """The site that the request under way belongs to."""
    return cast("Site", current_app.extensions[KEY])


def services() -> Services:
    """The instance's services."""
    return site().services
