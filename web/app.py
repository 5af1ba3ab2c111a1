"""The application factory: routes, headers, errors and log put together around the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask, abort, request
from jinja2 import StrictUndefined
from werkzeug.routing import BaseConverter

from web import labels
from web.access import require_declared
from web.delivery import compress, revalidate
from web.errors import handle_errors
from web.highlight import highlighted
from web.links import item_url, place_url, web_address
from web.request_log import log_requests
from web.security import secure
from web.site import KEY, Site
from web.translation import day, duration, in_digits, moment, page_language, translate_pages
from web.views import PAGES

if TYPE_CHECKING:
    from flask import Response

    from web.services import Services

LONGEST_ADDRESS = 8_000


class SlugConverter(BaseConverter):
    """Ids of hubs and documents in addresses: lower-case letters, digits and single hyphens."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def create_app(services: Services) -> Flask:
    """Make the site of an instance. Opens nothing: the first request does."""
    site = Site(services)
    app = Flask("web", static_folder=None)
    app.extensions[KEY] = site
    app.url_map.converters["slug"] = SlugConverter
    app.config["MAX_CONTENT_LENGTH"] = 1_000_000
    translate_pages(app)
    _prepare_templates(app, site)
    log_requests(app)
    app.before_request(_limit_address)
    for page in PAGES:
        app.register_blueprint(page)
    handle_errors(app)
    app.after_request(_finish)
    require_declared(app)
    return app


def _limit_address() -> None:
    if len(request.full_path) > LONGEST_ADDRESS:
        abort(414)


def _finish(response: Response) -> Response:
    """Headers on all, then 304 where nothing changed, then gzip."""
    return compress(revalidate(secure(response)))


def _prepare_templates(app: Flask, site: Site) -> None:
    settings = site.services.settings
    # A name that a template misspells is an error in the tests, not an empty place on a page.
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    shared: dict[str, Any] = {
        "site_name": settings.site_name,
        "asset_url": site.assets.url,
        "kind_label": labels.kind_label,
        "level_label": labels.level_label,
        "place_label": labels.place_label,
        "answer_label": labels.answer_label,
        "file_size": labels.file_size,
        "document_count": labels.document_count,
        "hub_count": labels.hub_count,
        "post_count": labels.post_count,
        "people_count": labels.people_count,
        "page_language": page_language,
        "in_digits": in_digits,
        "day": day,
        "moment": moment,
        "duration": duration,
        "language_label": labels.language_label,
        "country_label": labels.country_label,
        "direction": labels.direction,
        "highlighted": highlighted,
        "place_url": place_url,
        "item_url": item_url,
        "web_address": web_address,
    }
    app.jinja_env.globals.update(shared)
