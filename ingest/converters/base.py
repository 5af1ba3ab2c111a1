"""The converter contract: ``accepts`` a file, ``convert`` it to Markdown with page anchors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from kb.library.anchors import Unit

__all__ = ["ConversionOptions", "ConvertedDocument", "Converter", "SourceFile"]


@dataclass(frozen=True)
class SourceFile:
    """A file to convert.

    Attributes:
        path: where its bytes are; never changed by a converter.
        name: the file's name as its owner knows it (an archive member's own name).
        head: the first 4,096 bytes, so that ``accepts`` need not open the file.
    """

    path: Path
    name: str
    head: bytes

    @classmethod
    def of(cls, path: Path, name: str | None = None) -> SourceFile:
        """Read the head of ``path`` and make a source file of it."""
        with path.open("rb") as stream:
            return cls(path, name or path.name, stream.read(4096))

    @property
    def suffix(self) -> str:
        """Lower-case ending with its dot, ``.pdf``; empty where there is none."""
        return "." + self.name.rsplit(".", 1)[1].lower() if "." in self.name else ""


def _ignore(_pages: int) -> None:
    """Nobody is waiting."""


@dataclass(frozen=True)
class ConversionOptions:
    """What an operator can set about converting.

    Attributes:
        ocr: ``auto`` reads scanned pages with Tesseract where it is installed, ``off`` never does.
        ocr_languages: Tesseract language codes joined by ``+``, such as ``eng+fra``.
        ocr_page_seconds: how long one page may take.
        ocr_pages: how many scanned pages of one file are read; a warning names the rest.
        on_ocr: called once with the number of scanned pages about to be read, before the first, so
            that the caller can allow the time.
    """

    ocr: Literal["auto", "off"] = "auto"
    ocr_languages: str = "eng"
    ocr_page_seconds: int = 20
    ocr_pages: int = 200
    on_ocr: Callable[[int], None] = _ignore


@dataclass(frozen=True)
class ConvertedDocument:
    """Markdown and the metadata the document itself states; what it does not state stays ``None``.

    Attributes:
        markdown: body text, anchors (`kb.library.anchors`) included, no front matter, one newline
            at the end. Headings keep the depth they have in the document; ``title`` is not
            repeated as an extra first heading.
        title: as stated in the document's properties or by its own title heading.
        language: BCP 47, as stated by the document (a later step may detect it from the text).
        published: publication or last-modified date that the document states.
        country: ISO 3166-1 alpha-2, only where stated.
        pages: how many pages, slides, sheets or chapters; ``None`` where there is no such thing.
        unit: what ``pages`` counts.
        warnings: what was lost or doubtful, one sentence each, for the operator's eyes.
    """

    markdown: str
    title: str | None = None
    language: str | None = None
    published: date | None = None
    country: str | None = None
    pages: int | None = None
    unit: Unit | None = None
    warnings: tuple[str, ...] = field(default=())


class Converter(Protocol):
    """One format's way to Markdown.

    Attributes:
        name: short, lower case, such as ``pdf``.
        version: raised whenever the output changes, so that files that failed are tried again.
    """

    name: str
    version: int

    def accepts(self, source: SourceFile) -> bool:
        """Whether this converter is for that file, judged by its head and name; reads nothing."""
        ...

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:
        """Turn the file into Markdown.

        Raises:
            kb.errors.ConversionFault: with a reason and a remedy a moderator understands.
        """
        ...
