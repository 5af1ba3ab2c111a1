"""A document's page as an item of a reading list, and what it says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def bars(html: str) -> list[str]:
    """The reading list's bars, above and below the text."""
    return re.findall(r'<nav class="list-bar".*?</nav>', html, re.DOTALL)


def links(bar: str) -> dict[str, str]:
    """Where a bar leads, by relation."""
    return dict(re.findall(r'rel="(prev|next)" href="([^"]*)"', bar))


@pytest.mark.parametrize(
    ("document", "said", "leads"),
    [
        ("night-flow", ["1 of 3", "1 hour 35 minutes left after this"], {"next": "long-guide"}),
        (
            "long-guide",
            ["2 of 3", "5 minutes left after this"],
            {"prev": "night-flow", "next": "hostile"},
        ),
        ("hostile", ["3 of 3", "the last one"], {"prev": "long-guide"}),
    ],
)
def test_the_bar_says_where_one_is(
    client: FlaskClient, document: str, said: list[str], leads: dict[str, str]
) -> None:
    """Place, list, minutes left, and the neighbours, above and below the text."""
    found = bars(client.get(f"/documents/{document}?list=first-steps").text)
    assert len(found) == 2
    for bar in found:
        for piece in [*said, 'href="/reading-lists/first-steps"', "Water losses, first steps"]:
            assert piece in bar
        expected = {rel: f"/documents/{other}?list=first-steps" for rel, other in leads.items()}
        assert links(bar) == expected


@pytest.mark.parametrize(
    "query",
    ["", "list=", "list=nothing", "list=hostile-list", "list=%00", "list=<b>", "list=a&list=b"],
)
def test_a_list_that_does_not_hold_is_ignored(client: FlaskClient, query: str) -> None:
    """No list, none of that name, or one without this document: the page as it always is."""
    plain = client.get("/documents/night-flow").text
    assert bars(plain) == []
    assert client.get(f"/documents/night-flow?{query}").text == plain


def test_the_list_survives_the_parts_of_a_long_document(client: FlaskClient) -> None:
    """Next and previous part, contents and pages keep it; places on the page need nothing."""
    html = client.get("/documents/long-guide?list=first-steps&part=2").text
    assert 'href="?part=1&amp;list=first-steps"' in html
    assert 'href="?part=3&amp;list=first-steps"' in html
    elsewhere = re.findall(r'href="(\?at=[^"]*)"', html)
    assert len(elsewhere) > 10
    assert all("&amp;list=first-steps#" in address for address in elsewhere)
    following = client.get("/documents/long-guide?at=page-19&list=first-steps").text
    assert '<h2 id="chapter-19">' in following
    assert len(bars(following)) == 2


def test_without_a_list_addresses_are_plain(client: FlaskClient) -> None:
    """Nothing is added where nobody follows a list."""
    html = client.get("/documents/long-guide?part=2&list=nothing").text
    assert "list=" not in html.split("<main")[1]


@pytest.mark.parametrize(
    ("query", "canonical"),
    [("list=first-steps", ""), ("list=first-steps&part=2", "?part=2")],
)
def test_the_canonical_address_knows_no_list(
    client: FlaskClient, query: str, canonical: str
) -> None:
    """One document, one address, however it is read."""
    html = client.get(f"/documents/long-guide?{query}").text
    assert f'<link rel="canonical" href="/documents/long-guide{canonical}">' in html


def test_a_document_names_its_lists(client: FlaskClient) -> None:
    """All that contain it, in their languages; nothing where there are none."""
    html = client.get("/documents/night-flow").text
    line = html.split("In reading lists:")[1].split("</p>")[0]
    assert re.findall(r'href="([^"]*)" lang="(..)"', line) == [
        ("/reading-lists/first-steps", "en"), ("/reading-lists/arabic-list", "ar"),
    ]  # fmt: skip


def test_what_is_illustrative_is_said_at_the_top(client: FlaskClient) -> None:
    """Before the text on the document's page; elsewhere not."""
    html = client.get("/documents/hostile").text
    note = html.index("The figures &lt;u&gt;are&lt;/u&gt; invented.")
    assert html.index("<h1") < note < html.index('<article id="document"')
    assert "Illustrative" not in client.get("/documents/arabic-guide").text.split("<footer>")[0]


def test_summaries_are_shown_in_lists_as_text(client: FlaskClient) -> None:
    """On the hub's page, and for machines on the document's own."""
    said = "&lt;u&gt;All&lt;/u&gt; of it &amp; &#34;more&#34;."
    assert said in client.get("/hubs/asset-management").text
    assert f'<meta name="description" content="{said}">' in client.get("/documents/hostile").text
    assert '<meta name="description"' not in client.get("/documents/night-flow").text


def test_a_document_says_how_long_it_takes(client: FlaskClient) -> None:
    """Its words at our reading speed, as people say it."""
    assert "3 hours 43 minutes" in client.get("/documents/long-guide").text
