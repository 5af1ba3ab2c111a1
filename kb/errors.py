"""Every fault a person can meet, each with the sentence that says what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class KbError(Exception):
    """A fault stated in one line, with a remedy.

    Attributes:
        message: what is wrong, in plain words, without a full stop problem of its own.
        remedy: what the reader can do now; empty only where nothing can be done.
        exit_code: what ``kb`` exits with (1 a fault, 2 wrong usage).
    """

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}".rstrip() if self.remedy else self.message


class UsageFault(KbError):
    """The command or request was wrong, not the state of the instance."""

    exit_code = 2


class HomeFault(KbError):
    """The home folder is missing, read-only or full."""


class DatabaseFault(KbError):
    """The database is locked, unreachable or of another version."""


class IndexFault(KbError):
    """The index is missing or damaged; it can always be rebuilt with ``kb reindex``."""


class ModelFault(KbError):
    """The embedding model cannot be loaded or does not fit the index."""


class SummaryFault(KbError):
    """No summary was written; what is quoted stands without it."""


class LibraryFault(KbError):
    """A library file is malformed: names file, line, field and remedy.

    Attributes:
        path: the file, relative to the content folder where possible.
        line: 1-based line in the file; 0 when the whole file is meant.
        field: the front matter field, or an empty string.
    """

    def __init__(
        self, path: Path | str, line: int, field: str, message: str, remedy: str = ""
    ) -> None:
        super().__init__(message, remedy)
        self.path = str(path)
        self.line = line
        self.field = field

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {super().__str__()}"


class ConversionFault(KbError):
    """A source file could not be turned into Markdown: ``message`` is the reason."""
