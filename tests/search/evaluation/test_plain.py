"""Texts of a set as Markdown and as questions: every word is there, and nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import exact_words
from search.evaluation.plain import markdown, one_line, question
from search.passages import split
from search.query import LONGEST, parse

MARKS = st.text(st.sampled_from("\\`*_[]()<>&~|#$-+=1.):!\n \t^\"'abé/;{}"), max_size=60)
OPERATORS = st.lists(
    st.sampled_from(["hub:", "kind:guide", "-", "–", '"', "“", "-x", " ", "lang", "：", "http://x"])
).map("".join)


def ink(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())


@given(st.one_of(st.text(max_size=80), MARKS, st.lists(MARKS).map("\n".join)))
@example("- item\n1. one\n# Heading\n    code\n| a | b |\n|---|---|\n| c | d |")
@example("<!-- page: 3 --> &amp; <b>bold</b> [link](x) ![picture](y) [^1] ``` $x$")
@example("null \x00 and half a pair \ud800")
def test_passages_say_what_the_text_says(text: str) -> None:
    """Any text comes back from its passages, character for character, blanks aside."""
    kept = text.replace("\x00", " ").encode(errors="replace").decode()
    passages = split(markdown(text), "en")
    assert ink("".join(passage.text for passage in passages)) == ink(kept)
    assert not any(passage.headings or passage.anchor for passage in passages)


@given(st.one_of(st.text(max_size=80), OPERATORS))
@example("AA:AA:0 “‐0")
def test_a_question_has_words_and_no_operators(text: str) -> None:
    """The parser finds no phrase, exclusion, filter or note in it, and not a word is lost."""
    parsed = parse(question(text), {"water"})
    assert (parsed.phrases, parsed.without, parsed.notes) == ((), (), ())
    assert not parsed.filters
    assert exact_words(question(text)) == exact_words(text)


def test_what_is_too_long_is_cut_by_the_parser_as_for_anybody() -> None:
    """A long question stays long: only the search says how much of it is read."""
    assert question("a " * LONGEST) == ("a " * LONGEST).strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [("", ""), ("  A\tB\n C ", "A B C"), ("a\x07b\x7f\u2028c", "a b c"), ("«é»", "«é»")],
)
def test_a_title_is_one_printable_line(text: str, shown: str) -> None:
    """Blanks of any kind are one blank, and nothing invisible is left."""
    assert one_line(text) == shown
