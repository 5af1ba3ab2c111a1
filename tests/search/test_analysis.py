"""Words, stems and stop words."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import exact_words, fold, index_terms, query_terms, stems, word_spans

ENDINGS = ("ages", "ation", "ational", "iveness", "fully", "izers", "ements", "ically", "ousness")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Réseau", "reseau"),
        ("m³/JOUR", "m3/jour"),
        ("Straße", "strasse"),
        ("مُحَمَّد", "محمد"),
        ("أنابيب", "انابيب"),
        ("ＮＲＷ", "nrw"),
    ],
)
def test_fold_takes_case_accents_and_width_away(text: str, folded: str) -> None:
    """Two spellings of a word that differ only in these are one word."""
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is as plain as it gets."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_exact_words_hold_no_space_and_no_mark(text: str) -> None:
    """Whatever is typed comes out as letters and digits."""
    assert all(word and not set(word) & set(" \t\n-_.,'\"|") for word in exact_words(text))


@given(st.text(max_size=120))
def test_spans_point_at_the_words(text: str) -> None:
    """The range of a word in the unfolded text folds to that word or begins with it."""
    for start, end, word in word_spans(text):
        assert word in exact_words(text[start:end])


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("4-inch pipes", "en", {"4", "inch", "4-inch", "pipe"}),
        ("40 m3/day", "en", {"40", "m3", "day", "m3/day"}),
        ("NRW at 1,250,000", "en", {"nrw", "1250000"}),
        ("3.5 bar", "en", {"3.5"}),
        ("漏水率", "zh", {"漏水", "水率"}),
        ("informaciones", "es", {"inform"}),
    ],
)
def test_numbers_units_and_scripts_survive(text: str, language: str, terms: set[str]) -> None:
    """What a technician types is findable as typed and by its parts."""
    assert terms <= set(index_terms(text, language))


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("es", "información", "informacion"),
        ("fr", "réparées", "reparees"),
        ("pt", "estações", "estacoes"),
        ("en", "leaking", "leaks"),
        ("ar", "الأنابيب", "الانابيب"),
    ],
)
def test_forms_of_a_word_meet(language: str, written: str, typed: str) -> None:
    """An inflected or accentless word shares a stem with the one in the text."""
    assert set(stems(written, language)) & set(stems(typed, language))


def test_threads_stem_as_one_does() -> None:
    """A stemmer holds the word it is at: two threads in it gave wrong stems, and faults."""
    words = [f"{start}{end}" for start in ("leak", "meter", "relat") for end in ENDINGS] * 20
    alone = [stems.__wrapped__(word, "en") for word in words]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(partial(stems.__wrapped__, language="en"), words))
    finally:
        sys.setswitchinterval(before)
    assert found == alone


def test_stop_words_go_only_in_the_likeliest_language() -> None:
    """French ``pour`` is dropped from a French question and kept in an English one."""
    languages = ["en", "fr"]
    assert ("pour",) not in query_terms("pour la pompe et le réseau", languages)
    assert any("pour" in term for term in query_terms("pour concrete", languages))


def test_a_query_of_stop_words_keeps_them() -> None:
    """Nothing is left to search for otherwise."""
    assert query_terms("to be or not to be", ["en"])


def test_each_language_of_the_library_stems_the_query() -> None:
    """The alternatives of one word are its stems in English and in Spanish."""
    (alternatives,) = query_terms("regulaciones", ["en", "es"])
    assert set(stems("regulaciones", "es")) | set(stems("regulaciones", "en")) == set(alternatives)
