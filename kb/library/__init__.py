"""The library: Markdown files with YAML front matter, the only copy that matters."""

from kb.library.document import KINDS, Document, Kind, Origin, Verification
from kb.library.folder import Library, document_path
from kb.library.glossary import Glossary, GlossaryEntry
from kb.library.glossary_file import GlossaryFile
from kb.library.hub import Hub
from kb.library.parsing import AnyEntry, parse_entry
from kb.library.reading_list import LEVELS, Level, ReadingItem, ReadingList
from kb.library.thread import Attachment, Post, ThreadFacts

__all__ = [
    "KINDS",
    "LEVELS",
    "AnyEntry",
    "Attachment",
    "Document",
    "Glossary",
    "GlossaryEntry",
    "GlossaryFile",
    "Hub",
    "Kind",
    "Level",
    "Library",
    "Origin",
    "Post",
    "ReadingItem",
    "ReadingList",
    "ThreadFacts",
    "Verification",
    "document_path",
    "parse_entry",
]
