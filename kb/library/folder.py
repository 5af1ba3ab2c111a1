"""The library on disk: find, read and write its Markdown files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kb.errors import HomeFault, LibraryFault
from kb.files import write_atomic
from kb.library.document import Document
from kb.library.hub import Hub
from kb.library.parsing import parse_entry
from kb.library.reading_list import ReadingList

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.library.parsing import AnyEntry


class Library:
    """The files below one content folder. Paths given and returned are relative to it."""

    def __init__(self, root: Path) -> None:
        """``root`` is the content folder."""
        self.root = root

    def paths(self) -> Iterator[str]:
        """Every Markdown file, sorted, hidden files and folders (``.git``) left out."""
        for path in sorted(self.root.rglob("*.md")):
            relative = path.relative_to(self.root)
            hidden = any(part.startswith(".") for part in relative.parts)
            if not hidden and path.is_file() and _readable(relative.as_posix()) == str(relative):
                yield relative.as_posix()

    def misnamed(self) -> Iterator[str]:
        """Markdown files whose name is not UTF-8, which no database takes, made readable."""
        for path in sorted(self.root.rglob("*.md")):
            relative = path.relative_to(self.root).as_posix()
            if _readable(relative) != relative:
                yield _readable(relative)

    def read_text(self, path: str) -> str:
        """A file's text.

        Raises:
            LibraryFault: not UTF-8, with the line of the first bad byte; gone; or not readable.
        """
        return decode(self.read_bytes(path), path)

    def read_bytes(self, path: str) -> bytes:
        """A file's bytes.

        Raises:
            LibraryFault: gone, or not readable.
        """
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError as error:
            raise LibraryFault(path, 0, "", "The file is gone", "Run `kb sync`.") from error
        except OSError as error:
            raise LibraryFault(
                path,
                0,
                "",
                f"The file cannot be read ({error.strerror})",
                "Make it readable for this user.",
            ) from error

    def entry(self, path: str) -> AnyEntry:
        """Read one file as what its front matter says it is."""
        return parse_entry(self.read_text(path), path)

    def document(self, path: str) -> Document:
        """Read one document."""
        return Document.parse(self.read_text(path), path)

    def hub(self, path: str) -> Hub:
        """Read one hub."""
        return Hub.parse(self.read_text(path), path)

    def reading_list(self, path: str) -> ReadingList:
        """Read one reading list."""
        return ReadingList.parse(self.read_text(path), path)

    def write(self, path: str, document: Document) -> bytes:
        """Write a document atomically.

        Returns:
            The bytes now in the file.
        """
        data = document.render().encode()
        write_atomic(self.resolve(path), data)
        return data

    def resolve(self, path: str) -> Path:
        """The absolute path of a file, which must lie in the library.

        Raises:
            HomeFault: for a path that leads out of it.
        """
        full = (self.root / path).resolve()
        if not full.is_relative_to(self.root.resolve()):
            raise HomeFault(f"{path} is not in the library", "Use a path below its folder.")
        return full


def _readable(name: str) -> str:
    return os.fsencode(name).decode(errors="replace")


def document_path(document: Document | ReadingList) -> str:
    """Where a new document or reading list belongs: ``<hub>/<kind>/<id>.md``."""
    return f"{document.hub}/{document.kind}/{document.id}.md"


def decode(data: bytes, path: str) -> str:
    """Bytes of a library file as text.

    Raises:
        LibraryFault: not UTF-8, with the line of the first bad byte.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LibraryFault(
            path, line, "", "The file is not UTF-8 text", "Save it as UTF-8."
        ) from error
