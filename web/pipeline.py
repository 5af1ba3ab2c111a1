"""Wires the ingest pipeline, which only commands use: serving pages does not import it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.pipeline import IngestPipeline

if TYPE_CHECKING:
    from web.services import Services


def ingest_pipeline(services: Services) -> IngestPipeline:
    """The pipeline that writes this instance's library."""
    return IngestPipeline(services.settings, services.home, services.library, services.database)
