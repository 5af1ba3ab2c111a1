"""Shape and links of the starter library."""

from __future__ import annotations

import pytest

from tests.guards.content import links, structure
from tests.guards.content.faults import require_none
from tests.guards.content.pages import Page, shelf
from tests.guards.content.sample import FILLER, changed, library, told


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_structure(path: str) -> None:
    """It opens with prose, its headings are in order, and its length is one people read."""
    require_none(structure.check(shelf().pages[path], shelf()))


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_links(path: str) -> None:
    """Links inside the library lead somewhere."""
    require_none(links.check(shelf().pages[path], shelf()))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A tank keeps water for hours.", "- A tank keeps water.", "first block is not prose"),
        ("## Formula", "### Formula", "a heading of level 3"),
        ("## What to do", "#### What to do", "a heading of level 4"),
        ("## What to do", "# What to do", "a heading of level 1"),
        ("## What to do", "## Formula", "“Formula” is there twice"),
        ("## What to do", "## What to do:", "The heading “What to do:”"),
        (FILLER.strip(), "Open it.", "words"),
        (FILLER.strip(), FILLER * 5, "words"),
    ],
)
def test_a_bad_shape_is_told(old: str, new: str, message: str) -> None:
    """Each of these faults is told."""
    assert message in told(structure.check, changed(old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("/documents/other-sheet", "/documents/no-sheet", "/documents/no-sheet does not exist"),
        ("/hubs/asset-management", "/hubs/plumbing", "/hubs/plumbing does not exist"),
        ("/hubs/asset-management", "/reading-lists/none", "/reading-lists/none does not exist"),
        ("/hubs/asset-management", "../hub.md", "../hub.md leads nowhere"),
        ("/documents/other-sheet", "/documents/tank-time", "It links to itself"),
        ("[assets]", "[here]", "Say what it leads to"),
    ],
)
def test_a_bad_link_is_told(old: str, new: str, message: str) -> None:
    """Each of these faults is told."""
    assert message in told(links.check, changed(old, new))


def test_a_good_page_passes() -> None:
    """A page without fault has none."""
    assert told(structure.check, changed()) == ""
    assert told(links.check, changed()) == ""


def test_a_hub_needs_questions_and_key_figures() -> None:
    """Both sections, each with three entries."""
    found = "\n".join(map(str, structure.check(library().hubs["asset-management"], library())))
    assert "“Questions people ask here”" in found
    assert "“Key figures”" in found


def test_a_key_figure_needs_its_source() -> None:
    """Each entry of the hub's list is marked."""
    text = "---\nid: x\nkind: hub\n---\n## Key figures\n\n- Half.\n- A third.[^a]\n"
    page = Page(text, "x/hub.md")
    found = [fault.line for fault in structure.check(page, library()) if "key figure" in str(fault)]
    assert found == [7]


def test_questions_are_asked_and_lead_on() -> None:
    """Six to eight questions, each with a link to the document that says more."""
    page = changed("## What to do", "## Does it leak?\n\nPerhaps.\n\n## What to do")
    text = page.text.replace("kind: factsheet", "kind: questions", 1)
    found = told(structure.check, Page(text, "water-distribution/questions/tank-time.md"))
    assert "It asks 1 questions" in found
    assert "The answer links to no document" in found
