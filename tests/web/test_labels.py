"""Small things that pages share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.library import KINDS, LEVELS
from kb.library.anchors import Anchor
from kb.models import CatalogueDocument
from web.highlight import highlighted
from web.labels import (
    KIND_LABELS,
    LEVEL_LABELS,
    country_label,
    direction,
    facet_value_label,
    kind_label,
    language_label,
    level_label,
)
from web.links import place_url, web_address
from web.translation import duration


def test_every_kind_has_a_label() -> None:
    """A new kind or level needs its words, in the same order."""
    assert list(KIND_LABELS) == list(KINDS)
    assert list(LEVEL_LABELS) == list(LEVELS)
    assert kind_label("questions") == kind_label("questions", plural=True)
    assert level_label("other") == "other"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (142, "2 hours 22 minutes"),
    ],
)
def test_minutes_read_as_people_say_them(minutes: int, said: str) -> None:
    """Hours where there are some, and no zero beside them."""
    assert duration(minutes) == said


@pytest.mark.parametrize(
    ("code", "label", "side"),
    [
        ("en", "English", "ltr"),
        ("ar", "Arabic", "rtl"),
        ("fa-AF", "Persian (Afghanistan)", "rtl"),
        ("pt-BR", "Portuguese (Brazil)", "ltr"),
        ("xx-yyyy-zz", "xx-yyyy-zz", "auto"),
    ],
)
def test_languages_read_as_people_say_them(code: str, label: str, side: str) -> None:
    """Known codes have a name and a direction; unknown ones stay as they are."""
    assert (language_label(code), direction(code)) == (label, side)


def test_countries_and_facets_read_as_people_say_them() -> None:
    """Codes become names, unknown ones stay."""
    assert country_label("KE") == "Kenya"
    assert country_label("QX") == "QX"
    assert facet_value_label("verified", "true") == "Verified"
    assert facet_value_label("verified", "no") == "Not verified"
    assert facet_value_label("hub", "x", "Hub X") == "Hub X"


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=5)
)
def test_marking_shows_each_character_once(text: str, ranges: list[tuple[int, int]]) -> None:
    """Whatever the ranges, taking the marks out gives the text back."""
    html = highlighted(text, ranges)
    assert html.replace("<mark>", "").replace("</mark>", "") == highlighted(text, [])
    assert html.striptags() == highlighted(text, []).striptags()


def test_a_place_is_its_page_or_else_its_heading() -> None:
    """Links land at the page; where there are no pages, at the nearest heading."""
    document = CatalogueDocument(id="x", title="X")
    assert place_url(document, Anchor("page", 2), ["A"]) == "/documents/x?at=page-2#page-2"
    assert place_url(document, None, ["A", "B c"]) == "/documents/x?at=b-c#b-c"
    assert place_url(document, None) == "/documents/x"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("//example.org", False),
        ("http://[broken", False),
        ("https:nothing", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, *, linked: bool) -> None:
    """Anything else in ``source.url`` is shown as text."""
    assert bool(web_address(url)) is linked
