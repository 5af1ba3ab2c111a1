"""The properties that Office Open XML files state of themselves (docProps)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ingest.converters.metadata import clean_date, clean_language, clean_title
from ingest.converters.safe_xml import local_name, read_part

if TYPE_CHECKING:
    from datetime import date
    from zipfile import ZipFile

__all__ = ["OfficeProperties", "office_properties"]


class OfficeProperties(NamedTuple):
    """Cleaned properties; ``None`` is what the file does not state.

    Attributes:
        pages: how many pages its own program counted.
    """

    title: str | None
    language: str | None
    modified: date | None
    pages: int | None


def office_properties(container: ZipFile) -> OfficeProperties:
    """Read ``docProps/core.xml`` and ``docProps/app.xml``."""
    stated: dict[str, str] = {}
    for name in ("docProps/app.xml", "docProps/core.xml"):
        root = read_part(container, name)
        if root is not None:
            stated |= {local_name(child): (child.text or "").strip() for child in root}
    pages = stated.get("Pages", "")
    return OfficeProperties(
        title=clean_title(stated.get("title")),
        language=clean_language(stated.get("language")),
        modified=clean_date(stated.get("modified")) or clean_date(stated.get("created")),
        pages=int(pages) if pages.isdecimal() and pages != "0" else None,
    )
