"""The library: Markdown files with YAML front matter, the only copy that matters."""

from kb.library.document import KINDS, Document, Kind, Origin, Verification
from kb.library.folder import Library, document_path
from kb.library.hub import Hub

__all__ = [
    "KINDS",
    "Document",
    "Hub",
    "Kind",
    "Library",
    "Origin",
    "Verification",
    "document_path",
]
