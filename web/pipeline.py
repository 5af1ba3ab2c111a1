"""Wires ingest and thread import, which only commands use: serving pages does not import them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.pipeline import IngestPipeline
from ingest.threads.forgetting import Forgetting
from ingest.threads.run import ThreadImport

if TYPE_CHECKING:
    from web.services import Services


def ingest_pipeline(services: Services) -> IngestPipeline:
    """The pipeline that writes this instance's library."""
    return IngestPipeline(services.settings, services.home, services.library, services.database)


def thread_import(services: Services) -> ThreadImport:
    """What brings discussion archives into this instance's library."""
    return ThreadImport(services.home, services.library, services.database)


def forgetting(services: Services) -> Forgetting:
    """What takes people out of this instance's threads."""
    return Forgetting(services.home, services.library, services.database)
