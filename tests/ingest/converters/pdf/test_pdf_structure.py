"""Headings, lists, tables, captions, notes and listings of PDFs made on the spot."""

from __future__ import annotations

from kb.library.anchors import anchors
from tests.ingest.converters.pdf.conftest import PROSE


def headings(markdown: str) -> list[str]:
    """The heading lines of a Markdown text."""
    return [line for line in markdown.splitlines() if line.startswith("#")]


def test_larger_type_makes_headings_whose_depth_follows_size(sheet, converted):
    """Three type sizes above running text become three levels, in the order of the page."""
    sheet.heading("Leakage control", 24).prose().heading("Methods", 18).prose()
    sheet.heading("Meters", 14).prose().heading("Results", 18).prose()
    markdown = converted(sheet).markdown
    assert headings(markdown) == ["# Leakage control", "## Methods", "### Meters", "## Results"]


def test_running_text_in_bold_words_is_no_heading(sheet, converted):
    """A paragraph that begins with bold words stays a paragraph."""
    sheet.heading("Report").prose()
    sheet.set_font("Times", "B", 11)
    sheet.write(13, "Note: ")
    sheet.set_font("Times", "", 11)
    sheet.write(
        13, "level controls are stated in terms of the height above the bottom of the tank."
    )
    markdown = converted(sheet).markdown
    assert headings(markdown) == ["# Report"]
    assert "Note: level controls" in markdown


def test_the_outline_decides_which_lines_are_headings(sheet, converted):
    """With bookmarks, the lines they name are headings at their depth, other bold lines are not."""
    sheet.start_section("Tanks", level=0)
    sheet.heading("1 Tanks", 13).prose()
    sheet.start_section("Filling", level=1)
    sheet.heading("1.1 Filling", 13).prose()
    sheet.heading("Remarks", 13).prose()
    sheet.start_section("Pumps", level=0)
    sheet.heading("2 Pumps", 13).prose()
    assert headings(converted(sheet).markdown) == ["# 1 Tanks", "## 1.1 Filling", "# 2 Pumps"]


def test_a_heading_of_two_lines_is_one_heading(sheet, converted):
    """Lines in the same large type that follow closely are one title."""
    sheet.line_at(60, 90, "Managing non-revenue water in towns", 20, "B")
    sheet.line_at(60, 113, "with intermittent supply", 20, "B")
    sheet.set_xy(60, 140)
    document = converted(sheet.prose())
    assert headings(document.markdown) == [
        "# Managing non-revenue water in towns with intermittent supply"
    ]
    assert document.title == "Managing non-revenue water in towns with intermittent supply"


def test_a_contents_list_makes_no_headings(sheet, converted):
    """Lines with leaders to page numbers become list items, bold chapter lines among them."""
    sheet.heading("Contents", 18)
    for number, title in enumerate(["Supply", "Demand", "Losses", "Tariffs"], start=1):
        sheet.line_at(60, 120 + 15 * number, f"{number} {title} " + ". " * 40 + f"{number * 7}")
    sheet.add_page()
    sheet.heading("Supply", 18).prose()
    markdown = converted(sheet).markdown
    assert headings(markdown) == ["# Contents", "# Supply"]
    assert "- 3 Losses … 21" in markdown


def test_lists_keep_marks_nesting_and_wrapped_lines(sheet, converted):
    """Bullets become dashes, numbers stay, sub-items are set in, wrapped lines are joined."""
    sheet.line_at(60, 90, "Steps to be taken:")
    sheet.line_at(70, 108, "1. Find the leak with a listening stick at night when the town is")
    sheet.line_at(84, 121, "quiet and flows are low.")
    sheet.line_at(70, 139, "2. Repair it:")
    sheet.line_at(90, 157, "- close the valve")
    sheet.line_at(90, 175, "- dig")
    sheet.line_at(60, 203, "Then report to the office.")
    lines = converted(sheet).markdown.splitlines()
    assert (
        "1. Find the leak with a listening stick at night when the town is quiet and flows are low."
        in lines
    )
    assert lines[lines.index("2. Repair it:") + 1 :][:2] == ["    - close the valve", "    - dig"]
    assert "Then report to the office." in lines


def test_a_number_that_ends_a_sentence_starts_no_list(sheet, converted):
    """``... setting of / 1. If ...`` at a line's start stays running text."""
    sheet.line_at(
        60, 90, "By definition the original curve supplied to the program has a setting of"
    )
    sheet.line_at(
        60, 103, "1. If the pump speed doubles then the setting would be 2 and so on for all"
    )
    sheet.line_at(60, 116, "other speeds.")
    assert "setting of 1. If the pump" in converted(sheet).markdown


