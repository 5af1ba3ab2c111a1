"""Typed tables. Importing this package registers all of them on ``Base.metadata``."""

from kb.models.base import Base
from kb.models.catalogue import CatalogueDocument, CatalogueHub, DocumentHub, LibraryProblem
from kb.models.imported import ImportedExport, ImportedThread, RemovedPerson
from kb.models.ingested import IngestedFile
from kb.models.reading_list import CatalogueReadingItem, CatalogueReadingList

__all__ = [
    "Base",
    "CatalogueDocument",
    "CatalogueHub",
    "CatalogueReadingItem",
    "CatalogueReadingList",
    "DocumentHub",
    "ImportedExport",
    "ImportedThread",
    "IngestedFile",
    "LibraryProblem",
    "RemovedPerson",
]
