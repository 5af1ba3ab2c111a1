"""The first lines of tables: what their columns are called, and what stands between them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from ingest.converters.text_decoding import decode_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.threads.export import ExportFile

__all__ = ["columns_of", "header_of", "plain_heading"]

_DELIMITERS = ",;\t|"


def plain_heading(heading: str) -> str:
    """A heading in small letters, without marks of its encoding and quotes around it."""
    return " ".join(heading.strip("\ufeff\"' ").split()).lower()


def columns_of(file: ExportFile, named: Callable[[str], str]) -> list[str]:
    """The columns that a file's beginning names; see `header_of`."""
    head = decode_text(b"\n".join(file.head().split(b"\n", 2)[:2])).text.removeprefix("\ufeff")
    lines = head.splitlines()
    return header_of(
        lines[1] if lines[1:] and head.lower().startswith("sep=") else "".join(lines[:1]), named
    )[0]


def header_of(head: str, named: Callable[[str], str]) -> tuple[list[str], str]:
    """The columns that a first line names, and what stands between them.

    Args:
        head: the first line.
        named: what a column is called here, by its trimmed heading; empty for unknown ones.

    Returns:
        A name for each column, empty for unknown ones, and the delimiter that makes the most known.
    """
    best: tuple[list[str], str] = ([], ",")
    for delimiter in _DELIMITERS:
        headings = next(csv.reader(head.splitlines()[:1], delimiter=delimiter), [])
        names = [named(heading.strip()) for heading in headings]
        if sum(map(bool, names)) > sum(map(bool, best[0])):
            best = (names, delimiter)
    return best
