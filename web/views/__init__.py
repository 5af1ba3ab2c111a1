"""The pages, one module each; a module's ``page`` is its blueprint."""

from web.views import (
    about,
    ask,
    document,
    health,
    home,
    hub,
    hubs,
    metrics,
    original,
    robots,
    search,
    static,
)

PAGES = (
    home.page,
    search.page,
    ask.page,
    hubs.page,
    hub.page,
    document.page,
    original.page,
    about.page,
    health.page,
    metrics.page,
    robots.page,
    static.page,
)
