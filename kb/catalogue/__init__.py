"""The catalogue: rows that follow the library's files. The files are the truth."""

from kb.catalogue.report import SyncReport
from kb.catalogue.rows import catalogue_document
from kb.catalogue.sync import sync_catalogue

__all__ = ["SyncReport", "catalogue_document", "sync_catalogue"]
