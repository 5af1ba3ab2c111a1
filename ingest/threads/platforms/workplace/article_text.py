"""The text of an article of the knowledge library."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.workplace.said import as_list, as_map, as_text

if TYPE_CHECKING:
    from ingest.threads.base import Markup

__all__ = ["words_of"]

_HTML = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|br|span|strong|b|a|table|img)\b[^>]*>", re.IGNORECASE
)


def words_of(facts: dict[str, Any]) -> tuple[str, Markup]:
    """An article's text, from its blocks where it has only them."""
    text = as_text(facts.get("content"))
    if not text.strip():
        blocks = [as_text(as_map(one).get("text")) for one in _blocks(facts.get("json_content"))]
        return "\n\n".join(filter(None, blocks)), "plain"
    return text, "html" if _HTML.search(text) else "markdown"


def _blocks(content: Any) -> list[Any]:
    if isinstance(content, str):
        try:
            content = json.loads(content)
        except (ValueError, RecursionError):
            return []
    return as_list(as_map(content).get("blocks")) or as_list(content)
