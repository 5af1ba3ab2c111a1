"""Markdown files: kept as they are, their own front matter read for metadata."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.detection import Format, format_of
from ingest.converters.metadata import clean_country, clean_date, clean_language, clean_title
from ingest.converters.text_decoding import decode_text
from ingest.converters.titles import settle_title

__all__ = ["MarkdownFileConverter"]

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_SETEXT_TITLE = re.compile(r"\A\s*([^\n#>\-|`][^\n]*)\n=+[ \t]*(?:\n|\Z)")


class MarkdownFileConverter:
    """Files named .md, .markdown or .mkd."""

    name = "markdown"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Text files with a Markdown ending."""
        return format_of(source) is Format.MARKDOWN

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Keep the text; newlines are normalised and a heading that only repeats the title goes."""
        text = decode_text(source.path.read_bytes()).text.lstrip("\n")
        stated, body = _front_matter(text)
        body = _SETEXT_TITLE.sub(r"# \1\n\n", body, count=1)
        body, title = settle_title(body, clean_title(_text(stated.get("title"))))
        published = stated.get("published") or stated.get("date")
        return ConvertedDocument(
            markdown=body.strip("\n") + "\n",
            title=title,
            language=clean_language(_text(stated.get("language") or stated.get("lang"))),
            published=clean_date(
                published if isinstance(published, date | datetime) else _text(published)
            ),
            country=clean_country(_text(stated.get("country"))),
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML mapping before the text and the text; what is no mapping is text."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    found = _FRONT_MATTER.match(text)
    # Aliases can grow a few lines beyond all memory; front matter has no use for them.
    if not found or re.search(r"[&*][A-Za-z0-9_]+\s*(?:\[|$)", found[1], re.MULTILINE):
        return {}, text
    try:
        stated = YAML(typ="safe", pure=True).load(found[1])
    except (YAMLError, ValueError):
        return {}, text
    return (stated, text[found.end() :]) if isinstance(stated, dict) else ({}, text)
