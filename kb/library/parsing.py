"""One file of the library, read as what its front matter says it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.library import front_matter
from kb.library.document import Document
from kb.library.hub import HUB, Hub
from kb.library.reading_list import READING_LIST, ReadingList

if TYPE_CHECKING:
    from pathlib import Path

AnyEntry = Hub | ReadingList | Document


def parse_entry(text: str, path: Path | str) -> AnyEntry:
    """Read a hub, a reading list or, whatever else ``kind`` says, a document.

    The file's name and folder say nothing: people move and rename files.

    Raises:
        LibraryFault: names the file, the line, the field and what to write instead.
    """
    parts = front_matter.split(text, path)
    kind = parts.mapping.get("kind")
    if kind == HUB:
        return Hub.of(text, parts, path)
    if kind == READING_LIST:
        return ReadingList.of(text, parts, path)
    return Document.of(text, parts, path)
