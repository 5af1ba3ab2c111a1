"""Reads the library's files for a pass and names those that cannot be read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kb.catalogue.found import Found, One
from kb.errors import LibraryFault
from kb.library import parse_entry
from kb.library.folder import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kb.catalogue.report import SyncReport
    from kb.library import AnyEntry, Library


class Reader:
    """Reads files, and names those that cannot be read in the report."""

    def __init__(self, library: Library, report: SyncReport, known: Collection[str]) -> None:
        """``known`` paths were catalogued before: they come before copies made elsewhere."""
        self._library = library
        self._report = report
        self._known = known

    def hashes(self) -> dict[str, str]:
        """Content hash of every file, by path."""
        for path in self._library.misnamed():
            fault = LibraryFault(path, 0, "", "The file's name is not UTF-8", "Rename it.")
            self._report.problems.append(fault)
        found = {}
        for path in self._library.paths():
            try:
                found[path] = _hash(self._library.read_bytes(path))
            except LibraryFault as fault:
                self._report.problems.append(fault)
        return found

    def read(self, paths: Iterable[str]) -> list[Found[AnyEntry]]:
        """Read files, those in their old places first."""
        found: list[Found[AnyEntry]] = []
        for path in sorted(paths, key=lambda path: (path not in self._known, path)):
            try:
                data = self._library.read_bytes(path)
                entry = parse_entry(decode(data, path), path)
            except LibraryFault as fault:
                self._report.problems.append(fault)
            else:
                found.append(Found(path, _hash(data), entry))
        return found

    def unique(self, found: Iterable[Found[One]], kept: Mapping[str, str]) -> dict[str, Found[One]]:
        """Files of one kind by id; the second of two with one id is named and left out.

        Args:
            found: in the order in which they have a right to their id.
            kept: ids that are taken, with their paths.
        """
        taken = dict(kept)
        named: dict[str, Found[One]] = {}
        for one in found:
            identity = one.entry.id
            if identity in taken:
                message = f"`{identity}` is also the id of {taken[identity]}"
                remedy = "Give one of the two another id, or delete it."
                self._report.problem(one, ("id",), message, remedy)
            else:
                taken[identity] = one.path
                named[identity] = one
        return named


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
