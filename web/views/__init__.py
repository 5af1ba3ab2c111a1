"""The pages, one module each; a module's ``page`` is its blueprint."""

from web.views import (
    about,
    ask,
    attachment,
    document,
    glossary,
    health,
    home,
    hub,
    hubs,
    metrics,
    original,
    reading_list,
    reading_lists,
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
    attachment.page,
    reading_lists.page,
    reading_list.page,
    glossary.page,
    about.page,
    health.page,
    metrics.page,
    robots.page,
    static.page,
)
