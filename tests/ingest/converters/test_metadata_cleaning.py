"""Titles, dates and languages: kept when a person stated them, refused when a program did."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ingest.converters.metadata import clean_country, clean_date, clean_language, clean_title
from ingest.converters.titles import settle_title


@pytest.mark.parametrize(
    "junk",
    [
        "",
        None,
        "PowerPoint Presentation",
        "Slide 1",
        "untitled",
        "Untitled 3",
        "Microsoft Word - a.doc",
        "report_v2.docx",
        "Document1",
        "1.2.3",
        "Présentation PowerPoint",
        "Click to edit title",
    ],
)
def test_junk_titles_are_refused(junk: str | None) -> None:
    """What programs leave in the title property is no title."""
    assert clean_title(junk) is None


def test_good_titles_are_kept() -> None:
    """A producer's prefix is taken off, a title that merely mentions a format stays."""
    assert clean_title("Microsoft Word - Leak detection guide") == "Leak detection guide"
    assert clean_title("  Slide  gates in canals ") == "Slide gates in canals"
    assert clean_title("Document management for utilities") == "Document management for utilities"


def test_dates_are_days_that_can_be_true() -> None:
    """Years alone, epochs and days to come are not dates of publication."""
    assert clean_date("2022-04-06T12:20:00Z") == date(2022, 4, 6)
    assert clean_date(datetime(2020, 1, 2, 3)) == date(2020, 1, 2)
    for junk in ("2022", "2022-13-01", "1970-01-01", "1601-01-01", "3022-01-01", "yesterday", None):
        assert clean_date(junk) is None


def test_languages_and_countries_have_their_usual_case() -> None:
    """BCP 47 and ISO 3166-1, or nothing."""
    assert [clean_language(tag) for tag in ("EN_us", "pt-br", "zh-hans-CN", "de")] == [
        "en-US",
        "pt-BR",
        "zh-Hans-CN",
        "de",
    ]
    assert [clean_language(tag) for tag in ("", "und", "english", None)] == [None] * 4
    assert (clean_country("ke"), clean_country("Kenya")) == ("KE", None)


def test_a_heading_that_repeats_the_title_goes() -> None:
    """The title stands once, in the metadata; anchors before it stay."""
    text = "<!-- page: 1 -->\n\n# Water *loss*\n\nText.\n\n# More\n"
    assert settle_title(text, "Water loss") == (
        "<!-- page: 1 -->\n\nText.\n\n# More\n",
        "Water loss",
    )


def test_a_lone_first_heading_is_the_title_and_several_are_sections() -> None:
    """Only a first-level heading without a rival is the document's title."""
    assert settle_title("# Guide\n\n## Part\n") == ("## Part\n", "Guide")
    assert settle_title("# One\n\nText.\n\n# Two\n")[1] is None


def test_bold_lines_are_headings_only_where_there_are_no_others() -> None:
    """Authors who use no styles still write headings."""
    bold = "**Purpose**\n\nText.\n\n**Method**\n\nMore.\n"
    assert (
        settle_title("Intro.\n\n" + bold)[0]
        == "Intro.\n\n# Purpose\n\nText.\n\n# Method\n\nMore.\n"
    )
    assert "**Method**" in settle_title("# A\n\nx\n\n# B\n\n" + bold)[0]
