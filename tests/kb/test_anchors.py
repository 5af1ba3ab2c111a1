"""Page anchors in Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.library.anchors import UNITS, Anchor, anchors, strip_anchors

labels = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@given(st.sampled_from(UNITS), st.integers(1, 10**6), labels, st.text("ab \n", max_size=20))
def test_an_anchor_is_found_where_it_was_put(
    unit: str, number: int, label: str, around: str
) -> None:
    """Whatever its label, an anchor is one comment that reads as what was written.

    A post has none: what follows its number is for `kb.library.thread_format`.
    """
    anchor = Anchor(unit, number, "" if unit == "post" else label)  # type: ignore[arg-type]
    text = f"{around}{anchor}{around}"
    [(match, found)] = list(anchors(text))
    assert match.start() == len(around)
    assert (found.unit, found.number) == (unit, number)
    assert str(found) == str(anchor)
    assert strip_anchors(text) == around + around


@pytest.mark.parametrize("label", ["a --> b", "<script>", "x -- y", "-->", "two\nlines"])
def test_a_label_cannot_end_the_comment(label: str) -> None:
    """A sheet's name from a stranger's file stays inside the comment."""
    text = str(Anchor("sheet", 1, label))
    assert text.index("-->") == len(text) - 3
    assert "\n" not in text


@pytest.mark.parametrize(
    ("anchor", "fragment", "citation"),
    [
        (Anchor("page", 42), "page-42", "p. 42"),
        (Anchor("slide", 3), "slide-3", "slide 3"),
        (Anchor("sheet", 2, "Tariffs"), "sheet-2", "sheet Tariffs"),
        (Anchor("chapter", 1), "chapter-1", "chapter 1"),
    ],
)
def test_an_anchor_is_linked_and_cited(anchor: Anchor, fragment: str, citation: str) -> None:
    """Its link target and how people write it."""
    assert anchor.fragment == fragment
    assert anchor.target == f"?at={fragment}#{fragment}"
    assert anchor.citation == citation


def test_other_comments_are_no_anchors() -> None:
    """What authors comment out is left alone."""
    text = "<!-- page 4 --> <!-- page: x --> <!--page: 4--> <!-- pages: 4 -->"
    assert list(anchors(text)) == []
    assert strip_anchors(text) == text
