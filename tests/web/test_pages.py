"""The other pages, and what every response carries."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from tests.web.fakes import FakeServices, write_home
from tests.web.scripts import foreign_scripts
from web.app import create_app
from web.security import HEADERS

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

EVERY_PAGE = [
    *(
        "/",
        "/search",
        "/search?q=night",
        "/ask",
        "/ask?q=night",
        "/hubs",
        "/hubs/water-distribution",
    ),
    *("/documents/night-flow", "/documents/night-flow/original", "/about", "/healthz", "/metrics"),
    *("/robots.txt", "/nothing", "/documents/x/original"),
]


def test_home_leads_everywhere(client: FlaskClient) -> None:
    """A search box, the hubs with their counts, what is new."""
    html = client.get("/").text
    assert html.index('<input id="q"') < html.index("Water Distribution") < html.index("New in the")
    assert "2 documents" in html
    assert "Minimum night flow" in html


def test_a_hub_shows_its_introduction_and_documents(client: FlaskClient) -> None:
    """Introduction rendered, documents by kind, those under ``also`` too."""
    html = client.get("/hubs/water-distribution").text
    assert "<strong>find leaks</strong>" in html
    assert html.index("Factsheets") < html.index("Guides")
    assert "Minimum night flow" in client.get("/hubs/asset-management").text


def test_an_empty_hub_says_what_to_do(client: FlaskClient) -> None:
    """No documents is a state with a next step."""
    html = client.get("/hubs/young-professionals").text
    assert "holds no documents yet" in html
    assert "kb ingest FOLDER --hub young-professionals" in html


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    """A new home has pages too."""
    client = create_app(FakeServices.open(write_home(tmp_path, filled=False))).test_client()
    assert "The library is empty" in client.get("/").text
    assert "There are no hubs yet" in client.get("/hubs").text
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_response_is_guarded(client: FlaskClient, path: str) -> None:
    """Security headers on pages, downloads, errors; no cookie, foreign script or inline style."""
    answer = client.get(path)
    for name in HEADERS:
        assert answer.headers.get(name), name
    assert "Set-Cookie" not in answer.headers
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert foreign_scripts(answer.text) == []
    for forbidden in (" style=", "http://elsewhere", "<style"):
        assert forbidden not in answer.text


def test_pages_travel_compressed(client: FlaskClient) -> None:
    """A browser that takes gzip gets it, another gets the same page plain."""
    packed = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    plain = client.get("/")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert gzip.decompress(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    refused = client.get("/", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_an_unchanged_page_is_not_sent_again(client: FlaskClient) -> None:
    """The entity tag brings a 304 without a body, guarded like the page."""
    first = client.get("/about", headers={"Accept-Encoding": "gzip"})
    again = client.get("/about", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["Content-Security-Policy"]


def test_static_files_are_kept_a_year_under_their_hash(client: FlaskClient) -> None:
    """The page's own address is immutable, an old one is not, and nothing else is served."""
    html = client.get("/").text
    url = html.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in client.get(url).headers["Cache-Control"]
    assert client.get("/static/000000000000/site.css").headers["Cache-Control"] == "no-cache"
    assert client.get("/static/x/..%2fapp.py").status_code == 404
    assert client.get("/static/x/app.py").status_code == 404


def test_health_says_what_serves(client: FlaskClient) -> None:
    """Version, documents, generation; 200 while all is well."""
    answer = client.get("/healthz")
    assert answer.status_code == 200
    health = json.loads(answer.data)
    assert health["ok"] is True
    assert health["documents"] == 5
    assert health["index"]["generation"] == 1
    assert health["index"]["passages"] > 4


def test_health_names_the_fault(own_services: FakeServices) -> None:
    """A missing index or database is a 503 with the remedy, without paths or addresses."""
    client = create_app(own_services).test_client()
    (own_services.home.index / "CURRENT").unlink()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "kb reindex" in answer.text
    own_services.database.close()
    own_services.home.database.rename(own_services.home.root / "gone")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "kb init" in answer.text
    assert str(own_services.home.root) not in answer.text


def test_metrics_count_requests_by_pattern(own_services: FakeServices) -> None:
    """Requests are counted by route and status, never by address."""
    client = create_app(own_services).test_client()
    client.get("/documents/night-flow")
    client.get("/never/was")
    client.open("/", method="BREW")
    text = client.get("/metrics").text
    route = "/documents/<slug:document_id>"
    assert f'requests_total{{method="GET",route="{route}",status="200"}} 1.0' in text
    assert 'route="(no route)",status="404"} 1.0' in text
    assert 'method="(other)"' in text
    assert "wellspring_documents 5.0" in text
    assert "wellspring_index_generation 1.0" in text
    assert "wellspring_model_loaded 0.0" in text
    assert "never" not in text


def test_a_crash_shows_no_traceback_and_logs_one(own_services: FakeServices) -> None:
    """The visitor gets a number to quote; the log gets the traceback under that number."""
    own_services.searcher.fault = ZeroDivisionError("secret")  # type: ignore[assignment]
    client = create_app(own_services).test_client()
    with capture_logs() as logs:
        answer = client.get("/search?q=x", headers={"X-Request-ID": "given-id-1"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "request given-id-1" in answer.text
    crash = next(line for line in logs if line["event"] == "crash")
    assert isinstance(crash["exc_info"], ZeroDivisionError)
    assert crash["id"] == "given-id-1"
    assert answer.headers["Content-Security-Policy"]


def test_the_log_holds_no_searches(client: FlaskClient) -> None:
    """What people look for is theirs."""
    with capture_logs() as logs:
        client.get("/search?q=private-matter&hub=private-hub")
        client.get("/private-path")
    assert [line["route"] for line in logs] == ["/search", "(no route)"]
    assert "private" not in str(logs)


@pytest.mark.parametrize("given", ["short", "bad\tid-12345", "x" * 65, "<b>12345678</b>"])
def test_a_strange_request_id_is_replaced(client: FlaskClient, given: str) -> None:
    """Only a plain id is taken over."""
    assert client.get("/about", headers={"X-Request-ID": given}).headers["X-Request-ID"] != given


@pytest.mark.parametrize(
    ("method", "path", "code", "words"),
    [
        ("POST", "/search", 405, "cannot be used that way"),
        ("GET", "/no/such/page", 404, "There is no such page"),
        ("GET", "/search?q=" + "x" * 9000, 414, "too long"),
    ],
)
def test_errors_help(client: FlaskClient, method: str, path: str, code: int, words: str) -> None:
    """Every error says what happened, what to do, and has a search box."""
    answer = client.open(path, method=method)
    assert answer.status_code == code
    assert words in answer.text
    assert '<input id="q"' in answer.text
    assert '<a href="/hubs">' in answer.text


def test_a_404_offers_the_words_of_its_address(client: FlaskClient) -> None:
    """A mistyped id is a good first search."""
    assert 'value="minimum night flows"' in client.get("/documents/minimum-night-flows").text


def test_the_site_carries_its_own_name(tmp_path: Path) -> None:
    """``KB_SITE_NAME`` and ``KB_SITE_URL`` show."""
    settings = write_home(tmp_path).model_copy(
        update={"site_name": "Utility & Co", "site_url": "https://kb.example/"}
    )
    html = create_app(FakeServices.open(settings)).test_client().get("/documents/night-flow").text
    assert "Utility &amp; Co" in html
    assert "In the library at https://kb.example/documents/night-flow." in html
