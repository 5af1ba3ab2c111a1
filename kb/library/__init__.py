"""The library: Markdown files with YAML front matter, the only copy that matters."""

from kb.library.document import KINDS, Document, Kind, Origin, Verification
from kb.library.folder import Library, document_path
from kb.library.glossary import Glossary, GlossaryEntry
from kb.library.glossary_file import GlossaryFile
from kb.library.hub import Hub
from kb.library.parsing import AnyEntry, parse_entry
from kb.library.reading_list import LEVELS, Level, ReadingItem, ReadingList

__all__ = [
    "KINDS",
    "LEVELS",
    "AnyEntry",
    "Document",
    "Glossary",
    "GlossaryEntry",
    "GlossaryFile",
    "Hub",
    "Kind",
    "Level",
    "Library",
    "Origin",
    "ReadingItem",
    "ReadingList",
    "Verification",
    "document_path",
    "parse_entry",
]
