"""What our converters escape is shown as the text it was."""

from __future__ import annotations

import html
import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.converters.escape import escape_inline, escape_paragraph
from web.rendering import Renderer

RENDERER = Renderer()
LETTERS = st.characters(exclude_categories=("C", "Z"))
# Mostly marks: a text of them is where Markdown could be taken for something else.
TEXT = st.text(st.sampled_from(string.punctuation + " ab1\n") | LETTERS, max_size=30)


def seen(markdown: str) -> str:
    """The words a reader sees, and whether there is more than one paragraph of plain text."""
    page = RENDERER.fragment(markdown)
    assert re.fullmatch(r"(?s)(<p>[^<]*</p>)?\n*", page.replace("<br>", "")), page
    return " ".join(html.unescape(re.sub("<[^>]*>", "", page)).split())


@given(TEXT)
@example("a * b *c* _d_ `e` ~~f~~ <g> &lt; [h](i) [^1] $j$ C:\\k\\ \\\\ ![l](m) $$n$$")
@example("<!-- page: 3 -->")
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    """Whatever the text, what a converter writes for it is shown as that text."""
    lines = [line for line in text.splitlines() if line.strip()]
    assert seen(escape_paragraph("\n".join(lines))) == " ".join(text.split())


@given(TEXT)
def test_escaped_cells_are_shown_as_they_were(text: str) -> None:
    """The same in a table, where a bar would end the cell."""
    words = " ".join(text.split())
    cell = escape_inline(words).replace("|", "\\|")
    page = RENDERER.fragment(f"| head |\n|---|\n| {cell} |\n")
    shown = re.search(r"(?s)<td>(.*)</td>", page)
    assert shown
    assert " ".join(html.unescape(shown[1]).split()) == words


@pytest.mark.parametrize("mark", string.punctuation)
def test_any_punctuation_can_be_escaped(mark: str) -> None:
    """A backslash before a mark, at the start of a line or within it, is not shown."""
    assert seen(f"\\{mark} a\\{mark}b\\{mark}{mark}") == f"{mark} a{mark}b{mark}{mark}"


@pytest.mark.parametrize("text", ["C:\\temp\\new", "a\\ b", "\\alpha"])
def test_a_backslash_before_anything_else_stays(text: str) -> None:
    """Paths and names of functions keep their backslashes."""
    assert seen(text) == text
