"""``kb search``: documents with the passages that match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from kb.library.document import KINDS
from kb.queries import Filters
from search.results import Mode
from web.cli.common import json_option, open_services, plural, print_json, say

if TYPE_CHECKING:
    from kb.models import CatalogueDocument
    from search.results import Hit, PassageHit, SearchResults


@click.command()
@click.argument("query")
@click.option("--hub", multiple=True, help="Only documents of this hub; may be repeated.")
@click.option("--kind", multiple=True, type=click.Choice(KINDS), help="Only this kind.")
@click.option("--language", multiple=True, help="Only this language, such as en or pt.")
@click.option("--country", multiple=True, help="Only this country, such as KE.")
@click.option("--year", multiple=True, type=int, help="Only documents published in this year.")
@click.option("--verified/--not-verified", default=None, help="Only verified documents, or others.")
@click.option("-k", "limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option(
    "--mode", default="hybrid", show_default=True, type=click.Choice(get_args(Mode)), help="Sides."
)
@json_option
def command(query: str, *, limit: int, mode: Mode, as_json: bool, **narrowing: Any) -> int:
    """Find passages. In QUERY, "exact phrase", -word and hub:water-distribution work too."""
    filters = Filters(**narrowing)
    results = open_services().searcher.search(query, filters=filters, mode=mode, limit=limit)
    if as_json:
        print_json(as_dict(results))
        return 0
    for note in results.notes:
        say(note)
    if results.suggestion:
        say(f"Did you mean: {results.suggestion}?")
    for hit in results.hits:
        click.echo(_lines(hit))
    say(f"{plural(results.total, 'document')} in {results.seconds * 1000:.0f} ms.")
    return 0


def as_dict(results: SearchResults) -> dict[str, Any]:
    """Results as the command prints them with ``--json``."""
    return {
        "query": results.query,
        "mode": results.mode,
        "total": results.total,
        "seconds": round(results.seconds, 4),
        "notes": list(results.notes),
        "suggestion": results.suggestion,
        "hits": [
            {
                "rank": hit.rank,
                "score": round(hit.score, 6),
                "document": document_dict(hit.document),
                "passage": passage_dict(hit.passage),
                "more": [passage_dict(passage) for passage in hit.more],
                "same": [document_dict(document) for document in hit.same],
            }
            for hit in results.hits
        ],
        "facets": {
            name: [{"value": v.value, "label": v.label, "count": v.count} for v in values]
            for name, values in results.facets.items()
        },
    }


def document_dict(document: CatalogueDocument) -> dict[str, Any]:
    """A document as results name it."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "hub": document.hub_id,
        "language": document.language,
        "url": document.url,
    }


def passage_dict(passage: PassageHit) -> dict[str, Any]:
    """A passage with where it stands."""
    return {
        "text": passage.text,
        "excerpt": passage.excerpt,
        "headings": list(passage.headings),
        "page": passage.page,
        "anchor": passage.anchor.fragment if passage.anchor else None,
        "score": round(passage.score, 6),
    }


def _lines(hit: Hit) -> str:
    """A hit for the terminal: title, where the passage stands, and the passage."""
    passage = hit.passage
    place = " > ".join(passage.headings)
    if passage.anchor:
        place = f"{place} ({passage.anchor.citation})".strip()
    marked, end = "", 0
    for start, stop in passage.highlights:
        marked += passage.excerpt[end:start] + click.style(passage.excerpt[start:stop], bold=True)
        end = stop
    title = click.style(hit.document.title, bold=True)
    about = f"{hit.document.hub_id}/{hit.document.id}"
    same = ", ".join(f"{document.hub_id}/{document.id}" for document in hit.same)
    also = f"Also in: {same}" if same else ""
    lines = [f"{hit.rank:>2}. {title}  [{about}]", place, marked + passage.excerpt[end:], also, ""]
    return "\n    ".join(line for line in lines if line) + "\n"
