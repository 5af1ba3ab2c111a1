"""Categories of a Discourse forum, and which of them are for some members alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.fields import field, records

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Category", "categories_of"]


@dataclass(frozen=True)
class Category:
    """A category of the forum; ``secret`` where not everybody may read it."""

    key: str
    name: str
    secret: bool


def categories_of(value: dict[str, Any]) -> Iterator[Category]:
    """The categories that a list names, those below others too."""
    listed = value.get("category_list")
    waiting = records((listed if isinstance(listed, dict) else value).get("categories"))
    while waiting:
        found = waiting.pop()
        waiting.extend(records(found.get("subcategory_list")))
        yield Category(field(found, "id"), field(found, "name"), bool(found.get("read_restricted")))
