"""The files that documents were converted from."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kb.models import CatalogueDocument

_SAFE_TYPES = ("image/jpeg", "image/png", "application/pdf", "application/epub+zip", "text/plain")
_SAFE_PREFIXES = ("application/vnd.",)


def download_name(document: CatalogueDocument, original: Path) -> str:
    """The file's name as its owner knew it, without folders; else the document's id."""
    given = (document.source_file or "").replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in given if letter.isprintable()).strip()
    return name or f"{document.id}{original.suffix}"


def download_type(original: Path) -> str:
    """A media type that no browser runs."""
    guessed = mimetypes.guess_type(original.name)[0] or ""
    safe = guessed in _SAFE_TYPES or guessed.startswith(_SAFE_PREFIXES)
    return guessed if safe else "application/octet-stream"
