"""Terms found in running text, by whole words, in whatever number they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.library.glossary_parsing import parse_glossary
from search.glossary_names import names_of
from search.glossary_terms import term_index
from search.singular import singular

_SOURCE = "definition: x\n  source: {title: a, publisher: b, url: https://example.org}\n"
GLOSSARY = parse_glossary(
    f"""
- term: non-revenue water
  abbreviations: [NRW]
  translations: {{fr: [eau non facturée, ENF], pt: [água não faturada]}}
  {_SOURCE}
- term: water
  translations: {{fr: [eau], ar: [ماء]}}
  {_SOURCE}
- term: head (hydraulic)
  abbreviations: [WHO, O&M, P.E.]
  {_SOURCE}
- term: utility
  translations: {{fr: [fuite d'eau], pt: [medição]}}
  {_SOURCE}
- term: health
  abbreviations: [NRW]
  {_SOURCE}
"""
)
LANGUAGES = GLOSSARY.languages


def found(text: str, *languages: str, as_written: bool = True) -> list[str]:
    """The words that were found."""
    matches = term_index(GLOSSARY).find(text, languages or LANGUAGES, as_written=as_written)
    return [text[match.start : match.end] for match in matches]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Non-revenue water and water.", ["Non-revenue water", "water"]),
        ("non revenue\nwaters", ["non revenue\nwaters"]),
        ("non-revenue. Water", ["Water"]),
        ("non-revenue\n\nwater", ["water"]),
        ("underwater waterworks", []),
        ("utilities, not utilization", ["utilities"]),
        ("the heads", ["heads"]),
        ("réduire les fuites d’eau", ["fuites d’eau"]),
        ("eaux non facturees", ["eaux non facturees"]),
        ("Medições de água", ["Medições"]),
        ("كمية الماء", ["الماء"]),
        ("", []),
    ],
)
def test_terms_are_found(text: str, terms: list[str]) -> None:
    """The longest first, in any number, with or without accents; not over a full stop."""
    assert found(text) == terms


@pytest.mark.parametrize(
    ("text", "written", "typed"),
    [
        ("NRW and NRWs", ["NRW", "NRWs"], ["NRW", "NRWs"]),
        ("nrw", [], ["nrw"]),
        ("who is it", [], []),
        ("Who", [], []),
        ("WHO guideline", ["WHO"], ["WHO"]),
        ("WHO SETS NRW", ["WHO", "NRW"], ["NRW"]),
        ("o&m, O&M", ["O&M"], ["o&m", "O&M"]),
        ("of 500 P.E. each", ["P.E"], ["P.E"]),
        ("L'ENF et l'ENFANT", ["ENF"], ["ENF"]),
    ],
)
def test_abbreviations_are_found_as_they_are_written(
    text: str, written: list[str], typed: list[str]
) -> None:
    """In documents by their capitals; in queries also without, unless that is a small word."""
    assert found(text) == written
    assert found(text, as_written=False) == typed


def test_only_the_languages_asked_for_are_looked_for() -> None:
    """French words are no terms in an English document; abbreviations are everybody's."""
    assert found("eau, water, NRW", "en") == ["water", "NRW"]
    assert found("eau, water, NRW", "fr") == ["eau", "NRW"]


def test_one_word_may_be_short_for_several_terms() -> None:
    """All of them are told."""
    (match,) = term_index(GLOSSARY).find("NRW", ["en"], as_written=True)
    assert [entry.slug for entry in match.entries] == ["health", "non-revenue-water"]


@pytest.mark.parametrize(
    "pair",
    [
        "valve valves", "loss losses", "supply supplies", "process processes", "gas gases",
        "medicion mediciones", "luz luces", "red redes", "eau eaux", "reseau reseaux",
        "medicao medicoes", "canal canais", "ordem ordens", "analyse analyses",
    ],
)  # fmt: skip
def test_a_word_and_its_plural_are_one(pair: str) -> None:
    """In English, Spanish, French and Portuguese."""
    one, many = pair.split()
    assert singular(one) == singular(many)


@pytest.mark.parametrize(
    "pair", ["utility utilization", "regulator regulation", "pump pumping", "leak leakage",
             "loss loses", "meter metering"],
)  # fmt: skip
def test_words_of_one_stem_are_two(pair: str) -> None:
    """What a stemmer takes for one word, a glossary does not."""
    one, other = pair.split()
    assert singular(one) != singular(other)


NAMES = [name for entry in GLOSSARY.entries for name in names_of(entry)]


@given(st.text(max_size=30), st.sampled_from(NAMES), st.text(max_size=30))
def test_every_name_is_found_between_any_words(before: str, name: object, after: str) -> None:
    """Whatever stands around it, in capitals or not, a name on its own is found."""
    said = getattr(name, "text", "").replace(" (hydraulic)", "")
    text = f"{before} . {said} . {after}"
    here = text.index(said, len(before))
    matches = list(term_index(GLOSSARY).find(text, LANGUAGES, as_written=True))
    assert any(match.start <= here < match.end for match in matches)
    ends = [0, *(match.end for match in matches)]
    assert all(end <= match.start for end, match in zip(ends, matches, strict=False))
