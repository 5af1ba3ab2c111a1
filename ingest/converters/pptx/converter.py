"""PowerPoint presentations: a heading a slide, text in reading order, tables, charts and notes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.detection import Format, format_of
from ingest.converters.html_build import anchor, heading
from ingest.converters.metadata import clean_title
from ingest.converters.zip_guard import open_container
from kb.library.anchors import Anchor

if TYPE_CHECKING:
    from pptx.slide import Slide

__all__ = ["PptxConverter"]


class PptxConverter:
    """PPTX, transitional and strict."""

    name = "pptx"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Zip containers with a presentation inside."""
        return format_of(source) is Format.PPTX

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Turn every slide into a section under its title; pictures leave their descriptions."""
        from pptx import Presentation

        from ingest.converters.html_to_markdown import html_to_markdown
        from ingest.converters.office_properties import office_properties
        from ingest.converters.strict_ooxml import transitional_copy

        with open_container(source.path) as container:
            properties = office_properties(container)
            copy = transitional_copy(container, without=("ppt/media/",))
        presentation = Presentation(copy)
        slides = list(presentation.slides)
        height = presentation.slide_height or 1
        html = [_slide_html(number, slide, height) for number, slide in enumerate(slides, start=1)]
        hidden = sum(slide._element.get("show") == "0" for slide in slides)  # noqa: SLF001  # no public name
        return ConvertedDocument(
            markdown=html_to_markdown("".join(html)),
            title=properties.title or _title_of_first(slides),
            language=properties.language,
            published=properties.modified,
            pages=len(slides),
            unit="slide",
            warnings=(f"{hidden} hidden slide(s) are included.",) if hidden else (),
        )


def _slide_html(number: int, slide: Slide, height: int) -> str:
    from ingest.converters.pptx.shapes import notes_html, shapes_html

    title = slide.shapes.title
    out = [anchor(Anchor("slide", number))]
    if title is not None and title.has_text_frame and title.text_frame.text.strip():
        out.append(heading(2, escape(" ".join(title.text_frame.text.split()))))
    shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    out.append(shapes_html(shapes, height))
    out.append(notes_html(slide))
    return "".join(out)


def _title_of_first(slides: list[Slide]) -> str | None:
    """The first slide's title, where that slide is laid out as a title slide."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    title = slides[0].shapes.title if slides else None
    if title is None or title.placeholder_format.type != PP_PLACEHOLDER.CENTER_TITLE:
        return None
    return clean_title(title.text_frame.text)
