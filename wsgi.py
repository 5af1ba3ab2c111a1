"""The site for WSGI servers: ``gunicorn wsgi`` or any other; ``kb serve`` needs none of it."""

from __future__ import annotations

import sys

from kb.errors import KbError
from kb.settings import Settings
from web.app import create_app
from web.request_log import configure_logging
from web.services import Services
from web.warm import warm_in_background

try:
    settings = Settings.load()
    configure_logging(settings.log_level)
    services = Services.open(settings)
except KbError as error:
    sys.exit(f"wellspring: {error}")

application = create_app(services)
warm_in_background(services)
