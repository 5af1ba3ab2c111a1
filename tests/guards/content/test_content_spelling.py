"""Spelling in the starter library."""

from __future__ import annotations

import pytest

from tests.guards.content.faults import require_none
from tests.guards.content.pages import shelf
from tests.guards.content.sample import changed, told
from tests.guards.content.spelling import WORDS, check, own_words, used


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_spelling(path: str) -> None:
    """Every word is in the dictionary, in the word list, or a name of the page's sources."""
    require_none(check(shelf().pages[path], shelf()))


def test_the_word_list_is_in_order() -> None:
    """Sorted without regard to capitals, no word twice, no more than one a line."""
    words = WORDS.read_text("utf-8").splitlines()
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))


def test_every_word_of_the_list_is_used() -> None:
    """A word that no page needs any more goes."""
    assert own_words() - used(list(shelf().pages.values())) == frozenset()


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [("resevoir", "reservoir"), ("color", "colour"), ("organize", "organise"),
     ("realization", "realisation"), ("Chlorin", "Chlorine"), ("recieve", "receive")],
)  # fmt: skip
def test_a_wrong_word_is_told(wrong: str, remedy: str) -> None:
    """Misspelled, American, or -ize."""
    page = changed("Lower the level", f"{wrong} the level")
    assert remedy in told(check, page)


@pytest.mark.parametrize("key", ["title: How", "summary: The", "illustrative: The"])
def test_front_matter_is_read_too(key: str) -> None:
    """Title, summary and note are text."""
    assert "“watre”" in told(check, changed(key, f"{key} watre"))


def test_a_figure_and_a_footnote_are_read_too() -> None:
    """What is ours in them; the title in a footnote is its source's."""
    assert "“watre”" in told(check, changed("title: Time in", "title: Watre watre in"))
    assert "“watre”" in told(check, changed("page 3.", "page 3, watre."))
    assert told(check, changed("*Tanks and time*", "*Tanks en tijd*")) == ""


@pytest.mark.parametrize("right", ["WINST", "DMAs", "T", "organise", "Writer's", "`Lp × Nc`"])
def test_names_and_acronyms_pass(right: str) -> None:
    """Names of the page's sources, acronyms, symbols and formulas."""
    assert told(check, changed("Lower the level", f"See {right}")) == ""
