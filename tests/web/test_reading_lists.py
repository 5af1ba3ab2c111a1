"""The pages of the reading lists: all of them, and each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kb.catalogue import sync_catalogue
from tests.instance import list_text
from tests.web.fakes import FakeServices, write_home
from web.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

LISTS = {"first-steps", "hostile-list", "arabic-list"}


def shown(html: str) -> list[str]:
    """Ids of the lists on a page, in order."""
    return re.findall(r'<a href="/reading-lists/([a-z-]+)"', html)


def main(html: str) -> str:
    """What is between a page's head and foot."""
    return html.split("<main")[1].split("</main>", maxsplit=1)[0]


def choices(html: str, name: str) -> dict[str, str]:
    """A filter's values and labels."""
    select = re.search(rf'<select[^>]* name="{name}".*?</select>', html, re.DOTALL)
    assert select is not None
    return dict(re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', select[0]))


def test_all_lists_are_there_by_hub(client: FlaskClient) -> None:
    """Hubs in their order, levels from the first steps up; each with its time and size."""
    html = client.get("/reading-lists").text
    assert shown(html) == ["first-steps", "arabic-list", "hostile-list"]
    for piece in (
        "3 reading lists",
        "3 documents",
        "1 hour 42 minutes",
        "1 document<",
        "25 minutes",
    ):
        assert piece in html, piece
    assert 'lang="ar" dir="rtl">قائمة القراءة</a>' in html
    assert '<a href="/hubs/water-distribution">Water Distribution</a>' in main(html)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hub=water-distribution", ["first-steps"]),
        ("level=practice", ["arabic-list"]),
        ("minutes=30", ["hostile-list"]),
        ("minutes=120", ["first-steps", "arabic-list", "hostile-list"]),
        ("hub=asset-management&level=leadership&minutes=60", ["hostile-list"]),
        ("hub=&level=&minutes=", ["first-steps", "arabic-list", "hostile-list"]),
    ],
)
def test_filters_are_plain_addresses(client: FlaskClient, query: str, found: list[str]) -> None:
    """Each by itself, together, and not at all, as a form without JavaScript sends them."""
    html = client.get(f"/reading-lists?{query}").text
    assert shown(html) == found
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if value:
            assert re.search(rf'<option value="{value}" selected>', html), name


def test_choices_say_what_they_lead_to(client: FlaskClient) -> None:
    """Counts are under the other filters, and what leads nowhere is not offered."""
    html = client.get("/reading-lists?level=leadership").text
    assert choices(html, "hub") == {"": "Any", "asset-management": "Asset Management (1)"}
    assert choices(html, "level") == {
        "": "Any", "introduction": "Introduction (1)", "practice": "Practice (1)",
        "leadership": "Leadership (1)",
    }  # fmt: skip
    assert choices(html, "minutes")["30"] == "At most 30 minutes (1)"


def test_no_list_fits(client: FlaskClient) -> None:
    """The chosen filters stay to be changed, and a link shows all."""
    html = client.get("/reading-lists?hub=water-distribution&level=practice").text
    assert shown(html) == []
    assert "No reading list fits these filters" in html
    assert '<a href="/reading-lists">see all 3</a>' in html
    assert 'value="practice" selected' in html


def test_what_cannot_be_chosen_is_left_out_with_a_note(client: FlaskClient) -> None:
    """No argument is an error, and none of it comes back as markup."""
    html = client.get("/reading-lists?hub=<b>x&level=expert&minutes=31&other=1").text
    assert set(shown(html)) == LISTS
    assert "There is no choice “&lt;b&gt;x” for hub" in html
    assert "There is no choice “expert” for level" in html
    assert "There is no choice “31” for minutes" in html


def test_without_lists_the_page_says_how_to_make_one(tmp_path: Path) -> None:
    """A new home has no lists; there is a next step for reader and host."""
    client = create_app(FakeServices.open(write_home(tmp_path, filled=False))).test_client()
    html = client.get("/reading-lists").text
    assert "There are no reading lists yet" in html
    assert "content/&lt;hub&gt;/reading-list/&lt;name&gt;.md" in html
    assert "<select" not in html


