"""The document page: where a document comes from, its parts, its original."""

from __future__ import annotations

import gzip
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kb.errors import ModelFault
from kb.library import Document
from kb.models import CatalogueDocument
from tests.web.library import SHA256
from tests.web.scripts import foreign_scripts
from web.app import create_app
from web.citation import citation_of
from web.originals import download_name, download_type

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from tests.web.fakes import FakeServices

_CITED: Any = {"id": "x", "title": "How much?", "kind": "guide", "hub": "h", "language": "en"}


def test_a_document_says_where_it_comes_from(client: FlaskClient) -> None:
    """Kind, hubs, country, source, licence, verification, original and related reading."""
    html = client.get("/documents/night-flow").text
    for piece in (
        '<h1 lang="en" dir="ltr">Minimum night flow</h1>',
        '<a href="/hubs/asset-management">Asset Management</a>',
        "Kenya",
        "22 May 2023",
        '<a href="https://example.org/h" rel="nofollow noopener">',
        "CC BY 4.0",
        "By A. Engineer on 1 January 2024, until 1 January 2999",
        "Download Night flow.pdf",
        '<a href="/documents/long-guide"',
    ):
        assert piece in html, piece


def test_pages_are_link_targets_and_contents_lead_to_headings(client: FlaskClient) -> None:
    """``#page-2`` is there, and the contents list leads to ``#how-to-measure``."""
    html = client.get("/documents/night-flow").text
    assert '<a class="place" href="#page-2" id="page-2"' in html
    assert '<a href="#how-to-measure">How to measure</a>' in html
    assert '<h3 id="how-to-measure">' in html


def test_a_right_to_left_document_says_so(client: FlaskClient) -> None:
    """Arabic text is marked as Arabic, right to left; the page around it stays English."""
    html = client.get("/documents/arabic-guide").text
    assert '<div class="prose" lang="ar" dir="rtl">' in html
    assert '<html lang="en">' in html
    assert "Not verified yet" in html


def test_hostile_metadata_is_text(client: FlaskClient) -> None:
    """Markup in title or operator, and addresses that are none of the web's, are only text."""
    html = client.get("/documents/hostile").text
    assert foreign_scripts(html) == []
    assert "<img" not in html
    assert "<b>bold</b>" in html
    assert 'href="javascript' not in client.get("/documents/arabic-guide").text


def test_a_long_document_comes_in_parts(client: FlaskClient) -> None:
    """Each part links to its neighbours, and all chapters are somewhere."""
    first = client.get("/documents/long-guide").text
    count = int(re.search(r"Part 1 of (\d+)", first)[1])  # type: ignore[index]
    assert count >= 3
    pages = [client.get(f"/documents/long-guide?part={n}").text for n in range(1, count + 1)]
    found = [int(n) for html in pages for n in re.findall(r'<h2 id="chapter-(\d+)">', html)]
    assert found == list(range(1, 21))
    assert 'rel="next" href="?part=2"' in first
    assert 'rel="next"' not in pages[-1]


def test_an_address_with_a_place_opens_its_part(client: FlaskClient) -> None:
    """``?at=page-19`` shows the part that holds page 19; so does a heading's name."""
    for target in ("page-19", "chapter-19"):
        html = client.get(f"/documents/long-guide?at={target}").text
        assert '<h2 id="chapter-19">' in html
        assert '<h2 id="chapter-1">' not in html


def test_a_page_of_another_part_can_be_found_without_its_part(client: FlaskClient) -> None:
    """``#page-19`` alone lands on a link to page 19, since servers never see what follows #."""
    html = client.get("/documents/long-guide").text
    assert '<a id="page-19" href="?at=page-19#page-19">p. 19</a>' in html


@pytest.mark.parametrize("query", ["part=0", "part=99", "part=²", "part=x", "at=nowhere", "at=%00"])
def test_an_unknown_part_is_the_first(client: FlaskClient, query: str) -> None:
    """A mistyped part still shows the document."""
    html = client.get(f"/documents/long-guide?{query}").text
    assert "Part 1 of" in html


def test_every_part_is_light(client: FlaskClient) -> None:
    """A part of a long document stays below the page weight bar of 60 kB compressed."""
    body = client.get("/documents/long-guide", headers={"Accept-Encoding": "gzip"}).data
    assert len(body) < 60_000
    assert len(gzip.decompress(body)) > 50_000


