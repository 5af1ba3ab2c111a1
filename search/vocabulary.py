"""How often each word stands in a library: what a misspelled word is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.manifest import read_column, write_column
from search.spelling import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE = "vocabulary.json"


def write_vocabulary(texts: Iterable[str], target: Path, base: Path | None) -> None:
    """Count the words of what is new; those of what is gone are counted until a reindex.

    Args:
        texts: of the passages that are new.
        target: the folder of the new generation.
        base: that of the one it is built upon.
    """
    counts = count_words(texts)
    if base is not None:
        counts.update(read_vocabulary(base))
    write_column(target / FILE, counts)


def read_vocabulary(folder: Path) -> dict[str, int]:
    """The words of a generation; none once it was replaced and removed."""
    try:
        return read_column(folder / FILE, int)
    except FileNotFoundError:
        return {}
