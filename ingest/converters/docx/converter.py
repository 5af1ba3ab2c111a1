"""Word documents: mammoth reads the body, our own marks keep equations, pages and text boxes."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.detection import Format, format_of
from ingest.converters.html_build import anchor
from ingest.converters.metadata import clean_title
from ingest.converters.page_marks import judge_pages
from ingest.converters.titles import settle_title
from ingest.converters.zip_guard import open_container
from kb.library.anchors import Anchor

if TYPE_CHECKING:
    from ingest.converters.docx.markup import MarkedDocument

__all__ = ["DocxConverter"]

_STYLES = "\n".join(
    [
        *(f"p.KbHeading{level} => h{level}:fresh" for level in range(1, 7)),
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='Quote'] => blockquote:fresh",
        "p[style-name='Intense Quote'] => blockquote:fresh",
        "u => ",
    ]
)


class DocxConverter:
    """DOCX, transitional and strict."""

    name = "docx"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Zip containers with a Word document inside."""
        return format_of(source) is Format.DOCX

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Turn the body, notes and text boxes into Markdown; headers and footers are left out."""
        from ingest.converters.docx.markup import mark_up
        from ingest.converters.html_to_markdown import html_to_markdown
        from ingest.converters.office_properties import office_properties

        with open_container(source.path) as container:
            properties = office_properties(container)
            marked = mark_up(container, properties.pages)
        html = marked.resolve(_mammoth_html(marked.data))
        marks = judge_pages(html, marked.pages, properties.pages)
        html = anchor(Anchor("page", 1)) + marks.html if marks.pages else marks.html
        markdown, title = settle_title(
            html_to_markdown(html), clean_title(marked.title), properties.title
        )
        return ConvertedDocument(
            markdown=markdown,
            title=title,
            language=properties.language,
            published=properties.modified,
            pages=marks.pages,
            unit="page" if marks.pages else None,
            warnings=_warnings(marked, marks.warning, html),
        )


def _mammoth_html(data: bytes) -> str:
    import mammoth

    without_pictures = mammoth.images.img_element(lambda _image: {})
    result = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=_STYLES,
        convert_image=without_pictures,
        external_file_access=False,
    )
    return str(result.value)


def _warnings(marked: MarkedDocument, about_pages: str, html: str) -> tuple[str, ...]:
    found = [about_pages] if about_pages else []
    if marked.pictures:
        found.append(f"{marked.pictures} picture(s) left out; only their descriptions are kept.")
    if not marked.headings and len(re.findall(r"<p\b", html)) > 40:
        found.append("No heading styles are used, so the text has no sections.")
    return tuple(found)
