"""From a converted file to a library document: proposed from what the file states."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from slugify import slugify

from kb.language import DEFAULT_LANGUAGE, detect_language
from kb.library import Document, Kind, Origin

if TYPE_CHECKING:
    from collections.abc import Collection

    from ingest.converters.base import ConvertedDocument

_ID_LENGTH = 80
_ENDING_LENGTH = 10
_TITLE_LENGTH = 500


def propose_document(
    converted: ConvertedDocument,
    *,
    document_id: str,
    hub: str,
    kind: Kind,
    origin: Origin,
) -> Document:
    """A document from a conversion; what the file does not state stays out.

    Args:
        converted: Markdown and stated metadata, its language settled by `with_language`.
        document_id: its id.
        hub: the hub it goes to.
        kind: its kind.
        origin: original name and hash.
    """
    return Document(
        id=document_id,
        title=_one_line(converted.title) or title_from_name(origin.file or "") or document_id,
        kind=kind,
        hub=hub,
        language=converted.language or DEFAULT_LANGUAGE,
        country=converted.country,
        published=converted.published,
        source=origin,
        body=converted.markdown,
    )


def with_language(converted: ConvertedDocument, said: str | None) -> ConvertedDocument:
    """The conversion with its language settled.

    Args:
        converted: states a language or none.
        said: by the moderator; ``None`` takes what the file states, else what its text is in.
    """
    language = said or detect_language(converted.markdown, stated=converted.language)
    return replace(converted, language=language)


def title_from_name(name: str) -> str:
    """A file's name as a title: ending and underscores gone."""
    stem = PurePath(name).stem or name
    return _one_line(stem.replace("_", " ")) or _one_line(name)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())[:_TITLE_LENGTH].strip()


def document_id_for(name: str, sha256: str, taken: Collection[str]) -> str:
    """An id made of the file's name, unlike any that is taken.

    ``report.pdf`` becomes ``report``; where that is taken ``report-pdf``; then the content's hash
    decides.
    """
    stem = slugify(PurePath(name).stem, max_length=_ID_LENGTH) or f"document-{sha256[:8]}"
    ending = slugify(PurePath(name).suffix, max_length=_ENDING_LENGTH)
    for candidate in (stem, f"{stem}-{ending}" if ending else stem, f"{stem}-{sha256[:8]}"):
        if candidate not in taken:
            return candidate
    return f"{stem}-{sha256[:24]}"
