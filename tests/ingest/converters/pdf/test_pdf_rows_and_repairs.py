"""Rows of words, reading direction, marks at a line's start, and repairs of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.converters.pdf.layout import Style, Word
from ingest.converters.pdf.marks import is_caption, is_contents_line, item_mark, section_number
from ingest.converters.pdf.repairs import join_lines, repair_word
from ingest.converters.pdf.rows import in_reading_order, row_of, rows_of, segments

PLAIN = Style(10.0, bold=False)


def word(text: str, x: float, baseline: float = 100.0, size: float = 10.0) -> Word:
    """A word five points wide for each letter."""
    style = Style(size, bold=False)
    return Word(x, baseline - size, x + 5 * len(text), baseline + 2, text, baseline, style)


def line(text: str) -> list[Word]:
    """Words one after another from the left."""
    words, x = [], 10.0
    for part in text.split():
        words.append(word(part, x))
        x = words[-1].x1 + 3
    return words


def test_right_to_left_rows_are_read_from_the_right():
    """Arabic words are ordered from the right, the names and figures among them from the left."""
    words = [
        word("2024", 10),
        word("عام", 40),
        word("Bank", 70),
        word("World", 45),
        word("تقرير", 100),
        word("المياه", 130),
    ]
    words[1].x0, words[1].x1 = 30, 44
    texts = [part.text for part in in_reading_order(words)]
    assert texts == ["المياه", "تقرير", "World", "Bank", "عام", "2024"]


def test_subscripts_and_superscripts_stay_in_their_row():
    """Small words a little above or below the line do not make lines of their own."""
    words = [
        word("area", 10),
        word("2", 31, baseline=95, size=6),
        word("is", 40),
        word("next", 10, 115),
    ]
    rows = rows_of(words)
    assert [row.text for row in rows] == ["area 2 is", "next"]
    assert rows[0].words[1].raised


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 700)), min_size=1, max_size=60))
def test_no_word_is_lost_or_doubled_in_rows(places):
    """Every word is in exactly one row, wherever it stands."""
    words = [word(f"w{number}", x, y) for number, (x, y) in enumerate(places)]
    found = [part.text for row in rows_of(words) for part in row.words]
    assert sorted(found) == sorted(part.text for part in words)


@given(st.lists(st.floats(0, 500), min_size=1, max_size=20), st.floats(0.5, 5))
def test_segments_keep_every_word(places, gap):
    """Splitting a row at its gaps loses nothing."""
    row = row_of(in_reading_order([word(f"w{n}", x) for n, x in enumerate(places)]))
    parts = [part.text for piece in segments(row, gap) for part in piece.words]
    assert sorted(parts) == sorted(part.text for part in row.words)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("• Pipes and pumps", "-"),
        ("– Pipes and pumps", "-"),
        ("3. Pipes and pumps", "3."),
        ("12) Pipes and pumps", "12."),
        ("(b) Pipes and pumps", "- (b)"),
        ("\uf0b7 Pipes", "-"),
        ("A. Smith wrote it", None),
        ("U. S. Government", None),
        ("Pipes and pumps", None),
        ("3.1 Pipes", None),
    ],
)
def test_list_marks(text, mark):
    """Bullets, numbers and letters are marks; initials and section numbers are not."""
    found = item_mark(row_of(line(text)))
    assert (found.text if found else None) == mark


def test_what_captions_contents_lines_and_section_numbers_look_like():
    """The beginnings that decide are recognised in several languages, and prose is not."""
    assert is_caption("Table 3.1: Losses")
    assert is_caption("Figura 2. Red de distribución")
    assert is_caption("Fig. 3.12: Reaction zones")
    assert not is_caption("Table 3.1 lists expressions for the coefficient")
    assert not is_caption("Figures show that it works")
    assert is_contents_line("1.2 Losses . . . . . . . . 12")
    assert is_contents_line("Losses ......... xi")
    assert not is_contents_line("and so on ... 12")
    assert section_number("C.2.1 [BACKDROP]") == "C.2.1"
    assert section_number("3. Methods") == "3"
    assert section_number("Methods") == ""


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("\ufb01lter", "filter"),
        ("e\ufb03cient", "efficient"),
        ("𝐾𝑏", "Kb"),
        ("ﻣﻴﺎﻩ", "مياه"),
        ("cafÃ©", "café"),
        ("10²", "10²"),
        ("e\u0301tude", "étude"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_letters_are_repaired(broken, whole):
    """Ligatures, mathematical and presentation forms, mojibake and stray marks are undone."""
    assert repair_word(broken) == whole


@given(st.text(st.characters(categories=("L", "N", "P", "S")), max_size=20))
def test_repairing_twice_changes_nothing_more(text):
    """A repaired word is whole."""
    once = repair_word(text)
    assert repair_word(once) == once


@pytest.mark.parametrize(
    ("lines", "vocabulary", "joined"),
    [
        (["cannot be main-", "tained here"], set(), "cannot be maintained here"),
        (["a user-", "specified value"], {"user", "specified"}, "a user-specified value"),
        (["the re-", "port says"], {"report", "port"}, "the report says"),
        (["the Hazen-", "Williams formula"], set(), "the Hazen-Williams formula"),
        (["pages 10-", "12 tell"], set(), "pages 10-12 tell"),
        (["now -", "or later"], set(), "now - or later"),
        (["soft\u00ad", "ened"], {"soft", "ened"}, "softened"),
        (["self-", "sustaining"], set(), "self-sustaining"),
        (["https://example.org/", "path is"], set(), "https://example.org/path is"),
        (["see https://example.org", "for more"], set(), "see https://example.org for more"),
    ],
)
def test_line_ends_are_joined(lines, vocabulary, joined):
    """Broken words are joined, compounds, ranges, dashes and addresses kept as they are."""
    assert join_lines(lines, vocabulary) == joined
