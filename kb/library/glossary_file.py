"""The glossary of an instance: one file, read again when it changes."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from kb.errors import LibraryFault
from kb.library.folder import decode
from kb.library.glossary import Glossary
from kb.library.glossary_parsing import parse_glossary

if TYPE_CHECKING:
    from pathlib import Path

_State = tuple[int, int, int]


class GlossaryFile:
    """Reads the file when first asked and whenever it has changed since; safe between threads."""

    def __init__(self, path: Path) -> None:
        """``path`` is the file; nothing is read yet, and it need not be there."""
        self._path = path
        self._seen: _State | None = None
        self._glossary = Glossary()
        self._fault: LibraryFault | None = None
        self._lock = Lock()

    def read(self) -> Glossary:
        """What the file says; an empty glossary where there is none.

        Raises:
            LibraryFault: it cannot be read, with line and remedy.
        """
        with self._lock:
            self._refresh()
            if self._fault:
                raise self._fault
            return self._glossary

    def usable(self) -> Glossary:
        """What the file said when it could last be read: a slip in it takes no page down.

        The fault stands in the log once; `kb sync` and `kb doctor` name it.
        """
        with self._lock:
            self._refresh()
            return self._glossary

    def _refresh(self) -> None:
        try:
            status = self._path.stat()
        except OSError:
            self._seen, self._fault = None, None
            self._glossary = self._glossary if not self._glossary.entries else Glossary()
            return
        state = (status.st_mtime_ns, status.st_size, status.st_ino)
        if state == self._seen:
            return
        self._seen = state
        try:
            self._glossary, self._fault = parse_glossary(self._text(), self._path.name), None
        except LibraryFault as fault:
            self._fault = fault
            import structlog

            structlog.get_logger().warning("glossary_not_read", fault=str(fault))

    def _text(self) -> str:
        try:
            return decode(self._path.read_bytes(), self._path.name)
        except OSError as error:
            message = f"The file cannot be read ({error.strerror})"
            remedy = "Make it readable for this user."
            raise LibraryFault(self._path.name, 0, "", message, remedy) from error
