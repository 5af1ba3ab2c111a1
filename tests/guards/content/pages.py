"""The files of the starter library as the checks see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import LibraryFault
from kb.library import front_matter
from kb.library.reading_time import count_words, reading_minutes
from tests.guards.content.blocks import split
from tests.guards.content.faults import Fault
from tests.guards.content.text import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.blocks import Block, Note

CONTENT = Path(__file__).parents[3] / "content"
PATHS = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.md"))
LIST = "reading-list"


class Page:
    """One file: front matter, blocks and footnotes, each with its line."""

    def __init__(self, text: str, path: str) -> None:
        """Read a file's text; ``path`` is relative to ``content/``.

        Raises:
            LibraryFault: the front matter cannot be read.
        """
        self.text = text
        self.path = path
        self._front = front_matter.split(text, path)
        self.fields: dict[str, Any] = dict(self._front.mapping)
        self.body = self._front.body
        self.blocks: list[Block]
        self.notes: list[Note]
        first_line = text.count("\n", 0, len(text) - len(self.body)) + 1
        self.blocks, self.notes = split(self.body, first_line)

    @property
    def id(self) -> str:
        """The id, or an empty string."""
        return str(self.fields.get("id", ""))

    @property
    def kind(self) -> str:
        """The kind as written, ``hub`` and ``reading-list`` included."""
        return str(self.fields.get("kind", ""))

    @property
    def hub(self) -> str:
        """The hub it stands in; a hub's own id."""
        return str(self.fields.get("hub", self.path.split("/")[0]))

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Everything it cites: ``source`` and ``further_sources``, or a hub's ``sources``."""
        one = self.fields.get("source")
        more = self.fields.get("further_sources") or self.fields.get("sources") or []
        return [source for source in [one, *more] if isinstance(source, dict)]

    @cached_property
    def words(self) -> int:
        """Words that are read: all blocks but figures and other code; no footnotes."""
        readable = (block for block in self.blocks if block.kind != "code")
        return sum(len(words(plain(block.text))) for block in readable)

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, as the site tells it."""
        return reading_minutes(count_words(self.body))

    def line_of(self, field: str) -> int:
        """1-based line of a front matter field; 1 where it is not there."""
        return self._front.line_of(field)

    def fault(self, line: int, message: str, remedy: str) -> Fault:
        """A fault of this file."""
        return Fault(self.path, line, message, remedy)


@dataclass
class Shelf:
    """The library as a whole."""

    pages: dict[str, Page] = field(default_factory=dict)
    unreadable: dict[str, LibraryFault] = field(default_factory=dict)

    @cached_property
    def documents(self) -> dict[str, Page]:
        """Documents by id: neither hubs nor reading lists."""
        return {page.id: page for page in self._of(lambda kind: kind not in {"hub", LIST})}

    @cached_property
    def lists(self) -> dict[str, Page]:
        """Reading lists by id."""
        return {page.id: page for page in self._of(lambda kind: kind == LIST)}

    @cached_property
    def hubs(self) -> dict[str, Page]:
        """Hubs by id."""
        return {page.id: page for page in self._of(lambda kind: kind == "hub")}

    def _of(self, fits: Any) -> Iterator[Page]:
        return (page for page in self.pages.values() if fits(page.kind))


@cache
def shelf(root: Path = CONTENT) -> Shelf:
    """Every file of a content folder."""
    found = Shelf()
    for path in sorted(root.rglob("*.md")):
        name = path.relative_to(root).as_posix()
        try:
            found.pages[name] = Page(path.read_text("utf-8"), name)
        except LibraryFault as fault:
            found.unreadable[name] = fault
    return found
