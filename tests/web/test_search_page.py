"""The search page: results, filters, paging, help, and whatever people type."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import IndexFault
from kb.queries import Filters
from tests.web.scripts import foreign_scripts
from web.app import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.fakes import FakeServices


def asked(services: FakeServices) -> dict[str, object]:
    """What the searcher was asked last."""
    last: dict[str, object] = services.searcher.asked[-1]
    return last


def test_a_hit_shows_why_it_is_there(client: FlaskClient) -> None:
    """Title, facts, heading path, page and the marked passage, linked to the page."""
    html = client.get("/search?q=night").text
    for piece in (
        ">Minimum night flow</a>",
        "/documents/night-flow?at=page-2#page-2",
        "Factsheet",
        "Kenya",
        "2023",
        "Verified",
        "How to measure",
        "p. 2",
        "At &lt;b&gt;<mark>night</mark>&lt;/b&gt;",
        "least &amp; steady",
    ):
        assert piece in html, piece


def test_a_title_is_shown_as_text(client: FlaskClient) -> None:
    """Markup in a title stays text."""
    html = client.get("/search?q=hostile").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert foreign_scripts(html) == []


def test_right_to_left_titles_say_so(client: FlaskClient) -> None:
    """An Arabic hit has its language and direction."""
    assert 'lang="ar" dir="rtl">دليل المياه' in client.get("/search?q=arabic").text


def test_filters_reach_the_searcher(client: FlaskClient, services: FakeServices) -> None:
    """Every filter of the address narrows the search."""
    client.get(
        "/search?q=night&hub=water-distribution&hub=asset-management&kind=guide&language=pt-BR"
        "&country=ke&year=2023&verified=true&mode=keyword&page=3"
    )
    assert asked(services) == {
        "query": "night",
        "filters": Filters(
            hub=("water-distribution", "asset-management"),
            kind=("guide",),
            language=("pt-BR",),
            country=("KE",),
            year=(2023,),
            verified=True,
        ),
        "mode": "keyword",
        "offset": 20,
    }


def test_what_cannot_be_meant_is_left_out_with_a_note(
    client: FlaskClient, services: FakeServices
) -> None:
    """Unknown hubs, kinds, modes and pages never fail."""
    html = client.get("/search?q=night&hub=zz&kind=%00&year=20x&mode=x&page=-1").text
    assert asked(services)["filters"] == Filters()
    for note in ("There is no hub “zz”", "no year “20x”", "no such way", "no page “-1”"):
        assert note in html
    assert "A note of the parser." in html


def test_a_long_question_is_cut_with_a_note(client: FlaskClient, services: FakeServices) -> None:
    """More than a thousand characters are too many, and it says so."""
    html = client.get("/search?" + urlencode({"q": "night\x00" + "x" * 2000})).text
    assert "Only the first 1,000 characters" in html
    query = asked(services)["query"]
    assert isinstance(query, str)
    assert len(query) == 1000
    assert query.startswith("night x")


def test_facets_add_and_remove(client: FlaskClient) -> None:
    """A facet's link adds its filter, the chosen one's link takes it away."""
    html = client.get("/search?q=night&kind=factsheet").text
    assert "/search?q=night&amp;kind=factsheet&amp;hub=asset-management" in html
    assert '<a href="/search?q=night"><span class="hidden">Remove </span>Kind: Factsheet' in html


def test_verified_is_recognised_however_it_is_written(client: FlaskClient) -> None:
    """``verified=true`` and ``verified=yes`` are one filter."""
    html = client.get("/search?q=night&verified=true&verified=yes").text
    assert html.count("Verified: Verified") == 1


def test_nothing_found_says_what_to_do(client: FlaskClient) -> None:
    """The empty result offers the next step, without the filters first."""
    html = client.get("/search?q=zzz&kind=guide").text
    assert "Nothing in the library matches" in html
    assert "search without the filters" in html


def test_a_page_past_the_end_leads_back(client: FlaskClient) -> None:
    """Paging too far is not "nothing found"."""
    html = client.get("/search?q=night&page=9").text
    assert "only 1 page of results" in html


def test_an_empty_search_asks_nothing(client: FlaskClient, services: FakeServices) -> None:
    """Without words there is help and no search."""
    before = len(services.searcher.asked)
    assert "Type what you want to know" in client.get("/search?q=+%00+").text
    assert len(services.searcher.asked) == before


def test_a_quoted_answer_stands_above_results(client: FlaskClient) -> None:
    """Only where the answerer is sure, and its text is text."""
    html = client.get("/search?q=what+is+minimum+night+flow").text
    assert "The library says" in html
    assert "The &lt;i&gt;flow&lt;/i&gt; at three." in html
    assert "The library says" not in client.get("/search?q=which+long+pump+guide").text
    assert "The library says" not in client.get("/search?q=minimum+night+flow").text


def test_ask_says_how_sure_it_is(client: FlaskClient) -> None:
    """Each verdict in plain words, quotes with document and page."""
    answer = client.get("/ask?q=night").text
    assert "1 document answers this" in answer
    assert '<cite lang="en" dir="auto">Minimum night flow</cite>, p. 1' in answer
    assert "/documents/night-flow?at=page-1#page-1" in answer
    assert "Related reading, no direct answer" in client.get("/ask?q=pump").text
    assert "Nobody has answered this yet" in client.get("/ask?q=moon").text


def test_a_missing_index_is_a_503_with_its_remedy(own_services: FakeServices) -> None:
    """A fault of the instance is a page that names the mend; the document pages still work."""
    own_services.searcher.fault = IndexFault("The index is damaged", "Run `kb reindex`.")
    client = create_app(own_services).test_client()
    answer = client.get("/search?q=night")
    assert answer.status_code == 503
    assert "The index is damaged" in answer.text
    assert "Run `kb reindex`." in answer.text
    assert client.get("/documents/night-flow").status_code == 200


NAMES = st.sampled_from(
    ["q", "hub", "kind", "language", "country", "year", "verified", "mode", "page", "x"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.lists(st.tuples(NAMES, st.text(max_size=30)), max_size=6), st.sampled_from(["ask", "search"])
)
def test_no_query_string_is_an_error(
    client: FlaskClient, pairs: list[tuple[str, str]], page: str
) -> None:
    """Any arguments at all are answered with a page."""
    query = urlencode(pairs, errors="surrogatepass")
    assert client.get(f"/{page}?{query}").status_code == 200


@given(st.binary(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_in_the_query_string_are_an_error(client: FlaskClient, raw: bytes) -> None:
    """Not even bytes that are no text."""
    query = "q=" + "".join(f"%{byte:02x}" for byte in raw)
    assert client.get(f"/search?{query}").status_code == 200
