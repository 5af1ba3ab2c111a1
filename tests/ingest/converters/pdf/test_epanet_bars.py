"""The bars of the PDF converter, held on the EPANET manual and its own RST source."""

from __future__ import annotations

import pytest

from tests.ingest.converters.pdf import epanet_bars

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not epanet_bars.MANUAL.exists(), reason="../shared/samples is absent"),
]


@pytest.fixture(scope="module")
def figures() -> epanet_bars.Figures:
    """One conversion and measurement for all bars."""
    return epanet_bars.run()


def test_section_titles_are_headings_in_order(figures):
    """At least 98 % of the RST's titles are headings in the right order (the bar is 95 %)."""
    assert figures.titles >= 0.98


def test_prose_words_are_there_in_order(figures):
    """At least 99 % of the RST's prose words are there in order (the bar is 98 %)."""
    assert figures.words >= 0.99


def test_headings_are_true(figures):
    """At most one heading in ten is running text, a caption, a cell or a repeated header."""
    assert figures.false_headings <= 0.1 * figures.true_headings


def test_tables_are_tables_and_captions_are_kept(figures):
    """Tables without mathematics come out whole as Markdown tables; every caption is kept."""
    assert figures.tables >= 0.95
    assert figures.captions == 1.0
