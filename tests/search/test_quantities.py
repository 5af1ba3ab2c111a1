"""Figures in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.quantities import figures


def holds(quote: str, sentence: str, language: str = "en", other: str = "en") -> bool:
    """Whether a quote holds what a sentence says in figures."""
    return figures(quote, other).hold(figures(sentence, language))


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("40 m³ per day", "40 m3/day"),
        ("1250 metres", "1,250 m"),
        ("20–30 percent", "between 20 and 30 %"),
        ("20–30 %", "20 %"),
        ("between two and four", "from 2 to 4"),
        ("2,000,000 l", "2 million litres"),
        ("Yield (m3/day) · 40", "40 m3/day"),
        ("10,000 people", "10 000 inhabitants"),
        ("5 USD", "$5"),
        ("a 4-inch pump", "4 inches"),
        ("٢٥٪", "25 %"),
        ("120 l/person/day", "120 litres per person per day"),
        ("pipes of PN16", "a PN16 pipe"),
        ("40 m3/day in 2019", "no figure at all"),
    ],
)
def test_the_same_figure_is_found_in_another_writing(quote: str, sentence: str) -> None:
    """Units by any of their names, digits of any script, grouped or not, in words."""
    assert holds(quote, sentence)


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("40 m3/day", "40 l/s"),
        ("40 m3/day", "400 m3/day"),
        ("0.5 mg/l", "5 mg/l"),
        ("30 minutes", "30 days"),
        ("2 million litres", "2 litres"),
        ("pipes of PN16", "pipes of PN10"),
        ("1,250 m", "1.26 m"),
        ("some of it", "12 % of it"),
        ("two hours", "three hours"),
    ],
)
def test_another_figure_is_not(quote: str, sentence: str) -> None:
    """Another number, another unit, another magnitude, another code, a number from nowhere."""
    assert not holds(quote, sentence)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("3,5 bar", "fr"),
        ("tres coma", "es"),
        ("deux pour cent", "fr"),
        ("dois dias", "pt"),
        ("quatre-vingt-dix km", "fr"),
    ],
)
def test_figures_hold_across_languages(sentence: str, language: str) -> None:
    """Number words are those of the text's own language."""
    assert holds("3.5 bar, 3 times, 2 % in 2 days, 90 km", sentence, language)


@given(st.text(max_size=80), st.sampled_from(["en", "fr", "ar", "xx"]))
def test_a_text_holds_its_own_figures(text: str, language: str) -> None:
    """Whatever the text, it is read without a fault, and says what it says."""
    assert holds(text, text, language, language)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_match_as_numbers(one: int, other: int) -> None:
    """Grouped or not, a number is found exactly where it stands."""
    assert holds(f"It is {one:,} km long.", f"{other} km") == (one == other)
