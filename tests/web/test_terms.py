"""Terms of the glossary marked in documents."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from kb.library.glossary import Glossary
from kb.library.glossary_parsing import parse_glossary
from tests.web.library import FILES
from tests.web.test_sanitise import PIECES, check
from web.rendering import Renderer, TermMarks

GLOSSARY = parse_glossary(FILES["glossary.yaml"])
_LINK = re.compile(r'<a class="term" href="/glossary\?[^"<>]*" title="[^"<>]*">(.*?)</a>')
RENDERER = Renderer()


def marked(markdown: str, language: str = "en") -> str:
    """A document's HTML."""
    return RENDERER.part(markdown, 1, TermMarks(GLOSSARY, language))


def links(markdown: str, language: str = "en") -> list[str]:
    """The words that were marked."""
    found = _LINK.findall(marked(markdown, language))
    return [re.sub("</?abbr>", "", words) for words in found]


def test_a_term_says_what_it_means() -> None:
    """A link to its entry, which says the definition; an abbreviation is one."""
    assert marked("Of non-revenue water.") == (
        '<p>Of <a class="term" href="/glossary?letter=N#term-non-revenue-water" '
        'title="Non-revenue water: Water that brings no revenue.">non-revenue water</a>.</p>'
    )
    assert '"><abbr>NRW</abbr></a> rose.' in marked("NRW rose.")
    assert "<abbr>O&amp;M</abbr>" in marked("Cost of O&M & more")


def test_a_definition_cannot_break_out() -> None:
    """Markup in it stays inside the attribute."""
    html = marked("A main.")
    assert 'title="Main: &lt;script&gt;alert(5)&lt;/script&gt; &amp; a &#34;pipe&#34;."' in html


def test_the_first_of_each_section_is_marked() -> None:
    """By whatever name; a section is what stands under one of the outermost headings."""
    text = "A main, NRW, mains, non-revenue water.\n\n# One\n\nMains.\n\n## Below\n\nMain.\n\n"
    text += "# Two\n\nNRW"
    assert links(text) == ["main", "NRW", "Mains", "NRW"]


@pytest.mark.parametrize(
    "markdown",
    [
        "# NRW",
        "[NRW](https://example.org)",
        "`NRW`",
        "```\nNRW\n```",
        "    NRW",
        "| NRW |\n|---|\n| x |",
        "$NRW$",
        "$$\nNRW\n$$",
        "x[^1]\n\n[^1]: NRW",
        "![NRW](x.png)",
        '<span lang="fr">NRW</span>',
        "<abbr>NRW</abbr>",
        "<!-- sheet: 2 NRW -->",
        "[a *b* NRW](x)",
        "nrw",
        "domain mainly NRWx",
    ],
)
def test_some_places_are_left_alone(markdown: str) -> None:
    """Headings, links, code, heads of tables, formulas, notes, pictures, other languages."""
    assert links(markdown) == []
    assert links(f"{markdown}\n\nthen NRW")[-1:] == ["NRW"]


def test_other_places_are_not() -> None:
    """Cells, lists, quotations, words that stand out."""
    assert links("| a |\n|---|\n| NRW |") == ["NRW"]
    assert links("- **NRW**\n- > *a main*") == ["NRW", "main"]
    assert links("`x` NRW") == ["NRW"]


def test_a_document_has_the_terms_of_its_language() -> None:
    """And abbreviations of any."""
    text = "eau non facturée, main, conduites principales, O&M"
    assert links(text, "fr") == ["eau non facturée", "conduites principales", "O&amp;M"]
    assert links(text, "fr-CA") == links(text, "fr")
    assert links(text, "el") == ["O&amp;M"]


def test_what_means_several_things_is_not_explained() -> None:
    """Which one is meant, nobody can tell."""
    twice = FILES["glossary.yaml"].replace("[O&M]", "[NRW]")
    html = RENDERER.part("NRW", 1, TermMarks(parse_glossary(twice), "en"))
    assert html == "<p>NRW</p>"


def test_a_glossary_that_changes_is_rendered_anew() -> None:
    """What is remembered belongs to one glossary and one language."""
    assert RENDERER.part("NRW", 1) == "<p>NRW</p>"
    assert RENDERER.part("NRW", 1, TermMarks(Glossary(), "en")) == "<p>NRW</p>"
    assert "term" in marked("NRW")
    assert marked("NRW") is marked("NRW")


WORDS = st.sampled_from(["NRW", "mains", " ", "&", "\xa0", "O&M", "**", "<b>", "</b>", "`", '"'])


@given(st.lists(PIECES | WORDS | st.text(max_size=9), max_size=12).map("".join))
def test_nothing_but_links_is_added(text: str) -> None:
    """Whatever the document, it is harmless, and without our links it is what it was."""
    html = marked(text)
    check(html)
    without = _LINK.sub(lambda match: re.sub("</?abbr>", "", match[1]), html)
    assert without == RENDERER.part(text, 1)


def test_a_document_cannot_write_such_a_link() -> None:
    """Its own are outside links, whatever class they claim."""
    assert 'class="term"' not in marked('<a class="term" href="/glossary#x" title="y">z</a>')
    assert TermMarks(GLOSSARY, "en").mark(Markup("")) == ""
