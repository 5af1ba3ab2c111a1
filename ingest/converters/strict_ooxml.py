"""Strict Office Open XML, which hardly any library reads, as the transitional kind they all do."""

from __future__ import annotations

import io
import zipfile

__all__ = ["transitional", "transitional_copy"]

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/presentationml/main",
     b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip


def transitional(data: bytes) -> bytes:
    """Strict Open XML's namespaces and relationship types as every library knows them."""
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def transitional_copy(container: zipfile.ZipFile, without: tuple[str, ...] = ()) -> io.BytesIO:
    """A copy in memory for libraries that open the file themselves.

    Args:
        container: the checked original.
        without: beginnings of the names of parts to empty, such as pictures.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for info in container.infolist():
            if not info.is_dir():
                kept = not info.filename.startswith(without) if without else True
                copy.writestr(info.filename, transitional(container.read(info)) if kept else b"")
    buffer.seek(0)
    return buffer
