"""Markdown tables and escaping: what is written is what a Markdown reader shows."""

from __future__ import annotations

import re
from html import unescape

import markdown as python_markdown
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from ingest.converters.escape import escape_inline, escape_paragraph
from ingest.converters.tables import markdown_table
from ingest.converters.text_repair import repair_text

WORDS = st.text(alphabet="ab1 |\\`*_<>&[]()#+-.!~$:{}=\"'éñ水\n", max_size=25)


def _cells(table: str) -> list[list[str]]:
    page = MarkdownIt("commonmark").enable("table").render(table)
    rows = lxml_html.fromstring(page).iter("tr")
    return [["\n".join(t.strip() for t in cell.itertext()).strip() for cell in row] for row in rows]


def _shown(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_a_table_read_back_has_the_cells_it_was_written_from(rows: list[list[str]]) -> None:
    """Pipes, backslashes, newlines and marks in cells survive a Markdown reader."""
    width = max(len(row) for row in rows)
    read = _cells(markdown_table([[escape_inline(cell) for cell in row] for row in rows]))
    assert [[_shown(cell) for cell in row] for row in read] == [
        [_shown(cell) for cell in [*row, *[""] * (width - len(row))]] for row in rows
    ]


def test_a_table_without_header_gets_an_empty_one() -> None:
    """The first row stays data."""
    assert markdown_table([["1", "2"]], header=False) == "|  |  |\n| --- | --- |\n| 1 | 2 |"


def test_no_cells_make_no_table() -> None:
    """Nothing is written for nothing."""
    assert markdown_table([]) == markdown_table([[], []]) == ""


@given(WORDS)
def test_escaped_text_shows_the_same_text_in_both_readers(text: str) -> None:
    """No character of plain text becomes a mark, a tag or an entity."""
    escaped = escape_paragraph(text)
    for page in (python_markdown.markdown(escaped), MarkdownIt("commonmark").render(escaped)):
        assert not re.search(r"<(?!/?p>)", page), page
        shown = unescape(re.sub(r"</?p>", "", page))
        assert shown.split() == text.split()


def test_ordinary_text_is_left_as_it_is() -> None:
    """Escaping does not litter text that could not be misread."""
    for text in ("p < 0.05 & more", "snake_case_name", "a * b", "US$ 5", "[JUNCTIONS]", "C:\\temp"):
        assert escape_inline(text) == text


def test_two_prices_are_not_an_equation() -> None:
    """Dollars that a reader of equations would pair are escaped."""
    assert escape_inline("from $5 to US$6") == "from &#36;5 to US&#36;6"


def test_characters_nobody_meant_are_repaired() -> None:
    """Ligatures, soft hyphens, control characters and odd blanks become what they stand for."""
    assert (
        repair_text("eﬃcient wa\xadter\x02 no\xa0w\r\nnext e\u0301")
        == "efficient water no w\nnext é"
    )
