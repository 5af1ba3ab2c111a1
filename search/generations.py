"""The generation a reader asks: picked up anew whenever the index has switched."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kb.errors import IndexFault
from search.index_folder import IndexFolder

if TYPE_CHECKING:
    from pathlib import Path

    from search.generation import Generation

_TRIES = 5


class Generations:
    """Holds the serving generation open; safe to share between threads."""

    def __init__(self, root: Path) -> None:
        """``root`` is the index folder. Nothing is opened yet."""
        self._folder = IndexFolder(root)
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._open: Generation | None = None

    def serving(self) -> Generation | None:
        """The generation that serves now; ``None`` where nothing was ever indexed.

        Looks at one small file's time stamp and opens anything only when that has changed. A
        generation that was handed out stays readable while somebody holds it.

        Raises:
            IndexFault: the index is damaged.
        """
        seen = self._stamp()
        if seen != self._seen or self._open is None:
            with self._lock:
                if seen != self._seen or self._open is None:
                    self._seen, self._open = None, None
                    self._open = self._opened() if seen else None
                    self._seen = seen
        return self._open

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self._folder.current_file.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise IndexFault("The index cannot be read", "Check the disk.") from error
        return status.st_ino, status.st_mtime_ns

    def _opened(self) -> Generation | None:
        """Open what serves; it may be replaced twice while we look, so look again."""
        from search.generation import Generation

        for _ in range(_TRIES):
            number = self._folder.current()
            if number is None:
                return None
            try:
                return Generation.open(self._folder, number)
            except FileNotFoundError:
                continue
        raise IndexFault("Files of the index are missing", "Run `kb reindex`.")
