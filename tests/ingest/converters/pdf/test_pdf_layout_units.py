"""Furniture, columns, tables and headings, judged on rows placed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.converters.pdf.aligned_tables import with_aligned_tables
from ingest.converters.pdf.blocks import Setting, blocks_of
from ingest.converters.pdf.columns import reading_order
from ingest.converters.pdf.furniture import drop_furniture
from ingest.converters.pdf.headings import Entry, Region, find_headings
from ingest.converters.pdf.layout import Page, Row, Rule, Style, Word
from ingest.converters.pdf.render import render, vocabulary
from ingest.converters.pdf.rows import rows_of
from ingest.converters.pdf.ruled_tables import take_ruled_tables

BODY = Style(10.0, bold=False)


def words(text: str, x: float, y: float, style: Style = BODY) -> list[Word]:
    """Words from ``x`` on with their baseline at ``y``, half a font size for each letter."""
    placed: list[Word] = []
    for part in text.split():
        width = 0.5 * style.size * len(part)
        placed.append(Word(x, y - style.size, x + width, y + 2, part, y, style))
        x += width + 0.3 * style.size
    return placed


def page(number: int, *lines: tuple[float, float, str]) -> Page:
    """An A4 page with lines given as x, y and text."""
    placed = [word for x, y, text in lines for word in words(text, x, y)]
    made = Page(number, 595, 842, placed)
    made.rows = rows_of(placed)
    return made


def texts(rows: list[Row]) -> list[str]:
    """What the rows say."""
    return [row.text for row in rows]


def test_chapter_names_beside_page_numbers_go_though_they_change():
    """A line at the place of page numbers that ends with its page's number is furniture."""
    names = ["Acknowledgements iii", "Methods iv", "Results v", "Discussion vi"]
    pages = [
        page(n, (60, 400, f"Body text {chr(96 + n)}"), (300, 820, name))
        for n, name in enumerate(names, start=1)
    ]
    drop_furniture(pages, 10)
    assert [texts(p.rows) for p in pages] == [[f"Body text {letter}"] for letter in "abcd"]


def test_slide_numbers_with_gaps_go():
    """Lone numbers at one place of most pages are page numbers even where pages are missing."""
    pages = [page(n, (60, 400, "Body"), (560, 30, str(s))) for n, s in enumerate((2, 4, 7, 9), 1)]
    drop_furniture(pages, 10)
    assert all(texts(p.rows) == ["Body"] for p in pages)


def test_thumb_indexes_at_the_side_go():
    """Single letters in the outer margin of a third of the pages are taken out of the rows."""
    pages = [page(n, (570, 300, "B"), (60, 300, f"Entry {chr(96 + n)}")) for n in range(1, 7)]
    drop_furniture(pages, 10)
    assert texts(pages[0].rows) == ["Entry a"]


def test_a_line_on_one_page_only_is_kept():
    """A footer-like line that does not come back is text."""
    pages = [page(1, (60, 820, "Printed on recycled paper")), page(2, (60, 400, "Body"))]
    drop_furniture(pages, 10)
    assert texts(pages[0].rows) == ["Printed on recycled paper"]


def test_a_spanning_line_between_columns_is_read_in_its_place():
    """Columns above a full-width line come before it, columns below it after it."""
    lines = []
    for start, mark in ((100, "upper"), (200, "lower")):
        for step in range(5):
            lines.append((60, start + 12 * step, f"{mark} left column text of line {step} goes on"))
            lines.append((320, start + 12 * step, f"{mark} right column text of line {step} more"))
    lines.append(
        (60, 180, "A line that runs over the whole width of the page and over both columns")
    )
    order = [
        text.split()[:2] for rows in reading_order(page(1, *lines).rows) for text in texts(rows)
    ]
    firsts = [" ".join(pair) for pair in order]
    assert firsts == (
        ["upper left"] * 5 + ["upper right"] * 5 + ["A line"] + ["lower left"] * 5
        + ["lower right"] * 5
    )  # fmt: skip


def test_figures_side_by_side_are_no_columns_of_text():
    """Short cells on common baselines stay in their rows."""
    rows = page(1, *[(x, 100 + 14 * n, f"{x + n}") for n in range(8) for x in (60, 250, 420)]).rows
    assert len(reading_order(rows)) == 1


@given(
    st.lists(
        st.tuples(st.integers(40, 500), st.integers(40, 800), st.text("abc ", min_size=1)),
        max_size=40,
    )
)
def test_reading_order_and_tables_lose_no_word(lines):
    """However rows are split into columns and tables, each word comes out once."""
    made = page(1, *[(float(x), float(y), text or "a") for x, y, text in lines])
    found: list[str] = []
    for rows in reading_order(made.rows):
        for row in with_aligned_tables(rows):
            cells = row.table.cells if row.table else [[row.text]]
            found += [word for line in cells for cell in line for word in cell.split()]
    assert sorted(found) == sorted(word.text for word in made.words)


