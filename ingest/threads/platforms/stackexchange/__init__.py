"""Stack Exchange: data dumps, exports of Stack Overflow for Teams, and answers of the API."""

from ingest.threads.platforms.stackexchange.importer import StackExchangeImporter

__all__ = ["StackExchangeImporter"]
