"""What a database driver says, in plain words and with a remedy."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from kb.errors import DatabaseFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEND = "Restore a backup with `kb restore`, or move the file away and run `kb init`"
_DAMAGED = ("The database file is damaged", f"{_MEND}; the library's files are not affected.")
_FULL = ("The disk is full", "Free some space and run the command again; nothing was lost.")
_EMPTY = ("The database has no tables yet", "Run `kb init`.")
_UNREACHED = (
    "The database server cannot be reached",
    "Start it, and check the address in KB_DATABASE_URL.",
)
_REFUSED = (
    "The database server refuses this user or database",
    "Check user, password and name in KB_DATABASE_URL, and what the user is granted.",
)
_LOCKED = (
    "The database is locked by another process",
    "Wait for it to end or stop it, then run the command again.",
)
_READ_ONLY = ("The database cannot be written", "Make the home folder writable for this user.")
_UNOPENED = (
    "The database file cannot be opened",
    "Run `kb init`, and check that the home folder is readable and writable.",
)
# The first sign found in the driver's words decides; SQLite's come first.
_SIGNS = {
    "is locked": _LOCKED,
    "readonly database": _READ_ONLY,
    "unable to open": _UNOPENED,
    "disk is full": _FULL,
    "no space left": _FULL,
    "malformed": _DAMAGED,
    "not a database": _DAMAGED,
    "disk i/o error": (
        "The disk under the database fails or is full",
        "Check the disk and free some space; the library's files are not affected.",
    ),
    "no such table": _EMPTY,
    "undefinedtable": _EMPTY,
    "lock timeout": _LOCKED,
    "deadlock detected": _LOCKED,
    "read-only transaction": ("The database server is read-only", "Use its primary server."),
    "authentication failed": _REFUSED,
    "permission denied": _REFUSED,
    'database "': _REFUSED,
    'role "': _REFUSED,
    "connect": _UNREACHED,
}


@contextmanager
def faults() -> Iterator[None]:
    """Turn the driver's errors into a `DatabaseFault` with a remedy.

    Rows that break a constraint are a programmer's business and pass through.
    """
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as error:
        said = f"{type(error.orig).__name__}: {error.orig}"
        if error.connection_invalidated:
            raise DatabaseFault(*_UNREACHED) from error
        for sign, (message, remedy) in _SIGNS.items():
            if sign in said.lower():
                raise DatabaseFault(message, remedy) from error
        first_line = said.splitlines()[0]
        raise DatabaseFault(
            f"The database failed ({first_line})", "Run `kb doctor`, or report this."
        ) from error
