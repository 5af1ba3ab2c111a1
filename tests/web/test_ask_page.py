"""How an answer looks: quotes with their places, figures that differ, what others asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner

from kb.errors import IndexFault
from tests.web.test_html_valid import faults
from web.app import create_app
from web.cli import ask

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.fakes import FakeServices


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    """A page that is well formed."""
    html = client.get(path).text
    assert faults(html) == []
    return BeautifulSoup(html, "html.parser")


def only(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """The one element that there is."""
    (found,) = soup.select(selector)
    return found


def words(tag: Tag) -> str:
    """Its text, blanks as one space."""
    return " ".join(tag.text.split())


def test_a_quote_stands_word_for_word_with_its_place(client: FlaskClient) -> None:
    """The text as it is, a link to the place, the headings above it, the page, the date."""
    quote = only(page(client, "/ask?q=night"), "#quote-1 .quote")
    assert words(only(quote, "blockquote")) == "The <i>flow</i> at three."
    link = only(quote, "figcaption a")
    assert link["href"] == "/documents/night-flow?at=page-1#page-1"
    assert words(link) == "Minimum night flow, p. 1"
    assert [words(span) for span in quote.select(".path span")] == ["What it is"]
    assert only(quote, "time")["datetime"] == "2023-05-22"


def test_sources_that_differ_stand_side_by_side(client: FlaskClient) -> None:
    """Both are cited, in one block, and not again among the quotes."""
    soup = page(client, "/ask?q=night+differ")
    block = only(soup, ".differing")
    assert words(only(block, "h3")) == "Sources differ"
    first, second = block.select(".sides > .quote")
    assert words(only(first, "blockquote")) == "Night flow · 12 m³/h"
    assert only(first, "a")["href"] == "/documents/long-guide?at=page-7#page-7"
    assert only(second, "blockquote")["dir"] == "rtl"
    assert [words(span) for span in second.select(".path span")] == ["مقدمة", "فرع"]
    assert "date not stated" in second.text
    assert len(soup.select("[id^=quote-]")) == 1
    assert "in more than one way" in words(only(soup, "#verdict-title"))
    assert page(client, "/ask?q=night").select(".differing") == []


def test_the_search_page_shows_that_sources_differ(client: FlaskClient) -> None:
    """Above the results, instead of the quotes."""
    answer = only(page(client, "/search?q=does+night+flow+differ?"), ".answer")
    assert len(answer.select(".sides > .quote")) == 2
    assert len(answer.select(".quote")) == 2


def test_no_answer_leads_on(client: FlaskClient) -> None:
    """To the search, to the hubs, and without a quote."""
    verdict = only(page(client, "/ask?q=moon&hub=water-distribution"), ".verdict")
    assert words(only(verdict, "h2")) == "Nobody has answered this yet"
    links = [link["href"] for link in verdict.select("a")]
    assert links == ["/search?q=moon&hub=water-distribution", "/hubs"]
    assert verdict.select(".quote") == []


def test_what_others_asked_stands_below_what_is_no_answer(client: FlaskClient) -> None:
    """Each with its document and whether that is verified, or whether it waits for an answer."""
    soup = page(client, "/ask?q=pump")
    asked = only(soup, "#similar")
    assert words(only(asked, "h2")) == "Others asked"
    items = {only(item, "li > a")["href"]: item for item in asked.select("li")}
    night, thread = items["/documents/night-flow"], items["/documents/hostile"]
    assert words(only(night, "li > a")) == "Ποια <β>ροή</β>;"
    assert "In Minimum night flow" in words(night)
    assert "Verified" in night.text
    assert "Not answered yet" in thread.text
    assert "In <script>" not in thread.text
    for path in ("/ask?q=night", "/ask?q=moon", "/ask"):
        assert page(client, path).select("#similar") == []


def test_a_document_shows_similar_questions(client: FlaskClient) -> None:
    """Those of others, below related documents."""
    soup = page(client, "/documents/night-flow")
    links = [link["href"] for link in only(soup, "#similar").select("li > a")]
    assert links
    assert "/documents/night-flow" not in links
    assert [section["id"] for section in soup.select("footer section")][-2:] == [
        "related",
        "similar",
    ]


def test_a_document_does_without_similar_questions(own_services: FakeServices) -> None:
    """A damaged index takes nothing else from the page."""
    own_services.searcher.fault = IndexFault("The index is damaged", "Run `kb reindex`.")
    answer = create_app(own_services).test_client().get("/documents/night-flow")
    assert answer.status_code == 200
    assert 'id="similar"' not in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [("pump", ask.RELATED), ("moon", ask.NONE), ("night differ", ask.DIFFER)],
)
def test_the_terminal_says_the_same(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch, question: str, told: str
) -> None:
    """The verdict in words, and both figures with their documents."""
    monkeypatch.setattr(ask, "open_services", lambda: services)
    result = CliRunner().invoke(ask.command, [question], standalone_mode=False)
    assert told in result.output
    assert ("“Night flow · 12 m³/h”\n    A long guide, p. 7, 2020-01-01" in result.output) == (
        question == "night differ"
    )
    shown = CliRunner().invoke(ask.command, [question, "--json"], standalone_mode=False)
    differing = json.loads(shown.stdout)["differing"]
    assert [quote["document"]["id"] for quote in differing] == (
        ["long-guide", "arabic-guide"] if question == "night differ" else []
    )
