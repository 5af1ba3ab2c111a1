"""Other words for a query's, from the glossary."""

from __future__ import annotations

import time

import pytest

from kb.library.glossary import Glossary
from kb.library.glossary_parsing import parse_glossary
from search.analysis import query_terms
from search.synonyms import analysed, entries_asked_for, expansions, extra_terms

_REST = "definition: x\n  source: {title: a, publisher: b, url: https://example.org}\n"
GLOSSARY = parse_glossary(
    f"""
- term: non-revenue water
  abbreviations: [NRW]
  synonyms: [unaccounted-for water]
  translations: {{fr: [eau non facturée, ENF], es: [agua no facturada], pt: [água não faturada]}}
  {_REST}
- term: spring
  translations: {{fr: [source]}}
  {_REST}
- term: operation and maintenance
  abbreviations: [O&M]
  translations: {{es: [operación y mantenimiento]}}
  {_REST}
"""
)
ENGLISH_AND_FRENCH = ("en", "fr")


def other_words(text: str, *languages: str) -> dict[str, str]:
    """Each alternative of a query with its kind."""
    found = expansions(text, GLOSSARY, languages or ENGLISH_AND_FRENCH)
    return {other.text: other.kind for one in found for other in one.alternatives}


def test_an_abbreviation_stands_for_its_term_in_the_librarys_languages() -> None:
    """Full name, synonym and French words, but no Spanish where no document is Spanish."""
    assert other_words("nrw in Kenya") == {
        "non-revenue water": "synonym",
        "unaccounted-for water": "synonym",
        "eau non facturée": "translation",
        "ENF": "abbreviation",
    }


def test_a_term_of_another_language_is_said_in_the_librarys() -> None:
    """Portuguese without accents, in the plural, over an English library."""
    assert other_words("aguas nao faturadas", "en-GB") == {
        "NRW": "abbreviation",
        "non-revenue water": "translation",
        "unaccounted-for water": "translation",
    }


@pytest.mark.parametrize(
    "text", ["revenue", "source of the water", "which water source is the best", "", "!", "who"]
)
def test_what_is_no_term_has_no_other_words(text: str) -> None:
    """Nor what is one in a language that the query is not in."""
    assert other_words(text) == {}


def test_what_was_typed_is_named() -> None:
    """As it stands in the query."""
    (found,) = expansions("reduce Non Revenue  Water now", GLOSSARY, ["en"])
    assert found.typed == "Non Revenue  Water"
    assert [entry.slug for entry in found.entries] == ["non-revenue-water"]


def test_alternatives_are_analysed_in_their_own_language() -> None:
    """Stems of French words by the French stemmer, without stop words."""
    (found,) = expansions("NRW", GLOSSARY, ["fr", "es"])
    runs = dict(zip((o.text for o in found.alternatives), analysed(found), strict=True))
    assert runs["eau non facturée"] == ((("eau",), ("non",), ("factur", "facture")), 0.5)
    assert runs["agua no facturada"] == ((("agu",), ("factur",)), 0.5)


def test_an_abbreviation_of_several_words_is_one_term() -> None:
    """The index holds ``o&m`` whole; its letters alone would find anything."""
    found = expansions("operation and maintenance", GLOSSARY, ["en"])
    assert extra_terms(found, ()) == ((("o&m",), 0.8),)


def test_extra_terms_share_the_weight_of_their_alternative() -> None:
    """What was typed is not added again; a word of two alternatives counts as in the better."""
    text = "unaccounted-for water"
    found = expansions(text, GLOSSARY, ["en"])
    extra = extra_terms(found, query_terms(text, ["en"]))
    share = pytest.approx(0.5 / 4)
    assert dict(extra) == {
        ("nrw",): 0.8, ("non",): share, ("revenu",): share, ("non-revenue",): share
    }  # fmt: skip
    assert extra[0][0] == ("nrw",)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("NRW", ["non-revenue-water"]),
        ("What is NRW?", ["non-revenue-water"]),
        ("¿qué es el agua no facturada?", ["non-revenue-water"]),
        ("NRW in Kenya", []),
        ("NRW and O&M", []),
        ("water", []),
    ],
)
def test_a_query_that_is_a_term_is_known(text: str, slugs: list[str]) -> None:
    """With the small words of a question around it, in its language."""
    assert [entry.slug for entry in entries_asked_for(text, GLOSSARY)] == slugs


def test_without_a_glossary_there_is_nothing() -> None:
    """A library need not have one."""
    assert expansions("NRW", Glossary(), ["en"]) == []
    assert entries_asked_for("NRW", Glossary()) == ()


def test_it_takes_no_time() -> None:
    """Far less than the search itself, also for a long query."""
    text = "reduce non-revenue water and NRW of operation and maintenance " * 5
    expansions(text, GLOSSARY, ["en"])
    times = []
    for _ in range(20):
        started = time.perf_counter()
        extra_terms(expansions(text, GLOSSARY, ["en", "fr", "es"]), ())
        times.append(time.perf_counter() - started)
    assert min(times) < 0.005
