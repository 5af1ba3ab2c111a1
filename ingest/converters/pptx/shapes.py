"""What stands on a slide, as HTML: text with its list levels, tables, charts, diagrams, notes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ingest.converters.html_build import ListItem, math, nested_list, table
from ingest.converters.omml import M, omml_to_latex
from ingest.converters.safe_xml import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree
    from pptx.slide import Slide

__all__ = ["notes_html", "shapes_html"]

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_FURNITURE = {"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"}
_BULLETED = {"BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT"}
_MAX_GROUP_DEPTH = 20
_MAX_CHART_ROWS = 200
# Shapes whose tops differ by less than this share of the slide stand side by side.
_ROW_SHARE = 0.04


def shapes_html(shapes: Iterable[Any], height: int, depth: int = 0) -> str:
    """Shapes in reading order: top to bottom, left to right; groups as one.

    Args:
        shapes: python-pptx shapes.
        height: of the slide, in its own units (EMU).
        depth: how many groups these stand in.
    """
    row = max(height * _ROW_SHARE, 1)
    ordered = sorted(shapes, key=lambda shape: (round((shape.top or 0) / row), shape.left or 0))
    return "".join(_shape_html(shape, height, depth) for shape in ordered)


def notes_html(slide: Slide) -> str:
    """The speaker's notes as a quotation that says what it is."""
    if not slide.has_notes_slide or slide.notes_slide.notes_text_frame is None:
        return ""
    lines = [" ".join(line.split()) for line in slide.notes_slide.notes_text_frame.text.split("\n")]
    lines = [escape(line) for line in lines if line]
    if not lines:
        return ""
    body = "".join(f"<p>{line}</p>" for line in lines[1:])
    return f"<blockquote><p><b>Notes:</b> {lines[0]}</p>{body}</blockquote>\n"


def _shape_html(shape: Any, height: int, depth: int) -> str:
    kind = _placeholder_kind(shape)
    if kind in _FURNITURE or _is_hidden(shape):
        return ""
    if hasattr(shape, "shapes"):
        return shapes_html(shape.shapes, height, depth + 1) if depth < _MAX_GROUP_DEPTH else ""
    if getattr(shape, "has_table", False):
        return _table_html(shape.table)
    if getattr(shape, "has_chart", False):
        return _chart_html(shape.chart)
    if local_name(shape._element) == "graphicFrame":  # noqa: SLF001  # no public name for the XML
        return _diagram_html(shape)
    if shape.has_text_frame and shape.text_frame.text.strip():
        return _text_html(shape, kind)
    described = shape._element.find(".//*[@descr]")  # noqa: SLF001
    if described is not None and local_name(shape._element) == "pic":  # noqa: SLF001
        return f'<p><img alt="{escape(str(described.get("descr")), quote=True)}"></p>'
    return ""


def _placeholder_kind(shape: Any) -> str:
    if not shape.is_placeholder or shape.placeholder_format.type is None:
        return ""
    return str(shape.placeholder_format.type.name)


def _is_hidden(shape: Any) -> bool:
    properties = shape._element.find(".//{*}cNvPr")  # noqa: SLF001
    return properties is not None and properties.get("hidden") in {"1", "true"}


def _text_html(shape: Any, kind: str) -> str:
    """Paragraphs; those with bullets as nested lists."""
    bare_levels = _levels_without_bullets(shape)
    out: list[str] = []
    items: list[ListItem] = []
    for paragraph in shape.text_frame.paragraphs:
        content = paragraph_html(paragraph._p)  # noqa: SLF001  # python-pptx's runs leave out equations
        if not content.strip():
            continue
        inherits = kind in _BULLETED and paragraph.level not in bare_levels
        bullet = _bullet(paragraph._p, inherits or paragraph.level > 0)  # noqa: SLF001
        if bullet:
            items.append(ListItem(paragraph.level, bullet == "ol", content))
            continue
        out += [nested_list(items), f"<p>{content}</p>\n"]
        items = []
    return "".join([*out, nested_list(items)])


def _bullet(paragraph: etree._Element, inherited: bool) -> str:
    """``ul``, ``ol`` or nothing, as the paragraph states or else as its place does."""
    properties = paragraph.find(A + "pPr")
    for child in properties if properties is not None else ():
        name = local_name(child)
        if name == "buNone":
            return ""
        if name == "buAutoNum":
            return "ol"
        if name in {"buChar", "buBlip"}:
            return "ul"
    return "ul" if inherited else ""


def _levels_without_bullets(shape: Any) -> set[int]:
    """Levels whose bullets the shape or the layout it follows takes away."""
    sources = [shape._element]  # noqa: SLF001
    if shape.is_placeholder:
        index = shape.placeholder_format.idx
        layout = shape.part.slide_layout
        sources += [p._element for p in layout.placeholders if p.placeholder_format.idx == index]  # noqa: SLF001
    return {
        level
        for level in range(9)
        for source in sources
        if source.find(f".//{A}lstStyle/{A}lvl{level + 1}pPr/{A}buNone") is not None
    }


def paragraph_html(paragraph: etree._Element) -> str:
    """Runs, line breaks, fields and equations of a DrawingML paragraph."""
    out: list[str] = []
    for element in _content(paragraph):
        name = local_name(element)
        if name == "t":
            out.append(escape((element.text or "").replace("\v", " ")))
        elif name == "br":
            out.append("<br>")
        elif name == "oMath":
            out.append(math(omml_to_latex(element)))
    return "".join(out)


def _content(element: etree._Element) -> Iterator[etree._Element]:
    """Descendants that carry content; of alternatives, only the first."""
    for child in element:
        name = local_name(child)
        if child.tag in {A + "t", A + "br", M + "oMath"}:
            yield child
        elif name == "AlternateContent":
            yield from _content(child[0]) if len(child) else ()
        elif not name.endswith("Pr"):
            yield from _content(child)


def _table_html(grid: Any) -> str:
    return table([[_cell_html(cell) for cell in row.cells] for row in grid.rows])


def _cell_html(cell: Any) -> str:
    if cell.is_spanned:
        return ""
    return "<br>".join(paragraph_html(p._p) for p in cell.text_frame.paragraphs)  # noqa: SLF001


def _chart_html(chart: Any) -> str:
    """A chart's title and the numbers behind it, as a table of categories by series."""
    title = (
        chart.chart_title.text_frame.text
        if chart.has_title and chart.chart_title.has_text_frame
        else ""
    )
    out = f"<p>{escape(' '.join(title.split()))}</p>\n" if title.strip() else ""
    for plot in chart.plots:
        series = list(plot.series)
        categories = [str(category) for category in plot.categories][:_MAX_CHART_ROWS]
        rows = [["", *(escape(str(one.name or "")) for one in series)]]
        for index, category in enumerate(categories):
            values = [list(one.values)[index : index + 1] for one in series]
            rows.append(
                [escape(category), *(_number(value[0]) if value else "" for value in values)]
            )
        out += table(rows) if len(rows) > 1 or series else ""
    return out


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _diagram_html(shape: Any) -> str:
    """SmartArt: its texts as a list."""
    ids = shape._element.find(f".//{_DIAGRAM}relIds")  # noqa: SLF001
    if ids is None:
        return ""
    data = parse_xml(shape.part.related_part(ids.get(_RELATIONSHIP + "dm")).blob, recover=True)
    texts = [
        "".join(paragraph_html(p) for p in point.iter(A + "p"))
        for point in data.iter(_DIAGRAM + "pt")
    ]
    return nested_list(ListItem(0, False, text) for text in texts if text.strip())
