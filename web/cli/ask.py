"""``kb ask``: the sentences that answer, word for word, with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kb.queries import Filters
from web.cli.common import json_option, open_services, print_json, say

if TYPE_CHECKING:
    from search.results import AnswerResult, Quote

NONE = "No answer found in the library. Ask the community, or try other words with `kb search`."
RELATED = "No passage answers this, but these are close:"


@click.command()
@click.argument("question")
@click.option("--hub", multiple=True, help="Only documents of this hub; may be repeated.")
@click.option("--language", multiple=True, help="Only this language, such as en or pt.")
@json_option
def command(
    question: str, *, hub: tuple[str, ...], language: tuple[str, ...], as_json: bool
) -> int:
    """Quote what the library says, with document and page, or say that it says nothing."""
    filters = Filters(hub=hub, language=language)
    result = open_services().answerer.ask(question, filters=filters)
    if as_json:
        print_json(as_dict(result))
        return 0
    if result.verdict != "answer":
        say(NONE if result.verdict == "none" else RELATED)
    for quote in result.quotes:
        click.echo(f"“{quote.text}”\n    {_source(quote)}\n")
    return 0


def as_dict(result: AnswerResult) -> dict[str, Any]:
    """An answer as the command prints it with ``--json``."""
    return {
        "question": result.question,
        "verdict": result.verdict,
        "support": round(result.support, 4),
        "quotes": [
            {
                "text": quote.text,
                "document": {
                    "id": quote.document.id,
                    "title": quote.document.title,
                    "url": quote.document.url,
                },
                "headings": list(quote.headings),
                "page": quote.anchor.number if quote.anchor else None,
                "date": quote.document.published.isoformat() if quote.document.published else None,
            }
            for quote in result.quotes
        ],
    }


def _source(quote: Quote) -> str:
    parts = [quote.document.title, " > ".join(quote.headings)]
    parts.append(quote.anchor.citation if quote.anchor else "")
    parts.append(quote.document.published.isoformat() if quote.document.published else "")
    return ", ".join(part for part in parts if part)
