"""Figures in passages: a reader is shown sentences, never YAML."""

from __future__ import annotations

from search.passages import split

FIGURE = """```figure
type: bars
title: Losses of the town
text: They fell from 72 to 6 per cent. Nobody expected it.
values: {"1996": 72}
```
"""


def test_a_figure_is_its_title_and_text() -> None:
    """On lines of their own between what stands around it."""
    (passage,) = split(f"# Losses\n\nBefore it.\n\n{FIGURE}\nAfter it.", "en")
    assert passage.text == (
        "Before it.\n"
        "Losses of the town. They fell from 72 to 6 per cent. Nobody expected it.\n"
        "After it."
    )


def test_a_figure_knows_its_page() -> None:
    """As a paragraph does."""
    (passage,) = split(f"<!-- page: 4 -->\n\n{FIGURE}", "en")
    assert passage.anchor is not None
    assert passage.anchor.number == 4


def test_a_figure_that_cannot_be_read_is_code() -> None:
    """Its words can still be found, as the page shows them; so can those of other code."""
    broken = FIGURE.replace("title: Losses", "title: Losses: all")
    assert "title: Losses: all of the town" in split(broken, "en")[0].text
    assert "title: Losses of the town" in split(FIGURE.replace("figure", "yaml"), "en")[0].text