def test_the_original_is_a_download(client: FlaskClient) -> None:
    """Its own name, its bytes, and nothing a browser would run."""
    answer = client.get("/documents/night-flow/original")
    assert answer.data == b"%PDF-1.4 original"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Night flow.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/documents/nothing", "There is no document of that name"),
        ("/documents/nothing/original", "There is no document of that name"),
        ("/documents/hostile/original", "This document was written here"),
        ("/documents/Night_Flow", "There is no such page"),
        ("/documents/..%2f..%2fetc", "There is no such page"),
        ("/hubs/nothing", "There is no hub of that name"),
    ],
)
def test_a_missing_thing_says_what_is_missing(client: FlaskClient, path: str, reason: str) -> None:
    """404 pages give the reason and a search box."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert reason in answer.text
    assert '<input id="q"' in answer.text


def test_an_original_that_was_not_kept_says_so(own_services: FakeServices) -> None:
    """A lost original is a 404 with its reason, and its page offers no download."""
    (own_services.home.originals / f"{SHA256}.pdf").unlink()
    client = create_app(own_services).test_client()
    assert "was not kept on this server" in client.get("/documents/night-flow/original").text
    assert "/original" not in client.get("/documents/night-flow").text


def test_a_document_is_readable_without_its_neighbours(own_services: FakeServices) -> None:
    """Where the model cannot be loaded there is no related reading, and the page still shows."""
    own_services.searcher.fault = ModelFault("The model is gone")
    html = create_app(own_services).test_client().get("/documents/night-flow").text
    assert "Minimum night flow" in html
    assert "Related documents" not in html


def test_a_file_that_is_gone_names_the_remedy(own_services: FakeServices) -> None:
    """A row without its file is a 503 that says to sync."""
    (own_services.home.content / "water-distribution/factsheet/night-flow.md").unlink()
    answer = create_app(own_services).test_client().get("/documents/night-flow")
    assert answer.status_code == 503
    assert "kb sync" in answer.text


def test_a_citation_leaves_out_what_is_not_known() -> None:
    """Title, year, source, addresses and date of access; no "None", no double full stop."""
    document = Document(**_CITED, source={"title": "A book."})
    line = citation_of(document, "https://kb.example/documents/x", date(2026, 3, 1))
    assert line == (
        "How much? A book. In the library at https://kb.example/documents/x. Accessed 1 March 2026."
    )


def test_a_text_of_the_library_is_cited_as_itself() -> None:
    """What has a licence of its own was written here: its sources are not its source."""
    source = {"title": "A book.", "url": "https://example.org/b"}
    document = Document(**_CITED, licence="CC BY 4.0", published="2026-01-31", source=source)
    line = citation_of(document, "https://kb.example/documents/x", date(2026, 3, 1))
    assert line.startswith("How much? (2026). In the library at https://kb.example")


def test_every_source_is_on_the_page(client: FlaskClient) -> None:
    """Title, publisher, year and address of each; an address that is none is text, not a link."""
    html = client.get("/documents/sourced").text
    for shown in ("A manual. A ministry, 2011", "A blog", 'href="https://example.org/m"'):
        assert shown in html
    assert 'href="javascript' not in html
    assert "Why do taps hiss?" in html


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\files\\a.pdf", "a.pdf"),
        ("bad\r\nname.pdf", "badname.pdf"),
        (None, "x.pdf"),
        ("folder/", "x.pdf"),
    ],
)
def test_a_download_has_a_plain_name(given: str | None, expected: str, tmp_path: Path) -> None:
    """Folders and control characters never reach the header."""
    document = CatalogueDocument(id="x", title="X", source_file=given)
    assert download_name(document, tmp_path / "abc.pdf") == expected


def test_what_a_browser_could_run_has_no_type_of_its_own(tmp_path: Path) -> None:
    """HTML, SVG and XML originals are plain bytes; a PDF is a PDF."""
    for name in ("a.html", "a.svg", "a.xml", "a.xhtml", "a.js", "a.unknown"):
        assert download_type(tmp_path / name) == "application/octet-stream"
    assert download_type(tmp_path / "a.pdf") == "application/pdf"
