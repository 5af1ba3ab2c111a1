"""The knowledge library as a tree of categories, each an article.

``subcategories`` is a list of categories in one level and, since Meta's sample script reads each of
them once more, one category again in the next. The file is read as a stream: only the way from the
root to the category at hand is in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.json_events import events
from ingest.threads.platforms.workplace.said import as_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Category", "categories"]

_SUB = "subcategories"


@dataclass
class Category:
    """A category while it is read."""

    facts: dict[str, Any] = field(default_factory=dict)
    same: bool = False  # as the one that it stands under


def categories(path: Path) -> Iterator[tuple[Category, list[str]]]:
    """Each category once it is read whole, with the titles of those above it, the root first."""
    tree = _Tree()
    for event, value in events(path):
        done = tree.take(event, value)
        if done is not None:
            yield done, tree.titles


class _Tree:
    """Where in the tree the stream is."""

    def __init__(self) -> None:
        self._within: list[Category] = []
        self._builder: Any = None
        self._key, self._depth = _SUB, 0

    @property
    def titles(self) -> list[str]:
        """Titles on the way; a category that stands below itself has one."""
        on_the_way = [one.facts for one in self._within]
        return list(
            {as_name(one.get("id")): as_name(one.get("title")) for one in on_the_way}.values()
        )

    def take(self, event: str, value: Any) -> Category | None:
        """Take one event; a category where that is its end."""
        if self._builder is not None:
            self._build(event, value)
        elif event == "map_key":
            self._key = value
        elif event == "start_map" and _leads_down(self._key):
            self._within.append(Category())
        elif event == "end_map" and self._within:
            return self._end()
        elif self._within and not (_step(event) and _leads_down(self._key)):
            self._begin(event, value)
        return None

    def _begin(self, event: str, value: Any) -> None:
        """A fact: a value, or an object or list, which is built from what follows."""
        import ijson

        if _step(event) == 0:
            self._within[-1].facts[self._key] = value
        elif _step(event) > 0:
            self._builder = ijson.ObjectBuilder()
            self._build(event, value)

    def _build(self, event: str, value: Any) -> None:
        self._depth += _step(event)
        self._builder.event(event, value)
        if self._depth == 0:
            self._within[-1].facts[self._key] = self._builder.value
            self._builder = None

    def _end(self) -> Category:
        done = self._within.pop()
        above = self._within[-1].facts.get("id") if self._within else None
        done.same = above is not None and above == done.facts.get("id")
        self._key = _SUB
        return done


def _leads_down(key: str) -> bool:
    """Whether a key holds categories: a list of them, one of them, or some by their ids."""
    return key in {_SUB, "data"} or key.isdigit()


def _step(event: str) -> int:
    return {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}.get(event, 0)
