"""Documents that say the same share one place on the search page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest
    from flask.testing import FlaskClient

    from search.results import SearchResults
    from tests.web.fakes import FakeServices


def test_a_hit_links_to_the_documents_folded_into_it(
    client: FlaskClient, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page counts documents, not places, and leads to each of them."""
    plain = services.searcher.search

    def folding(query: str, **options: Any) -> SearchResults:
        found: SearchResults = plain(query, **options)
        first, second, *others = found.hits
        again = (replace(first, same=(second.document,)), *others)
        folded: SearchResults = replace(found, hits=again, folded=1)
        return folded

    before = plain("night long hostile").hits
    monkeypatch.setattr(services.searcher, "search", folding)
    html = client.get("/search?q=night+long+hostile").text
    assert "Also in:" in html
    assert f'<a href="{before[1].document.url}"' in html
    assert f"{len(before)} document" in html
    assert html.count('<li class="hit">') == len(before) - 1
