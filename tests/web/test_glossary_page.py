"""The glossary's page, and what search and documents take from it."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.fakes import FakeSearcher
from tests.web.scripts import foreign_scripts
from web.app import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.fakes import FakeServices


def main(html: str) -> str:
    """What is between a page's head and foot."""
    return html.split("<main")[1].split("</main>", maxsplit=1)[0]


def entries(html: str) -> list[str]:
    """Targets of the entries on a page, in order."""
    return re.findall(r'<article class="entry" id="([^"]*)"', html)


def test_the_index_lists_every_term_by_letter(client: FlaskClient) -> None:
    """Each with its abbreviation, linked to its entry."""
    html = client.get("/glossary").text
    assert re.findall(r"<h2[^>]*>(.)</h2>", html) == ["M", "N", "O"]
    assert 'href="/glossary?letter=N#term-non-revenue-water"' in html
    assert '<span class="short">O&amp;M</span>' in html
    assert "3 terms of the field" in html
    assert entries(html) == []


def test_a_letter_has_its_entries(client: FlaskClient) -> None:
    """Definition, names in each language with their direction, source and a way on."""
    html = client.get("/glossary?letter=n").text
    assert entries(html) == ["term-non-revenue-water"]
    for piece in (
        "Water that brings no revenue.",
        "<dt>Also</dt>",
        "unaccounted-for water",
        "<dt>French</dt>",
        '<span lang="fr" dir="ltr">eau non facturée; ENF</span>',
        '<span lang="ar" dir="rtl">مياه</span>',
        'href="https://example.org/h?a=1&amp;b=2" rel="nofollow noopener">A handbook</a>',
        "/search?q=non-revenue+water",
    ):
        assert piece in html, piece


def test_terms_are_listed_in_another_language(client: FlaskClient) -> None:
    """By its names and letters; what has none is counted, and the entry begins with the name."""
    html = client.get("/glossary?language=es").text
    assert 'href="/glossary?language=es&amp;letter=A#term-non-revenue-water"' in html
    assert '<span lang="es" dir="ltr">agua no facturada</span></a>' in html
    assert "1 further term has no name in Spanish yet" in html
    html = client.get("/glossary?language=es&letter=A").text
    assert '<h3><span lang="es" dir="ltr">agua no facturada</span>' in html
    assert "<dt>English</dt>" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("NRW", ["term-non-revenue-water"]),
        ("exploitation", ["term-operation-and-maintenance"]),
        ("EAU", ["term-non-revenue-water"]),
        ("مياه", ["term-non-revenue-water"]),
        ("main", ["term-main", "term-operation-and-maintenance"]),
        ("running", ["term-operation-and-maintenance"]),
        ("zzz", []),
    ],
)
def test_words_find_terms(client: FlaskClient, query: str, found: list[str]) -> None:
    """In names of any language, without accents; whole names before parts, names before text."""
    html = client.get("/glossary?" + urlencode({"q": query})).text
    assert entries(html) == found
    assert ("No term of the glossary has that" in html) == (not found)


def test_an_entry_is_text(client: FlaskClient) -> None:
    """Markup in it does nothing, and a term of the page's own ids has another."""
    html = client.get("/glossary?letter=M").text
    assert "&lt;script&gt;alert(5)&lt;/script&gt;" in html
    assert foreign_scripts(html) == []
    assert html.count('id="main"') == 1


def test_what_cannot_be_meant_is_left_out_with_a_note(client: FlaskClient) -> None:
    """Languages and letters that the glossary does not have."""
    html = client.get("/glossary?language=xx&letter=Z").text
    assert "no terms in “xx”" in html
    assert "No term begins with “Z”" in html


def test_without_a_glossary_there_is_a_way_on(own_services: FakeServices) -> None:
    """The page says how to begin one; documents and search work without."""
    own_services.home.glossary.unlink()
    client = create_app(own_services).test_client()
    assert "There is no glossary yet" in client.get("/glossary").text
    assert client.get("/search?q=nrw").status_code == 200
    assert client.get("/documents/night-flow").status_code == 200


def test_an_edited_glossary_is_shown_at_once(own_services: FakeServices) -> None:
    """On its page and in documents; one with a slip in it leaves both as they were."""
    client = create_app(own_services).test_client()
    assert 'class="term"' not in client.get("/documents/night-flow").text
    path = own_services.home.glossary
    path.write_text(path.read_text("utf-8").replace("term: main", "term: flow"), "utf-8")
    assert "#term-flow" in client.get("/documents/night-flow").text
    path.write_text("- term: [", "utf-8")
    assert "#term-flow" in client.get("/documents/night-flow").text
    assert "3 terms" in client.get("/glossary").text


@pytest.mark.parametrize(("query", "shown"), [("nrw", True), ("what is NRW?", True), ("x", False)])
def test_search_says_what_a_term_means(client: FlaskClient, query: str, shown: bool) -> None:
    """Above the results, where the query is a term and nothing else."""
    html = main(client.get("/search?" + urlencode({"q": query})).text)
    assert ("Water that brings no revenue." in html) == shown
    assert ("/glossary?letter=N#term-non-revenue-water" in html) == shown


def test_search_suggests_another_spelling(own_services: FakeServices) -> None:
    """A link with everything else kept; where nothing was found, it says so."""

    class Suggesting(FakeSearcher):
        def search(self, query: str, **asked: Any) -> Any:
            return dataclasses.replace(super().search(query, **asked), suggestion="night & flow")

    own_services.__dict__["fake_searcher"] = Suggesting(own_services.database)
    client = create_app(own_services).test_client()
    html = client.get("/search?q=nigth&kind=factsheet").text
    assert 'Did you mean <a href="/search?q=night+%26+flow&amp;kind=factsheet">' in html
    assert "Nothing was found for the words as you typed them" in html
    assert "as you typed them" not in client.get("/search?q=night").text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["q", "language", "letter"]), st.text(max_size=20)), max_size=4
    )
)
def test_no_query_string_is_an_error(client: FlaskClient, pairs: list[tuple[str, str]]) -> None:
    """Any arguments at all are answered with a page."""
    assert client.get("/glossary?" + urlencode(pairs, errors="surrogatepass")).status_code == 200
