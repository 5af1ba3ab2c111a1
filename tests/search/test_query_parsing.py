"""What people type, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.queries import Filters
from search.query import BEGINNING, END, LONGEST, parse, plain

HUBS = {"water-distribution", "sanitation"}


def test_words_phrases_exclusions_and_filters_are_told_apart() -> None:
    """One line may hold them all, in any order."""
    parsed = parse('nrw -"billing error" hub:sanitation "Night Flow" -Leak year:2019', HUBS)
    assert parsed.text == "nrw Night Flow"
    assert parsed.phrases == (("night", "flow"),)
    assert parsed.without == (("billing", "error"), ("leak",))
    assert parsed.filters == Filters(hub=("sanitation",), year=(2019,))
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("x kind:case-study", Filters(kind=("case-study",))),
        ('x kind:"Case Study"', Filters(kind=("case-study",))),
        ("x lang:PT-br", Filters(language=("pt-br",))),
        ("x language:en language:fr", Filters(language=("en", "fr"))),
        ("x hub:sanitation,water-distribution", Filters(hub=("sanitation", "water-distribution"))),
        ("x country:ke", Filters(country=("KE",))),
        ("x year:2015..2017", Filters(year=(2015, 2016, 2017))),
        ("x year:2015-2016", Filters(year=(2015, 2016))),
        ("x verified:yes", Filters(verified=True)),
        ("x Verified:NO", Filters(verified=False)),
    ],
)
def test_filters_are_understood(query: str, filters: Filters) -> None:
    """Each field takes what people write."""
    parsed = parse(query, HUBS)
    assert (parsed.filters, parsed.text, parsed.notes) == (filters, "x", ())


def test_an_open_span_of_years_reaches_to_the_end() -> None:
    """``year:2020..`` is that year and all later ones."""
    years = parse("x year:2020..", HUBS).filters.year
    assert years[0] == 2020
    assert 2026 in years


@pytest.mark.parametrize(
    "query",
    ["x hub:nowhere", "x kind:novel", "x year:soon", "x year:2020..2010", "x country:KEN",
     "x verified:maybe", "x language:!", "x -hub:sanitation"],
)  # fmt: skip
def test_a_value_nobody_knows_is_a_note(query: str) -> None:
    """The filter is left out, the rest is searched for, and the reader is told."""
    parsed = parse(query, HUBS)
    assert parsed.filters == Filters()
    assert parsed.text == "x" or "!" in query
    assert len(parsed.notes) <= 1
    assert parsed.notes or "!" in query


def test_an_unknown_field_is_searched_for_as_words() -> None:
    """``author:smith`` says so and still looks for both words."""
    parsed = parse("author:smith", HUBS)
    assert "author:smith" in parsed.text
    assert len(parsed.notes) == 1


@pytest.mark.parametrize("query", ["http://example.org/a:b", "10:30", "Q: what is NRW?", "a:"])
def test_a_colon_is_not_always_a_filter(query: str) -> None:
    """Addresses, times and punctuation are words without a note."""
    assert parse(query, HUBS).notes == ()
    assert parse(query, HUBS).text


@pytest.mark.parametrize("query", ["4-inch", "shut-off valve", "a - b", "x-", "–"])
def test_a_hyphen_inside_or_alone_excludes_nothing(query: str) -> None:
    """Only a minus before a word does."""
    assert parse(query, HUBS).without == ()


def test_typographic_marks_work_like_plain_ones() -> None:
    """Phones type curly quotes and long dashes."""
    parsed = parse("“night flow” –leak", HUBS)
    assert (parsed.phrases, parsed.without) == ((("night", "flow"),), (("leak",),))


def test_an_unclosed_quote_runs_to_the_end() -> None:
    """It is not an error."""
    assert parse('pump "night flow', HUBS).phrases == (("night", "flow"),)


@given(st.text(max_size=300))
@example("\u202e\"abc' OR 1=1 --\x00\ud800")
@example('"' * 99)
@example("-" * 99)
@example("hub:" * 99)
@example("😀 مرحبا \u200f-كلمة")
def test_any_text_can_be_parsed(query: str) -> None:
    """Nothing a person can type raises, and what comes out is clean."""
    parsed = parse(query, HUBS)
    assert not any(ord(c) < 32 for c in parsed.text)
    assert all(words and all(words) for words in parsed.phrases + parsed.without)


def test_a_very_long_query_is_cut_with_a_note() -> None:
    """Ten thousand characters are no question."""
    parsed = parse("pump " * 2_000, HUBS)
    assert len(parsed.text) <= LONGEST
    assert len(parsed.notes) == 1


@given(st.text(alphabet="ab é水.", max_size=3 * (BEGINNING + END)))
@example("leak " * 400)
@example("x" * 2_000)
def test_models_read_the_beginning_and_the_end_of_a_long_question(query: str) -> None:
    """All of a short one, and of a long one never more than the two parts, in whole words."""
    parsed = plain(query)
    if len(parsed.text) <= BEGINNING + END:
        assert parsed.gist == parsed.text
        return
    assert len(parsed.gist) <= BEGINNING + END + 1
    assert (parsed.gist[0], parsed.gist[-1]) == (parsed.text[0], parsed.text[-1])
    if max(map(len, parsed.text.split())) < END:
        assert set(parsed.gist.split()) <= set(parsed.text.split())
