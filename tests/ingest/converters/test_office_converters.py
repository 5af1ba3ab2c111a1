"""Word, PowerPoint and Excel files that the tests make themselves."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import docx
import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.converters.cell_formats import shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.converters.base import ConvertedDocument

    Convert = Callable[[Path], ConvertedDocument]


def test_word_keeps_headings_lists_tables_and_title(convert: Convert, tmp_path: Path) -> None:
    """A document written with Word's own styles keeps its structure."""
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - x.doc"
    document.core_properties.modified = datetime(2021, 5, 4)
    document.add_heading("Leak detection", 0)
    document.add_heading("Step testing", 2)
    document.add_paragraph("Close valves", style="List Bullet")
    document.add_paragraph("Read meters", style="List Number")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Zone", "Flow", "A|1", "12"], strict=True):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "RUNNING HEADER"
    document.save(str(tmp_path / "a.docx"))
    found = convert(tmp_path / "a.docx")
    assert (found.title, found.published) == ("Leak detection", date(2021, 5, 4))
    assert found.markdown == (
        "## Step testing\n\n- Close valves\n\n1. Read meters\n\n"
        "| Zone | Flow |\n| --- | --- |\n| A\\|1 | 12 |\n"
    )


W_TEXT = "<w:r><w:t>{}</w:t></w:r>"
WORD_CASES = {
    "equations": (
        "<w:p>"
        + W_TEXT.format("Head ")
        + "<m:oMath><m:f><m:num><m:r><m:t>Q</m:t></m:r></m:num><m:den>"
        "<m:r><m:t>A</m:t></m:r></m:den></m:f></m:oMath></w:p>",
        "Head $\\frac{Q}{A}$\n",
    ),
    "outline levels": (
        '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr>' + W_TEXT.format("Deep") + "</w:p>",
        "### Deep\n",
    ),
    "text boxes": (
        "<w:p><w:r><w:txbxContent><w:p>"
        + W_TEXT.format("boxed")
        + "</w:p></w:txbxContent></w:r>"
        + W_TEXT.format("host")
        + "</w:p>",
        "host\n\nboxed\n",
    ),
    "page breaks": (
        "<w:p>"
        + W_TEXT.format("one")
        + "</w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>",
        "<!-- page: 1 -->\n\none\n\n<!-- page: 2 -->\n\ntwo\n",
    ),
    "markup in text": ("<w:p>" + W_TEXT.format("&lt;script&gt;x") + "</w:p>", "&lt;script>x\n"),
    "deleted text": (
        "<w:p><w:del>" + W_TEXT.format("gone") + "</w:del>" + W_TEXT.format("kept") + "</w:p>",
        "kept\n",
    ),
}


@pytest.mark.parametrize(("body", "markdown"), WORD_CASES.values(), ids=WORD_CASES.keys())
def test_word_keeps(
    convert: Convert, write_docx: Callable[..., Path], body: str, markdown: str
) -> None:
    """What mammoth alone would lose or misplace."""
    assert convert(write_docx(body)).markdown == markdown


