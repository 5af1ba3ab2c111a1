"""Which converter takes a file, and the one place where a library's failure becomes a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.converters.detection import Format, format_of
from ingest.converters.faults import Guarded
from kb.errors import ConversionFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.converters.base import Converter, SourceFile

__all__ = ["ConverterRegistry"]

_READ = "PDF, DOCX, PPTX, XLSX, CSV, ODT, ODP, ODS, HTML, EPUB, RTF, Markdown and plain text"
_SAVE_AS = {
    ".doc": "Open it and save it as .docx.", ".dot": "Open it and save it as .docx.",
    ".xls": "Open it and save it as .xlsx.", ".ppt": "Open it and save it as .pptx.",
    ".pps": "Open it and save it as .pptx.",
}  # fmt: skip
_NOT_READ = {
    Format.IMAGE: (
        "a picture is not a format we read",
        "Save it as a PDF: scanned pages go through OCR.",
    ),
    Format.AUDIO_VIDEO: ("sound and film are not formats we read", "Ingest a transcript of it."),
    Format.EXECUTABLE: ("a program is not a format we read", f"We read {_READ}."),
    Format.ARCHIVE: (
        "an archive is not a document",
        "Unpack it, or ingest it as a .zip or .tar archive.",
    ),
    Format.EMPTY: ("the file is empty", "Get it again from where it came from."),
    Format.ENCRYPTED_OFFICE: (
        "encrypted",
        "Open it with its password, save it without one and retry.",
    ),
}


class ConverterRegistry:
    """Converters in the order they are asked."""

    def __init__(self, converters: Sequence[Converter]) -> None:
        self.converters: tuple[Converter, ...] = tuple(Guarded(one) for one in converters)

    @classmethod
    def default(cls) -> ConverterRegistry:
        """Every converter there is; each loads its library when it first converts."""
        from ingest.converters.comma_separated import CommaSeparatedConverter
        from ingest.converters.docx.converter import DocxConverter
        from ingest.converters.epub import EpubConverter
        from ingest.converters.markdown_file import MarkdownFileConverter
        from ingest.converters.opendocument.converter import OpenDocumentConverter
        from ingest.converters.pdf.converter import PdfConverter
        from ingest.converters.plain_text import PlainTextConverter
        from ingest.converters.pptx.converter import PptxConverter
        from ingest.converters.rtf.converter import RtfConverter
        from ingest.converters.web_page import WebPageConverter
        from ingest.converters.xlsx import XlsxConverter

        return cls(
            [
                DocxConverter(),
                PptxConverter(),
                XlsxConverter(),
                OpenDocumentConverter(),
                EpubConverter(),
                RtfConverter(),
                WebPageConverter(),
                CommaSeparatedConverter(),
                MarkdownFileConverter(),
                PlainTextConverter(),
                # Last, because it also takes what is merely called .pdf, to say what is wrong.
                PdfConverter(),
            ]
        )

    def fingerprint(self) -> str:
        """Names and versions of all converters: another one, and files that failed are retried."""
        return " ".join(f"{one.name}-{one.version}" for one in self.converters)

    def for_source(self, source: SourceFile) -> Converter:
        """The first converter that accepts the file; its ``convert`` raises nothing but a fault.

        Raises:
            ConversionFault: when none does: what the file is, and what to do instead.
        """
        for converter in self.converters:
            if converter.accepts(source):
                return converter
        raise _refusal(source)


def _refusal(source: SourceFile) -> ConversionFault:
    kind = format_of(source)
    if kind is Format.OLE:
        if source.suffix in {".docx", ".pptx", ".xlsx"}:
            return ConversionFault(
                "encrypted, or an older format under a new name", _SAVE_AS[source.suffix[:-1]]
            )
        save_as = _SAVE_AS.get(source.suffix, "Save it in a current format, such as .docx.")
        return ConversionFault("an old Office format that we do not read", save_as)
    if kind in _NOT_READ:
        return ConversionFault(*_NOT_READ[kind])
    shown = f"{source.suffix} files" if source.suffix else "data without a known format"
    return ConversionFault(
        f"not a format we read: {shown} holding binary data", f"We read {_READ}."
    )
