"""The YAML of a figure: read with limits, and as prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.library.figures import FigureFault, is_figure, load, prose


@pytest.mark.parametrize(
    ("info", "found"),
    [("figure", True), (" figure wide", True), ("figures", False), ("", False), ("yaml", False)],
)
def test_a_figures_fence_says_so(info: str, found: bool) -> None:
    """The first word after the marks counts."""
    assert is_figure(info) is found


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("title: A chain\ntext: It has\n  two steps.", "A chain. It has two steps."),
        ("title: Why does it fall?\ntext: Leaks are mended", "Why does it fall? Leaks are mended."),
        ("title: Only a title\nsteps: [{name: a}]", "Only a title."),
        ("text: Only text.\ntitle: 3", "Only text."),
    ],
)
def test_prose_is_title_and_text(yaml: str, said: str) -> None:
    """As sentences, without names and values."""
    assert prose(yaml) == said


@pytest.mark.parametrize("yaml", ["steps: []", "title: ''", "- a", "title: *x", "title: [", ""])
def test_what_says_nothing_is_a_fault(yaml: str) -> None:
    """With a remedy."""
    with pytest.raises(FigureFault) as caught:
        prose(yaml)
    assert caught.value.remedy


def test_a_fault_names_its_line() -> None:
    """Counted from the first line of the block."""
    with pytest.raises(FigureFault) as caught:
        load("title: A\ntext: B: C\n")
    assert caught.value.line == 2


@given(st.text(st.sampled_from("ab:-{}[]&*!|>'\"%@#? \n0.,~<=\t\ufffe\x00"), max_size=80))
def test_any_text_is_fields_or_a_fault(text: str) -> None:
    """Nothing but a fault comes out of what is no figure."""
    try:
        fields = load(text)
    except FigureFault:
        return
    assert all(isinstance(key, str) for key in fields)