def test_wrapped_cells_are_joined_to_their_row():
    """A line with an empty first cell, close below its row, continues it."""
    rows = page(
        1,
        (60, 100, "Code"), (150, 100, "Meaning"), (400, 100, "Unit"),
        (60, 122, "E1"), (150, 122, "Flow is"), (400, 122, "lps"),
        (150, 133, "too low"),
        (60, 155, "E2"), (150, 155, "Burst"), (400, 155, "m"),
    ).rows  # fmt: skip
    (table,) = [row.table for row in with_aligned_tables(rows) if row.table]
    assert table.cells[1] == ["E1", "Flow is\ntoo low", "lps"]


def test_running_text_beside_a_gap_is_no_table():
    """Justified lines with a wide space here and there stay text."""
    lines = [
        (60, 100 + 12 * n, f"word{n} " * 9 + "and a few more words to fill it") for n in range(5)
    ]
    rows = page(1, *lines).rows
    assert not any(row.table for row in with_aligned_tables(rows))


def grid(xs: list[float], ys: list[float]) -> list[Rule]:
    """The lines of a grid."""
    across = [Rule(xs[0], y, xs[-1], y) for y in ys]
    return across + [Rule(x, ys[0], x, ys[-1]) for x in xs]


def test_cells_without_a_line_between_them_are_one():
    """A heading over two columns stands in the first of them."""
    made = page(1, (70, 115, "Both columns"), (70, 145, "left"), (170, 145, "right"))
    made.rules = grid([60, 160, 260], [100, 130, 160])
    made.rules.remove(Rule(160, 100, 160, 160))
    made.rules.append(Rule(160, 130, 160, 160))
    take_ruled_tables(made)
    (table,) = [row.table for row in made.rows if row.table]
    assert table.cells == [["Both columns", ""], ["left", "right"]]


def test_a_grid_that_frames_a_whole_page_is_no_table():
    """Lines around text that is set in columns of its own are decoration."""
    lines = [(x, 120 + 12 * n, f"cell{n}") for n in range(5) for x in (70, 160, 240)]
    made = page(1, *lines, (400, 120, "side"))
    made.rules = grid([60, 380, 500], [100, 300])
    take_ruled_tables(made)
    assert not any(row.table for row in made.rows)


def region(*lines: tuple[float, str, Style]) -> Region:
    """A region of rows given as baseline, text and style."""
    return Region(1, [rows_of(words(text, 60, y, style))[0] for y, text, style in lines])


BIG, BOLD = Style(16.0, bold=True), Style(10.0, bold=True)
LONG = "Running text that goes on for a while and says what there is to say about it"


def test_an_outline_of_chapters_is_completed_from_type_sizes():
    """Where bookmarks name a few chapters only, bold lines below them are headings too."""
    made = [Region(n, region((100, "Losses", BIG), (130, "Meters", BOLD), (145, LONG, BODY),
                             (160, LONG, BODY), (175, LONG, BODY), (190, LONG, BODY)).rows)
            for n in range(1, 13)]  # fmt: skip
    found = find_headings(made, [Entry("Losses", 1, 1)], BODY)
    assert found[id(made[0].rows[0])].level == 1
    assert id(made[0].rows[1]) in found
    assert id(made[0].rows[2]) not in found


def test_outline_titles_are_found_with_numbers_and_over_two_lines():
    """``3.1`` before a title and a line break within it do not hide it."""
    made = region(
        (100, "3.1 Physical", BIG), (118, "Components", BIG), (150, LONG, BODY), (165, LONG, BODY)
    )
    entries = [Entry("Physical Components", 1, 2)]
    found = find_headings([made], entries, BODY)
    assert found[id(made.rows[0])] is found[id(made.rows[1])]
    assert found[id(made.rows[0])].level == 2


@pytest.mark.parametrize(
    "text",
    [
        "Table 3: Losses by district",
        "Losses . . . . . . . . . . 12",
        "7",
        "which ends here.",
        "12.5 %",
    ],
)
def test_what_is_no_heading_though_bold(text):
    """Captions, contents entries, figures and sentences are not headings."""
    made = region((100, text, BOLD), (130, LONG, BODY), (145, LONG, BODY), (160, LONG, BODY))
    assert not find_headings([made], [], BODY)


def test_typewriter_documents_have_no_listings():
    """Where all is typed, a typewriter font says nothing."""
    typed = Style(10.0, bold=False, mono=True)
    made = region(*[(100 + 12.0 * n, LONG, typed) for n in range(4)])
    blocks = blocks_of(made, {}, Setting([made], typed))
    assert [block.kind for block in blocks] == ["paragraph"]
    markdown = render([(1, blocks)], vocabulary(made.rows), typed)
    assert markdown == "<!-- page: 1 -->\n\n" + " ".join([LONG] * 4) + "\n"