def test_word_in_strict_open_xml_is_read(convert: Convert, write_docx: Callable[..., Path]) -> None:
    """The strict kind has other namespaces and the same text."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:p xmlns:w="{strict}"><w:r><w:t>strict text</w:t></w:r></w:p>'
    assert convert(write_docx(body)).markdown == "strict text\n"


def test_slides_keep_order_levels_tables_charts_and_notes(convert: Convert, tmp_path: Path) -> None:
    """Each slide is a section with its anchor; notes are quoted as notes."""
    deck = Presentation()
    deck.core_properties.title = "PowerPoint Presentation"
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "Tariffs"
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Blocks"
    frame = slide.placeholders[1].text_frame
    frame.text = "Rising"
    nested = frame.add_paragraph()
    nested.text, nested.level = "by volume", 1
    lower = slide.shapes.add_textbox(Inches(1), Inches(6), Inches(2), Inches(1))
    lower.text_frame.text = "below"
    upper = slide.shapes.add_textbox(Inches(1), Inches(0), Inches(2), Inches(0.3))
    upper.text_frame.text = "above"
    table = slide.shapes.add_table(1, 2, Inches(1), Inches(6.5), Inches(4), Inches(0.5)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "m3", "price"
    slide.notes_slide.notes_text_frame.text = "Ask about\nsubsidies"
    data = CategoryChartData()
    data.categories = ["2020", "2021"]
    data.add_series("Loss", (0.5, 40))
    chart = deck.slides.add_slide(deck.slide_layouts[6]).shapes
    chart.add_chart(XL_CHART_TYPE.LINE, 0, 0, Inches(4), Inches(3), data)
    deck.save(str(tmp_path / "a.pptx"))
    found = convert(tmp_path / "a.pptx")
    assert (found.title, found.pages, found.unit) == ("Tariffs", 3, "slide")
    assert found.markdown == (
        "<!-- slide: 1 -->\n\n## Tariffs\n\n<!-- slide: 2 -->\n\n## Blocks\n\nabove\n\n"
        "- Rising\n    - by volume\n\nbelow\n\n| m3 | price |\n| --- | --- |\n\n"
        "> **Notes:** Ask about\n>\n> subsidies\n\n<!-- slide: 3 -->\n\n"
        "|  | Loss |\n| --- | --- |\n| 2020 | 0.5 |\n| 2021 | 40 |\n"
    )


def test_sheets_keep_blocks_formats_and_names(convert: Convert, tmp_path: Path) -> None:
    """Separate blocks are separate tables; values are as shown; hidden sheets are told."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Tariffs"
    for row in (
        ["Block tariff"],
        ["from", "price", "since"],
        [0, 1.5, datetime(2024, 1, 31)],
        [],
        ["Note", "by"],
        ["a", "b"],
    ):
        sheet.append(row)
    sheet["B3"].number_format = '"KES" #,##0.00'
    hidden = book.create_sheet("Old")
    hidden["C5"] = 0.25
    hidden["C5"].number_format = "0%"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    found = convert(tmp_path / "a.xlsx")
    assert found.markdown == (
        "<!-- sheet: 1 Tariffs -->\n\n## Tariffs\n\nBlock tariff\n\n"
        "| from | price | since |\n| --- | --- | --- |\n| 0 | KES 1.50 | 2024-01-31 |\n\n"
        "| Note | by |\n| --- | --- |\n| a | b |\n\n<!-- sheet: 2 Old -->\n\n## Old\n\n25%\n"
    )
    assert found.warnings == ("Sheet 'Old' is hidden; it is included.",)


def test_a_stray_cell_far_away_costs_nothing(convert: Convert, tmp_path: Path) -> None:
    """A sheet that claims a million rows is cut, and says so."""
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "here", "far"
    book.save(tmp_path / "a.xlsx")
    found = convert(tmp_path / "a.xlsx")
    assert "here" in found.markdown
    assert "is cut after" in found.warnings[0]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (-5, "0;(0)", "(5)"),
        (0.125, "0.0%", "12.5%"),
        (1e6, '0.0,,"M"', "1.0M"),
        (7, "000", "007"),
        (1 / 3, "General", "0.3333333333"),
        (True, "General", "TRUE"),
        (12000, "0.00E+00", "1.20E+04"),
        (datetime(2024, 2, 1), "mmm yyyy", "2024-02"),
        (datetime(2024, 2, 1, 8, 5), "dd/mm/yy hh:mm", "2024-02-01 08:05"),
        (1.50, "#,##0.0#", "1.5"),
        (None, "General", ""),
    ],
)
def test_cells_read_as_they_are_shown(value: object, number_format: str, text: str) -> None:
    """Excel's format codes; dates as ISO 8601."""
    assert shown(value, number_format) == text