def test_ruled_tables_become_markdown_tables(sheet, converted):
    """Every cell of a table with lines stands in its place, and no word is lost or doubled."""
    sheet.prose()
    rows = [("District", "Pipes", "Loss"), ("North", "1200", "14.2"), ("South", "", "9.7")]
    with sheet.table(width=300, align="LEFT") as table:
        for row in rows:
            table.row(row)
    markdown = converted(sheet).markdown
    assert "| District | Pipes | Loss |\n| --- | --- | --- |\n| North | 1200 | 14.2 |" in markdown
    assert "| South |  | 9.7 |" in markdown
    assert markdown.count("North") == 1


def test_tables_without_lines_are_found_by_alignment(sheet, converted):
    """Columns of short cells make a table even when nothing is drawn around them."""
    for step, row in enumerate(
        [("Year", "Sold", "Left"), ("1990", "715", "4"), ("1991", "3,023", "47")]
    ):
        for column, cell in enumerate(row):
            sheet.line_at(80 + 120 * column, 100 + 15 * step, cell)
    sheet.set_xy(60, 170)
    markdown = converted(sheet.prose()).markdown
    assert "| Year | Sold | Left |" in markdown
    assert "| 1991 | 3,023 | 47 |" in markdown
    assert PROSE[:40] in markdown


def test_a_frame_around_text_is_no_table(sheet, converted):
    """A box drawn around a paragraph leaves it a paragraph."""
    sheet.rect(50, 60, 495, 80)
    markdown = converted(sheet.prose()).markdown
    assert "|" not in markdown
    assert markdown.rstrip().endswith("season of repairs.")


def test_captions_stay_as_paragraphs(sheet, converted):
    """A bold caption is kept but is no heading."""
    sheet.heading("Results").prose()
    sheet.line_at(60, sheet.y + 20, "Figure 3: Minimum night flow before and after repair", 11, "B")
    markdown = converted(sheet).markdown
    assert headings(markdown) == ["# Results"]
    assert "Figure 3: Minimum night flow before and after repair" in markdown


def test_footnotes_are_tied_to_their_marks(sheet, converted):
    """A raised number and the small text that begins with it become a Markdown footnote."""
    sheet.line_at(60, 90, "Losses are counted")
    end = 60 + sheet.get_string_width("Losses are counted")
    sheet.line_at(end, 86, "1", 7)
    sheet.line_at(end + 8, 90, "every night of the year by the meter of the district.")
    sheet.line_at(60, 760, "1", 5)
    sheet.line_at(64, 763, "See the manual for its definition.", 8)
    markdown = converted(sheet).markdown
    assert "counted[^p1-1] every night" in markdown
    assert "[^p1-1]: See the manual for its definition." in markdown


def test_typewriter_lines_become_a_listing_with_its_indentation(sheet, converted):
    """Input examples are fenced, line by line, and never taken for a table."""
    sheet.prose()
    sheet.set_font("Courier", size=10)
    for line in ("[TANKS]", ";ID   Elev   Level", " T1   131    9"):
        sheet.cell(text=line)
        sheet.ln(12)
    assert "```\n[TANKS]\n;ID   Elev   Level\n T1   131    9\n```" in converted(sheet).markdown


def test_every_page_has_its_anchor_and_a_paragraph_may_run_over_it(sheet, converted):
    """A sentence broken by the page is joined around the anchor of the page it ends on."""
    sheet.line_at(
        60,
        700,
        "The pressure at the critical point of each district was logged every quarter of an",
    )
    sheet.add_page()
    sheet.line_at(60, 90, "hour and sent to the office.")
    sheet.add_page()
    document = converted(sheet)
    assert "quarter of an <!-- page: 2 --> hour and sent" in document.markdown
    assert [anchor.number for _, anchor in anchors(document.markdown)] == [1, 2, 3]
    assert document.pages == 3
    assert document.unit == "page"


def test_markup_in_the_text_is_escaped(sheet, converted):
    """Text that looks like Markdown or HTML shows as it was printed."""
    sheet.line_at(60, 90, "Use <b>bold</b> and *stars* for x < 3 in file_name_1.")
    markdown = converted(sheet).markdown
    assert "&lt;b>bold&lt;/b> and \\*stars\\* for x < 3 in file_name_1." in markdown
