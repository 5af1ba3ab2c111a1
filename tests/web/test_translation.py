"""Every text of the pages is marked for translation, and the page follows its language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from flask import render_template_string
from werkzeug.exceptions import default_exceptions

from tests.web.pseudo import pseudo_site, unmarked
from web.labels import document_count
from web.translation import day, gettext, in_digits, page_language

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

PAGES = [
    *("/", "/about", "/hubs", "/hubs/hub-1", "/hubs/hub-2", "/hubs/hub-3"),
    *("/search", "/search?q=νερό", "/search?q=τίποτα", "/search?q=νερό&page=50"),
    *("/search?q=νερό %3F", "/search?q=είναι το νερό %3F&page=1", "/search?q=νερό&page=2"),
    "/search?q=νερό&kind=guide&verified=yes&country=gr&language=el&year=2023&hub=hub-1&mode=vector",
    "/search?q=τίποτα&kind=guide&mode=keyword",
    "/search?q=νερό&hub=1&kind=1&language=1&country=1&year=1&verified=1x&mode=1&page=0",
    "/search?q=" + "νερό " * 300,
    *("/ask", "/ask?q=νερό", "/ask?q=αντλία", "/ask?q=τίποτα"),
    *("/documents/all", "/documents/expired", "/documents/lasting", "/documents/empty"),
    *("/documents/of-thread", "/documents/of-questions", "/documents/all?list=first"),
    *("/documents/long", "/documents/long?part=2", "/documents/long?part=2&list=first"),
    *("/documents/empty/original", "/documents/expired/original", "/documents/404/original"),
    *("/documents/404", "/hubs/404", "/reading-lists/404", "/404", "/search?q=" + "x" * 9000),
    *("/glossary", "/glossary?letter=Ν", "/glossary?q=Νερό", "/glossary?q=τίποτα"),
    *("/glossary?language=el", "/glossary?language=1&letter=1", "/glossary?language=ar&letter=Μ"),
    *("/reading-lists", "/reading-lists?level=practice", "/reading-lists?level=leadership"),
    *("/reading-lists?hub=1&level=1&minutes=1", "/reading-lists/first", "/reading-lists/gaps"),
]


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The site in the made-up language."""
    return pseudo_site(tmp_path_factory.mktemp("pseudo"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path[:60])
def test_every_text_of_a_page_is_marked(arabic: Flask, path: str) -> None:
    """Whatever Latin letters stand outside brackets were written into a template or into code."""
    html = arabic.test_client().get(path).text
    assert html.count("⟦") > 10
    assert unmarked(html) == []


@pytest.mark.parametrize("path", ["/", "/hubs", "/reading-lists", "/glossary", "/about"])
def test_every_text_of_an_empty_site_is_marked(tmp_path: Path, path: str) -> None:
    """Empty states are texts too."""
    assert unmarked(pseudo_site(tmp_path, filled=False).test_client().get(path).text) == []


@pytest.mark.parametrize("code", [400, 405, 413, 418, 500])
def test_every_text_of_an_error_is_marked(arabic: Flask, code: int) -> None:
    """Errors that no address brings about have pages too."""
    with arabic.test_request_context("/"):
        answer = arabic.make_response(arabic.handle_user_exception(default_exceptions[code]()))
        assert answer.status_code == code
        assert unmarked(answer.get_data(as_text=True)) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>⟦Marked⟧ but this not", ["but this not"]),
        ("<p>⟦a <a href='/x'>link</a> ⟦with⟧ words⟧</p>⟦b⟧", []),
        ("<p>⟦a⟧</p><b>s</b>", ["s"]),
        ("<nav aria-label='Site'>⟦a⟧</nav>", ["Site"]),
        ("<input placeholder='Search' value='typed' name=q>", ["Search"]),
        (
            "<meta name=description content='About us'><meta name=robots content=noindex>",
            ["About us"],
        ),
        ("<svg><title>Losses</title><path d='M8 0'/></svg>", ["Losses"]),
        ("<!-- note --><script>x()</script>Νερό 12 https://example.org/a", []),
    ],
)
def test_an_unmarked_text_is_found(html: str, found: list[str]) -> None:
    """The check above can fail: on text, on attributes, not on code, comments or addresses."""
    assert unmarked(html) == found


def test_a_template_with_an_unmarked_text_is_found(arabic: Flask) -> None:
    """A text that somebody forgets to mark stands out, a marked one does not."""
    with arabic.test_request_context():
        said = "<p>{{ _('Hubs') }}{% trans n=2 %}See {{ n }}{% endtrans %}</p>"
        assert unmarked(render_template_string(said)) == []
        assert unmarked(render_template_string(said + "<p>Forgotten</p>")) == ["Forgotten"]


def test_a_page_in_arabic_runs_from_right_to_left(arabic: Flask, client: FlaskClient) -> None:
    """The page's direction is its language's; a Greek title inside it keeps its own."""
    html = arabic.test_client().get("/documents/all").text
    assert '<html lang="ar" dir="rtl">' in html
    assert '<h1 lang="el" dir="ltr">' in html
    assert '<html lang="en">' in client.get("/").text


def test_numbers_dates_and_names_follow_the_page(arabic: Flask) -> None:
    """English as it was, Arabic as Arabic writes it; one rendered document is kept for each."""
    spoken = (in_digits(1234), day(date(2023, 5, 22)), page_language(), document_count(1))
    assert spoken == ("1,234", "22 May 2023", "en", "1 document")
    html = arabic.test_client().get("/documents/all").text
    assert "22 مايو 2023" in html
    assert "اليونان" in html
    assert "⟦p. 1⟧" in html


def test_placeholders_are_filled() -> None:
    """A text with a name in it, also where nothing is translated."""
    assert gettext("About %(site_name)s", site_name="100 %") == "About 100 %"
