"""Checks files of the starter library: ``python -m tests.guards.content [FILE...]``.

Without files, every one, and the library as a whole. Exits with 1 where there is a fault, with 2
for a file that is none of the library.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.guards.content import coverage, repetition, spelling, worked_examples
from tests.guards.content.checks import faults
from tests.guards.content.pages import CONTENT, shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.pages import Shelf


def main(names: list[str], library: Shelf) -> int:
    """Print every fault, one a line; return the exit status."""
    there = {str(CONTENT / path): path for path in [*library.pages, *library.unreadable]}
    wanted = [there.get(str(Path(name).resolve()), "") for name in names]
    if "" in wanted:
        print(f"{names[wanted.index('')]} is no file of {CONTENT}.")
        return 2
    told = [*_of_files(set(wanted) or set(there.values()), library)]
    if not names:
        told += _of_the_whole(library)
    print("\n".join(told) or "No fault found.")
    return bool(told)


def _of_files(paths: set[str], library: Shelf) -> Iterator[str]:
    for path, page in library.pages.items():
        if path in paths:
            yield from map(str, faults(page, library))
    yield from (str(fault) for path, fault in library.unreadable.items() if path in paths)
    repeated = repetition.check(list(library.documents.values()))
    yield from (str(fault) for fault in repeated if fault.path in paths)


def _of_the_whole(library: Shelf) -> Iterator[str]:
    yield from map(str, coverage.check(library))
    for name in worked_examples.left_over(library):
        yield f"{name}: no document has this example. Add it, or take the function out."
    for word in sorted(spelling.own_words() - spelling.used(list(library.pages.values()))):
        yield f"tests/guards/content/words.txt: no page uses “{word}”. Take it out."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], shelf()))
