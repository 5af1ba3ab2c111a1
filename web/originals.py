"""Files that documents were converted from or that came with posts, always as downloads."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from flask import send_file

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Response

    from kb.models import CatalogueDocument

_SAFE_TYPES = ("image/jpeg", "image/png", "application/pdf", "application/epub+zip", "text/plain")
_SAFE_PREFIXES = ("application/vnd.",)


def download_name(document: CatalogueDocument, original: Path) -> str:
    """The file's name as its owner knew it, without folders; else the document's id."""
    return safe_name(document.source_file or "") or f"{document.id}{original.suffix}"


def safe_name(given: str) -> str:
    """A name without folders and without what cannot be printed; empty where nothing is left."""
    name = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable()).strip()


def download(original: Path, name: str, sha256: str) -> Response:
    """A response that browsers save and never show inside the site."""
    response = send_file(
        original,
        mimetype=download_type(original),
        as_attachment=True,
        download_name=name,
        etag=sha256,
        max_age=3600,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def download_type(original: Path) -> str:
    """A media type that no browser runs."""
    guessed = mimetypes.guess_type(original.name)[0] or ""
    safe = guessed in _SAFE_TYPES or guessed.startswith(_SAFE_PREFIXES)
    return guessed if safe else "application/octet-stream"
