"""Furniture, columns, hyphenation, letters and turned pages of PDFs made on the spot."""

from __future__ import annotations

import re

import pytest
from pypdfium2 import PdfDocument

from ingest.converters.base import ConversionOptions, SourceFile
from ingest.converters.pdf import PdfConverter
from tests.ingest.converters.pdf.conftest import PROSE, Sheet

LEFT = [
    "Water losses are found by measuring the",
    "flow into a district at night, when most",
    "people sleep and little water is used by",
    "households. What still flows is mostly",
    "leakage, and its trend shows whether the",
    "repairs of the last months were enough.",
]
RIGHT = [
    "Pressure management lowers losses at once",
    "because every leak discharges less water.",
    "It also makes new bursts less frequent, so",
    "that repair crews gain time for planned",
    "work on mains and on service connections",
    "which are in poor condition.",
]


def two_columns(sheet: Sheet) -> Sheet:
    """A title over two columns of text on common baselines."""
    sheet.line_at(60, 90, "Reducing losses in small towns and their surroundings", 18, "B")
    for step, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        sheet.line_at(60, 130 + 13 * step, left)
        sheet.line_at(310, 130 + 13 * step, right)
    return sheet


def test_columns_are_read_one_after_the_other(sheet, converted):
    """The left column comes whole before the right one, though their lines share baselines."""
    markdown = converted(two_columns(sheet)).markdown
    assert " ".join(LEFT) in markdown
    assert " ".join(RIGHT) in markdown
    assert markdown.index("Water losses") < markdown.index("Pressure management")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(turn, tmp_path):
    """A page stored on its side and shown upright by its rotation keeps columns and order."""
    sheet = Sheet(format=(842, 842))
    with sheet.rotation(turn, x=421, y=421):
        two_columns(sheet)
    document = PdfDocument(bytes(sheet.output()))
    document[0].set_rotation(turn)
    path = tmp_path / "turned.pdf"
    document.save(path)
    document.close()
    markdown = PdfConverter().convert(SourceFile.of(path), ConversionOptions()).markdown
    assert " ".join(LEFT) in markdown
    assert markdown.index("Water losses") < markdown.index("Pressure management")


def test_running_headers_footers_and_page_numbers_are_dropped(sheet, converted):
    """What stands at the same place of every page goes, whatever number it carries."""
    for number in range(1, 7):
        if number > 1:
            sheet.add_page()
        sheet.line_at(60, 40, "Utility Handbook, Release 2")
        sheet.line_at(60, 815, f"Chapter {number // 4 + 1}: Losses")
        sheet.line_at(520, 815, str(number + 8))
        sheet.set_xy(60, 90)
        sheet.prose(f"Section about district {'ABCDEF'[number - 1]}. {PROSE}")
    markdown = converted(sheet).markdown
    assert "Handbook" not in markdown
    assert "Chapter" not in markdown
    assert not re.search(r"^\d+$", markdown, re.MULTILINE)
    assert markdown.count("Section about district") == 6


def test_slide_titles_that_come_back_are_kept(converted):
    """Large type at the top of several pages is a title, not a running header."""
    sheet = Sheet()
    for number in range(4):
        if number:
            sheet.add_page()
        sheet.line_at(60, 60, "SEARCH", 26, "B")
        sheet.set_xy(60, 100)
        sheet.prose(f"Text number {number}. {PROSE}")
    assert converted(sheet).markdown.count("# SEARCH") == 4


def test_a_first_column_of_years_is_no_page_number(sheet, converted):
    """Figures at the same place of several pages are cells, not furniture."""
    for number in range(4):
        if number:
            sheet.add_page()
        for step in range(5):
            for column, cell in enumerate((str(1990 + step), str(100 * number + step), "47")):
                sheet.line_at(66 + 120 * column, 80 + 15 * step, cell)
    markdown = converted(sheet).markdown
    assert markdown.count("| 1990 |") == 4
    assert markdown.count("| 1994 |") == 4


def test_hyphenation_is_undone_and_compounds_keep_theirs(sheet, converted):
    """A word broken at a line's end is one word; ``pressure-driven`` keeps its hyphen."""
    sheet.line_at(60, 90, "Demands are pressure-driven here. The flow cannot be main-")
    sheet.line_at(60, 103, "tained at all nodes, for the method of pressure-")
    sheet.line_at(
        60, 116, "driven demand lowers it to what the pipes can carry at that time of day."
    )
    markdown = converted(sheet).markdown
    assert "cannot be maintained at all" in markdown
    assert "method of pressure-driven demand" in markdown


def test_the_rest_of_a_broken_word_may_stand_on_the_next_page(sheet, converted):
    """A word broken by the page is joined before the anchor."""
    sheet.line_at(60, 780, "Meters were read by hand and the readings were trans-")
    sheet.add_page()
    sheet.line_at(60, 90, "mitted by radio.")
    assert "were transmitted <!-- page: 2 --> by radio." in converted(sheet).markdown


def test_a_line_that_ends_early_ends_its_paragraph(sheet, converted):
    """Paragraphs that no space parts are told by their short last line."""
    sheet.line_at(
        60, 90, "The first paragraph is long enough to fill this line of the page very well"
    )
    sheet.line_at(60, 103, "and stops here.")
    sheet.line_at(
        60, 116, "The second paragraph follows at once, without space or indentation to show"
    )
    sheet.line_at(60, 129, "it to the reader.")
    lines = converted(sheet).markdown.splitlines()
    assert any(line.endswith("and stops here.") for line in lines)
    assert any(line.startswith("The second paragraph") for line in lines)
