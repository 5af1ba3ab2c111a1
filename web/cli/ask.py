"""``kb ask``: the sentences that answer, word for word, with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kb.errors import UsageFault
from kb.queries import Filters
from web.cli.common import json_option, open_services, print_json, say

if TYPE_CHECKING:
    from search.results import AnswerResult, Quote

NONE = "Nobody has answered this yet in the library. Try other words, or `kb search`."
WRITTEN = "Written by a language model from the quotes below; check them:"
RELATED = "Related reading, no direct answer:"
DIFFER = "Sources differ:"


@click.command()
@click.argument("question")
@click.option("--hub", multiple=True, help="Only documents of this hub; may be repeated.")
@click.option("--language", multiple=True, help="Only this language, such as en or pt.")
@click.option("--summary", is_flag=True, help="A summary besides, written by a language model.")
@json_option
def command(
    question: str, *, hub: tuple[str, ...], language: tuple[str, ...], summary: bool, as_json: bool
) -> int:
    """Quote what the library says, with document and page, or say that it says nothing."""
    services = open_services()
    answerer = services.summarised if summary else services.answerer
    if answerer is None:
        raise UsageFault(
            "No language model is set that could write a summary", "Set KB_SUMMARY_URL."
        )
    result = answerer.ask(question, filters=Filters(hub=hub, language=language))
    if as_json:
        print_json(as_dict(result))
        return 0
    if result.verdict != "answer":
        say(NONE if result.verdict == "none" else RELATED)
    for note in result.notes:
        say(note)
    click.echo(_written(result), nl=False)
    if result.differing:
        click.echo(f"{DIFFER}\n")
    for quote in result.differing:
        click.echo(_quoted(quote))
    for number, quote in enumerate(result.quotes, 1):
        click.echo(_quoted(quote, f"[{number}] " if result.summary else ""))
    return 0


def as_dict(result: AnswerResult) -> dict[str, Any]:
    """An answer as the command prints it with ``--json``."""
    return {
        "question": result.question,
        "verdict": result.verdict,
        "support": round(result.support, 4),
        "quotes": [_quote_dict(quote) for quote in result.quotes],
        "differing": [_quote_dict(quote) for quote in result.differing],
        "summary": [
            {"text": sentence.text, "citations": list(sentence.citations)}
            for sentence in result.summary
        ],
        "notes": list(result.notes),
    }


def _quote_dict(quote: Quote) -> dict[str, Any]:
    document = quote.document
    return {
        "text": quote.text,
        "document": {"id": document.id, "title": document.title, "url": document.url},
        "headings": list(quote.headings),
        "page": quote.anchor.number if quote.anchor else None,
        "date": document.published.isoformat() if document.published else None,
    }


def _written(result: AnswerResult) -> str:
    """The summary for the terminal; empty where there is none."""
    lines = [
        sentence.text + "".join(f" [{number}]" for number in sentence.citations)
        for sentence in result.summary
    ]
    return "\n".join([WRITTEN, *lines, "", ""]) if lines else ""


def _quoted(quote: Quote, mark: str = "") -> str:
    return f"{mark}“{quote.text}”\n    {_source(quote)}\n"


def _source(quote: Quote) -> str:
    parts = [quote.document.title, " > ".join(quote.headings)]
    parts.append(quote.anchor.citation if quote.anchor else "")
    parts.append(quote.document.published.isoformat() if quote.document.published else "")
    return ", ".join(part for part in parts if part)
