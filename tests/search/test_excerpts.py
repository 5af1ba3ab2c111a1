"""Excerpts and what is marked in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import query_terms
from search.highlight import LONGEST, WORDS, Wanted, excerpt, matches, plain


def wanted(query: str, *phrases: str) -> Wanted:
    """What an English query marks."""
    terms = frozenset(stem for term in query_terms(query, ["en"]) for stem in term)
    return Wanted(terms, tuple(tuple(phrase.split()) for phrase in phrases))


def marked(text: str, what: Wanted, language: str = "en") -> list[str]:
    """The marked parts of an excerpt."""
    shown, ranges = excerpt(text, what, language)
    return [shown[start:end] for start, end in ranges]


def test_words_are_marked_by_stem() -> None:
    """Inflections and other cases too, nothing else."""
    assert marked("Leaking pipes leak; a leaf.", wanted("LEAKS pipe")) == [
        "Leaking", "pipes", "leak",
    ]  # fmt: skip


def test_accents_do_not_matter() -> None:
    """What is typed without them marks what is written with them."""
    what = Wanted(frozenset(s for t in query_terms("reseau", ["fr"]) for s in t))
    assert marked("Le réseau d'eau.", what, "fr") == ["réseau"]


def test_a_phrase_is_marked_as_one() -> None:
    """From its first word to its last, whatever stands between them."""
    assert marked("The Night-flow at night.", wanted("", "night flow")) == ["Night-flow"]


def test_the_excerpt_is_where_the_matches_are() -> None:
    """The densest stretch, told apart by dots."""
    text = " ".join(["Filler words stand here."] * 30 + ["A valve leaks."] + ["More filler."] * 40)
    shown, ranges = excerpt(text, wanted("leaking valves"), "en")
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert [shown[a:b] for a, b in ranges] == ["valve", "leaks"]
    assert len(shown.split()) <= WORDS + 2


def test_a_table_reads_as_text() -> None:
    """No bars, no rule below the header."""
    text = "| Size | Yield |\n|---|---|\n| 4-inch | 40 m3/day |"
    assert plain(text) == "Size · Yield 4-inch · 40 m3/day"


@given(st.text(max_size=400), st.text(max_size=30))
def test_ranges_lie_in_the_excerpt_in_order(text: str, query: str) -> None:
    """Whatever the text: ascending, apart, inside."""
    shown, ranges = excerpt(text, wanted(query), "en")
    assert len(shown) <= max(LONGEST + 4, len(plain(text)))
    end = 0
    for start, stop in ranges:
        assert end <= start < stop <= len(shown)
        end = stop


@pytest.mark.parametrize("text", ["", "   ", "…"])
def test_nothing_to_show_is_nothing(text: str) -> None:
    """An empty passage has no marks."""
    assert matches(text, wanted("pump"), "en") == ()
