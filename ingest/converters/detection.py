"""What a file is: by its content first, by its name's ending only where content cannot tell."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from ingest.converters.zip_guard import member_names

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.converters.base import SourceFile

__all__ = ["Format", "format_of"]


class Format(StrEnum):
    """Formats we read, and those we know well enough to say why not."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    ODT = "odt"
    ODP = "odp"
    ODS = "ods"
    EPUB = "epub"
    HTML = "html"
    RTF = "rtf"
    CSV = "csv"
    MARKDOWN = "markdown"
    TEXT = "text"
    OLE = "ole"
    ENCRYPTED_OFFICE = "encrypted office"
    ARCHIVE = "archive"
    IMAGE = "image"
    AUDIO_VIDEO = "audio or video"
    EXECUTABLE = "program"
    EMPTY = "empty"
    BINARY = "binary"


_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"{\\rtf", Format.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLE),
    (b"\x89PNG", Format.IMAGE), (b"\xff\xd8\xff", Format.IMAGE), (b"GIF8", Format.IMAGE),
    (b"II*\0", Format.IMAGE), (b"MM\0*", Format.IMAGE), (b"BM", Format.IMAGE),
    (b"8BPS", Format.IMAGE),
    (b"ID3", Format.AUDIO_VIDEO), (b"\xff\xfb", Format.AUDIO_VIDEO), (b"OggS", Format.AUDIO_VIDEO),
    (b"fLaC", Format.AUDIO_VIDEO), (b"\x1aE\xdf\xa3", Format.AUDIO_VIDEO),
    (b"\x1f\x8b", Format.ARCHIVE), (b"BZh", Format.ARCHIVE), (b"\xfd7zXZ", Format.ARCHIVE),
    (b"7z\xbc\xaf", Format.ARCHIVE), (b"Rar!", Format.ARCHIVE),
    (b"\x7fELF", Format.EXECUTABLE), (b"MZ", Format.EXECUTABLE),
)  # fmt: skip
_RIFF = {b"WEBP": Format.IMAGE, b"WAVE": Format.AUDIO_VIDEO, b"AVI ": Format.AUDIO_VIDEO}
_ODF_KINDS = {"text": Format.ODT, "presentation": Format.ODP, "spreadsheet": Format.ODS}
_ODF_SUFFIXES = {".odt": Format.ODT, ".ott": Format.ODT, ".odp": Format.ODP, ".ods": Format.ODS}
_ODF_TYPE = re.compile(rb"application/vnd\.oasis\.opendocument\.(text|presentation|spreadsheet)")
_TEXT_SUFFIXES = {
    ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN, ".mkd": Format.MARKDOWN,
    ".csv": Format.CSV, ".tsv": Format.CSV, ".tab": Format.CSV,
    ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML,
}  # fmt: skip
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PDF_WITHIN = 1024  # readers accept junk before the header, up to here
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def format_of(source: SourceFile) -> Format:
    """Name the format.

    Reads nothing but the head, except for zip containers, whose directory of members is looked at.
    """
    head = source.head
    if not head.strip(b"\0 \t\r\n") and len(head) < 4096:
        return Format.EMPTY
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Format.PDF
    if head.startswith(b"PK"):
        return _container(source)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (len(magic) < 4 and _is_text(head)):
            return _ole(source.path) if kind is Format.OLE else kind
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], Format.BINARY)
    if head[4:8] == b"ftyp":
        return Format.AUDIO_VIDEO
    return _textual(source)


def _textual(source: SourceFile) -> Format:
    head = source.head
    if not _is_text(head):
        return Format.BINARY
    decoded = head.decode("utf-16", "ignore").encode() if head[:2] in _BOMS[1:] else head
    if _HTML_START.match(decoded.removeprefix(_BOMS[0])):
        return Format.HTML
    return _TEXT_SUFFIXES.get(source.suffix, Format.TEXT)


def _is_text(head: bytes) -> bool:
    """Whether bytes look like text in any encoding: hardly any control characters."""
    if head.startswith(_BOMS):
        return True
    zeros = head.count(0)
    if zeros and (head[::2].count(0) == 0 or head[1::2].count(0) == 0):
        return zeros > len(head) // 4  # UTF-16 without its mark
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1b" for byte in head)
    return not zeros and odd <= len(head) // 100


def _container(source: SourceFile) -> Format:
    names = set(member_names(source.path))
    if "META-INF/container.xml" in names:
        return Format.EPUB
    kind = _ODF_TYPE.search(source.head[:200])
    if kind and "content.xml" in names:
        return _ODF_KINDS[kind[1].decode()]
    for part, found in (("word/", Format.DOCX), ("ppt/", Format.PPTX), ("xl/", Format.XLSX)):
        if "[Content_Types].xml" in names and any(name.startswith(part) for name in names):
            return found
    if "content.xml" in names and source.suffix in _ODF_SUFFIXES:
        return _ODF_SUFFIXES[source.suffix]
    # A cut-off container has no directory; its converter is the one to say what is wrong.
    by_suffix = {
        ".docx": Format.DOCX,
        ".pptx": Format.PPTX,
        ".xlsx": Format.XLSX,
        ".epub": Format.EPUB,
    }
    return (by_suffix | _ODF_SUFFIXES).get(source.suffix, Format.ARCHIVE)


def _ole(path: Path) -> Format:
    """Office's older container: an encrypted new document or an old one of its own."""
    with path.open("rb") as stream:
        data = stream.read(2**20)
        stream.seek(-min(2**20, stream.seek(0, 2)), 2)
        data += stream.read()
    return Format.ENCRYPTED_OFFICE if "EncryptedPackage".encode("utf-16-le") in data else Format.OLE