def test_a_list_says_for_whom_and_in_what_order(client: FlaskClient) -> None:
    """Audience, level, time, introduction, hub; then items in order with why, kind and minutes."""
    html = client.get("/reading-lists/first-steps").text
    pieces = (
        "Water losses, first steps</h1>", "From the first night reading",
        "Engineers new to leakage", "Introduction", "1 hour 42 minutes for 3 documents",
        'href="/hubs/water-distribution"',
        "<strong>read</strong>", 'href="/documents/night-flow?list=first-steps"',
        "Measure before you repair.", "Factsheet", "7 minutes", "1 hour 42 minutes left from here",
        'href="/documents/long-guide?list=first-steps"', "Pumps &amp; pipes", "1 hour 30 minutes",
        "1 hour 35 minutes left from here", 'href="/documents/hostile?list=first-steps"',
        "5 minutes left from here",
    )  # fmt: skip
    place = html.index("<main")
    for piece in pieces:
        assert piece in html[place:], piece
        if "list=" in piece or "left" in piece:
            place = html.index(piece, place)
    assert "not in this library" not in html
    assert "Print" in html


def test_a_right_to_left_list_says_so(client: FlaskClient) -> None:
    """What the list says is Arabic; an English document's title is English."""
    html = client.get("/reading-lists/arabic-list").text
    assert '<h1 lang="ar" dir="rtl">' in html
    assert 'class="why" lang="ar" dir="rtl">ثم هذا<' in html
    assert '?list=arabic-list" lang="en" dir="ltr">Minimum night flow</a>' in html


def test_hostile_lists_are_text(client: FlaskClient) -> None:
    """Markup in titles, audience, summary, why and body never works."""
    for path in ("/reading-lists", "/reading-lists/hostile-list", "/hubs/asset-management",
                 "/documents/long-guide?list=hostile-list"):  # fmt: skip
        html = main(client.get(path).text)
        assert "<script" not in html, path
        assert "<img" not in html, path
        assert "<b onclick" not in html, path
        assert "&lt;script&gt;alert(2)&lt;/script&gt; &amp; &#34;quotes&#34;" in html, path
    assert "&lt;img src=x" in client.get("/reading-lists/hostile-list").text


def test_a_missing_document_is_said(own_services: FakeServices) -> None:
    """It keeps its place with its reason, has no link and no time, and the sum says so."""
    text = list_text("gaps", {"night-flow": 7, "gone": 50, "hostile": 5}, language="en")
    path = own_services.home.content / "gaps.md"
    path.write_text(text)
    sync_catalogue(own_services.database, own_services.library, own_services.home)
    client = create_app(own_services).test_client()
    html = client.get("/reading-lists/gaps").text
    assert "1 document of this list is not in this library now" in html
    assert "12 minutes for 2 documents" in html
    assert html.index("night-flow?list=gaps") < html.index(">gone<") < html.index("As gone")
    assert "/documents/gone" not in html
    bar = client.get("/documents/night-flow?list=gaps").text
    assert "1 of 3 in" in bar
    assert "5 minutes left after this" in bar
    assert 'rel="next" href="/documents/hostile?list=gaps"' in bar
    path.unlink()
    assert client.get("/reading-lists/gaps").status_code == 503


@pytest.mark.parametrize("path", ["/reading-lists/nothing", "/reading-lists/night-flow"])
def test_a_list_that_is_none_says_so(client: FlaskClient, path: str) -> None:
    """A 404 with its reason; a document is no list."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no reading list of that name" in answer.text


def test_a_hub_and_the_site_lead_to_the_lists(client: FlaskClient) -> None:
    """A hub shows its own lists, in order, and every page has the way to all."""
    html = client.get("/hubs/asset-management").text
    assert shown(main(html)) == ["arabic-list", "hostile-list"]
    assert '<a href="/reading-lists"' in html.split("<main")[0]
    assert shown(main(client.get("/hubs/young-professionals").text)) == []


def test_the_library_page_is_light(client: FlaskClient) -> None:
    """A page of lists stays far below the page weight bar."""
    answer = client.get("/reading-lists", headers={"Accept-Encoding": "gzip"})
    assert len(answer.data) < 15_000
