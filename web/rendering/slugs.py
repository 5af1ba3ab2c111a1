"""Names for link targets, the same wherever a heading is linked from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slugify import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

# Ids that the page around a document uses itself.
RESERVED = frozenset({"main", "q", "contents", "pages", "details", "cite", "related", "document"})


def heading_slug(text: str) -> str:
    """A heading's link target, before numbers are added to repeated ones."""
    return slugify(text, allow_unicode=True, max_length=60, word_boundary=True) or "section"


class Slugs:
    """Hands out link targets that are unique within one document."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """``taken`` are targets that exist already, such as page anchors."""
        self._taken = {*RESERVED, *taken}
        self._last: dict[str, int] = {}

    def of(self, text: str) -> str:
        """The next free target for a heading of that text."""
        base = slug = heading_slug(text)
        number = self._last.get(base, 1)
        while slug in self._taken:
            number += 1
            slug = f"{base}-{number}"
        self._last[base] = number
        self._taken.add(slug)
        return slug
