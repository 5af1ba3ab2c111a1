"""Whatever a valid figure says, it is drawn whole, legibly, and as nothing but words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.web.figures.measure import Drawn, bare
from tests.web.figures.samples import (
    BARS_FIGURES,
    BREAKDOWNS,
    CHAINS,
    FIGURES,
    LINES,
    SAMPLES,
    as_yaml,
    networks,
)
from web.rendering.figures import figure_html, parse
from web.rendering.figures.contract import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLOWED = {
    "figure", "figcaption", "span", "svg", "title", "desc", "text", "tspan", "rect", "path", "g",
    "circle", "details", "summary", "p", "section", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def drawn(fields: dict[str, Any]) -> Drawn:
    """A figure's markup from its fields."""
    return Drawn(figure_html(TYPES[fields["type"]].model_validate(fields), 1))


def names(value: Any, key: str = "") -> Iterator[str]:
    """Every name and note that a picture must show."""
    if isinstance(value, dict):
        for inner, found in value.items():
            if key in {"values", "series"}:
                yield inner
            yield from names(found, inner)
    elif isinstance(value, list):
        for found in value:
            yield from names(found, key)
    elif key in {"name", "note", "loop", "x"} and isinstance(value, str):
        yield value


@many
@given(FIGURES)
def test_every_name_is_in_the_picture(fields: dict[str, Any]) -> None:
    """Well-formed XML with all names, cut or not, in its texts; title and text are told."""
    found = Drawn(figure_html(parse(as_yaml(fields)), 1))
    missing = [name for name in names(fields) if bare(name) not in found.text()]
    assert missing == []
    assert found.svg.findtext("title") == fields["title"]
    assert found.svg.findtext("desc") == fields["text"]


@many
@given(FIGURES)
def test_nothing_leaves_the_sheet_and_no_words_meet(fields: dict[str, Any]) -> None:
    """All words, boxes, lines and symbols are within the view box; no text is on another."""
    found = drawn(fields)
    everything = [*found.words(), *found.boxes(), *found.corners()]
    assert [box for box in everything if not box.within(found.sheet)] == []
    assert found.overlapping() == []


@many
@given(CHAINS | BREAKDOWNS | networks())
def test_words_stay_in_their_boxes(fields: dict[str, Any]) -> None:
    """A line of text is in one box, or touches none."""
    found = drawn(fields)
    boxes = found.boxes("fig-box", "fig-zone", "fig-whole")
    across = [
        line.words
        for line in found.words()
        if not any(line.within(box) for box in boxes) and any(line.meets(box) for box in boxes)
    ]
    assert across == []


@many
@given(CHAINS | BREAKDOWNS | BARS_FIGURES | LINES)
def test_most_pictures_fit_a_phone(fields: dict[str, Any]) -> None:
    """Only networks may be wider than a phone."""
    assert drawn(fields).sheet.right == 340


@many
@given(FIGURES)
def test_only_our_elements_come_out(fields: dict[str, Any]) -> None:
    """No element, attribute or class that the document chose, and no inline style."""
    for element in drawn(fields).figure.iter():
        assert element.tag in ALLOWED
        assert not {"style", "href", "onclick", "onload"} & set(element.attrib)
        assert all(
            css.startswith(("fig", "scroll", "right")) for css in element.get("class", "").split()
        )


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_picture_is_small(kind: str) -> None:
    """An ordinary figure is at most four kilobytes of markup."""
    assert len(figure_html(parse(SAMPLES[kind]), 1).encode()) < 4096


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_picture_is_told_to_screen_readers(kind: str) -> None:
    """It is an image, named by its title and its text, with ids of its own number."""
    svg = Drawn(figure_html(parse(SAMPLES[kind]), 7)).svg
    assert svg.get("role") == "img"
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert svg.get("aria-labelledby", "").split() == ids == ["figure_7_title", "figure_7_desc"]
