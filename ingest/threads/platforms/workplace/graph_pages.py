"""Whose posts or comments a file of a Graph API dump holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.threads.export import ExportFile

__all__ = ["Page", "page_of"]

_EDGE = re.compile(
    rb"graph\.(?:workplace|facebook)\.com\\?/(?:v[\d.]+\\?/)?(\d+(?:_\d+)?)\\?/(feed|comments)\b"
)
_NAMED = re.compile(
    r"(\d{5,}(?:_\d+)?)\D*?(feed|posts|comments)|(feed|posts|comments)\D*?(\d{5,}(?:_\d+)?)"
)
_TAIL = 16 * 1024


@dataclass(frozen=True)
class Page:
    """Whose posts or comments a file holds, each empty where the file does not say.

    Attributes:
        owner: id of the group, or of the post or comment.
        edge: ``feed`` or ``comments``.
    """

    owner: str = ""
    edge: str = ""


def page_of(file: ExportFile) -> Page:
    """By the address of the next or last page that the file holds, or by its name."""
    with file.path.open("rb") as stream:
        head = stream.read(_TAIL)
        stream.seek(max(0, file.path.stat().st_size - _TAIL))
        tail = stream.read(_TAIL)
    within = [*_EDGE.findall(head), *_EDGE.findall(tail)]
    if within:
        return Page(*(part.decode() for part in within[-1]))
    named = _NAMED.search("/".join(file.name.lower().split("/")[-2:]))
    if named is None:
        return Page()
    edge = named[2] or named[3]
    return Page(named[1] or named[4], "comments" if edge == "comments" else "feed")
