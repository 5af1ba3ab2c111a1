"""Where an export is unpacked: a folder of one run, gone with it however the run ends."""

from __future__ import annotations

import fcntl
import secrets
import shutil
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from kb.files import home_fault, locked, make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from kb.home import Home

_PREFIX = "import-"
_HELD = ".held"


@contextmanager
def scratch(home: Home) -> Iterator[Path]:
    """A folder in the home, where there is room for what is unpacked.

    A run that is killed leaves its folder behind, with messages that nobody wanted to import. The
    next run removes it: what it holds is locked as long as its process lives.

    Raises:
        HomeFault: it cannot be made.
    """
    folder = home.jobs / f"{_PREFIX}{secrets.token_hex(8)}"
    try:
        with _between(home):
            _clear(home)
            make_folder(folder)
            held = folder.with_suffix(_HELD).open("x")
            fcntl.flock(held, fcntl.LOCK_EX)
    except OSError as error:
        raise home_fault(error, "Making a folder for this import") from error
    with held:
        try:
            yield folder
        finally:
            _remove(folder)


def clear(home: Home) -> None:
    """Remove the folders of runs that were killed."""
    with _between(home):
        _clear(home)


def _between(home: Home) -> AbstractContextManager[None]:
    """Held for the moment in which a folder appears or is looked at."""
    return locked(home.locks / "imports.lock", what="imports")


def _clear(home: Home) -> None:
    for path in home.jobs.glob(f"{_PREFIX}*{_HELD}"):
        with path.open("a") as stream:
            if _is_free(stream):
                _remove(path.with_suffix(""))


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.with_suffix(_HELD).unlink(missing_ok=True)


def _is_free(stream: IO[str]) -> bool:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
