"""Did you mean: only for words that nothing holds, and only where a known one is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.library.glossary import Glossary
from kb.library.glossary_parsing import parse_glossary
from search.query import parse
from search.spelling import Speller, count_words

GLOSSARY = parse_glossary(
    """
- term: leakage
  abbreviations: [NRW]
  translations: {pt: [vazamento]}
  definition: x
  source: {title: a, publisher: b, url: https://example.org}
"""
)
VOCABULARY = {
    "pressure": 200, "water": 900, "night": 40, "flow": 90, "minimum": 50, "residual": 12,
    "chlorine": 60, "pipe": 300, "pipes": 120, "reservoir": 30, "réservoir": 4, "débit": 9,
    "measure": 80, "intermittent": 7, "supply": 200, "supple": 1, "kenya": 20, "utility": 70,
}  # fmt: skip
SPELLER = Speller(VOCABULARY, GLOSSARY, ["en", "fr"])


def suggested(query: str, speller: Speller = SPELLER) -> str | None:
    """What is suggested for a query as people type it."""
    return speller.suggest(query, parse(query, {"water-distribution"}).text)


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("presure", "pressure"),
        ("chlorne residul", "chlorine residual"),
        ("Minmum nigth flow", "Minimum night flow"),
        ("PRESURE", "PRESSURE"),
        ("suply", "supply"),
        ("leakge", "leakage"),
        ("vazament", "vazamento"),
        ("intermitant supply", "intermittent supply"),
        ("the débt", "the débit"),
        ("reservoyr", "reservoir"),
    ],
)
def test_a_slip_is_put_right(query: str, better: str) -> None:
    """By the likeliest near word, written as the library writes it, capitals as typed."""
    assert suggested(query) == better


@pytest.mark.parametrize(
    "query",
    [
        "pressure", "debit", "DEBIT", "NRW", "nrw", "measures", "xyzzyplugh", "DMZ", "pip", "12345",
        "h2o", "", "where is it", "-presure water", "kind:presure", "水", "ملا",
    ],
)  # fmt: skip
def test_nothing_is_suggested(query: str) -> None:
    """For known words, also without accents or by their stem; codes, numbers, what is excluded."""
    assert suggested(query) is None


def test_the_commonest_spelling_is_suggested() -> None:
    """A translation in the glossary does not put an accent on a word that is written without."""
    glossary = parse_glossary(
        """
- term: reservoir
  translations: {fr: [réservoir]}
  definition: x
  source: {title: a, publisher: b, url: https://example.org}
"""
    )
    assert suggested("resevoir", Speller({"reservoir": 5}, glossary, ["en"])) == "reservoir"
    french = Speller({"reservoir": 5, "réservoir": 50}, glossary, ["fr"])
    assert suggested("resevoir", french) == "réservoir"


def test_the_rest_of_the_query_stays_as_typed() -> None:
    """Filters, quotation marks, capitals, blanks and exclusions."""
    query = 'hub:water-distribution "Minimum  nigth FLOW" -presure  country:KE?'
    assert suggested(query) == query.replace("nigth", "night")


def test_another_language_is_no_slip() -> None:
    """Spanish over an English and French library: near words are chance."""
    assert suggested("medir la presión del agua por la noche") is None
    assert suggested("medir presion nocturna pipez") is None


def test_two_slips_need_a_word_that_is_no_rarity() -> None:
    """``supple`` stands once: no proof against two letters; ``residual`` stands often enough."""
    assert suggested("soplle") is None
    assert suggested("rezidul") == "residual"


def test_an_empty_library_suggests_nothing() -> None:
    """Whatever is typed."""
    assert suggested("presure", Speller({}, Glossary(), [])) is None


def test_words_are_counted_as_they_are_written() -> None:
    """Lower case, accents kept, letters only, neither too short nor too long."""
    counts = count_words(["Débit, débit; de 12 m3", f"DMA-1 {'x' * 31}"])
    assert counts == {"débit": 2, "dma": 1}


WORDS = st.sampled_from([*VOCABULARY, "leakage"])


@given(st.lists(WORDS | st.sampled_from(["the", "of", "12"]), min_size=1, max_size=6))
def test_known_words_are_never_put_right(words: list[str]) -> None:
    """Whatever stands beside them."""
    assert suggested(" ".join(words)) is None


@given(st.text(max_size=60))
def test_any_text_is_taken(query: str) -> None:
    """Never an error; what is suggested is another text, and is not put right again."""
    better = suggested(query)
    assert better != query
    assert better is None or suggested(better) != query
