"""What one pass over the library found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.errors import LibraryFault

if TYPE_CHECKING:
    from kb.catalogue.found import Found
    from kb.library import AnyEntry


@dataclass
class SyncReport:
    """What one pass found. Lists hold document ids, sorted; ``problems`` are named faults."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unchanged: int = 0
    hubs: int = 0
    reading_lists: int = 0
    problems: list[LibraryFault] = field(default_factory=list)

    def problem(
        self, found: Found[AnyEntry], where: tuple[str | int, ...], message: str, remedy: str
    ) -> None:
        """Name what is wrong with a value of a file that was read."""
        line = found.entry.line_of(*where)
        self.problems.append(LibraryFault(found.path, line, str(where[0]), message, remedy))
