"""Whatever a library raises becomes a fault that a moderator understands, here and only here."""

from __future__ import annotations

import logging
import zipfile
import zlib
from typing import TYPE_CHECKING

from kb.errors import ConversionFault, KbError

if TYPE_CHECKING:
    from ingest.converters.base import ConversionOptions, ConvertedDocument, Converter, SourceFile

__all__ = ["Guarded"]

logger = logging.getLogger(__name__)

_OPEN_AND_SAVE = "Open the file in its own program, save it again and retry."


class Guarded:
    """A converter whose ``convert`` raises no exception but `ConversionFault`."""

    def __init__(self, converter: Converter) -> None:
        self._converter = converter
        self.name = converter.name
        self.version = converter.version

    def accepts(self, source: SourceFile) -> bool:
        """As the converter itself says."""
        return self._converter.accepts(source)

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:
        """Convert, and find out that there is text at all.

        Raises:
            ConversionFault: whatever went wrong; the library's own error is its cause.
        """
        try:
            document = self._converter.convert(source, options)
        except KbError:
            raise
        except Exception as error:  # libraries raise anything on what strangers send
            logger.debug("%s failed on %s", self.name, source.name, exc_info=True)
            raise _fault(self.name, error) from error
        if not document.markdown.strip():
            raise ConversionFault(
                "no text in it", "If it holds pictures of text, save it as a PDF for OCR."
            )
        return document


def _fault(name: str, error: Exception) -> ConversionFault:
    if isinstance(error, RecursionError):
        return ConversionFault("refused: it is nested too deep", _OPEN_AND_SAVE)
    if isinstance(error, MemoryError):
        return ConversionFault("too large for the memory we give one file", "Split the document.")
    if isinstance(error, FileNotFoundError | PermissionError):
        return ConversionFault(
            f"cannot be opened: {error.strerror}", "Check that the file is there and readable."
        )
    if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
        return ConversionFault(
            "damaged: the file is cut off or was changed on its way", "Get the file again."
        )
    what = " ".join(str(error).split())[:120] or type(error).__name__
    return ConversionFault(f"damaged: not readable as {name} ({what})", _OPEN_AND_SAVE)
