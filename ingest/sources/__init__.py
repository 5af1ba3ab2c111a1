"""Where files come from: single files, folders, archives."""

from ingest.sources.base import Source, SourceItem
from ingest.sources.discover import source_of

__all__ = ["Source", "SourceItem", "source_of"]
