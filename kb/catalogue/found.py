"""A file of the library as one pass found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from kb.library import AnyEntry, Document, Hub, ReadingList

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind_co = TypeVar("Kind_co", bound=AnyEntry, covariant=True)
One = TypeVar("One", Hub, Document, ReadingList)


@dataclass(frozen=True)
class Found(Generic[Kind_co]):
    """A file that could be read.

    Attributes:
        path: relative to the content folder.
        content_hash: SHA-256 of its bytes.
        entry: what it is.
    """

    path: str
    content_hash: str
    entry: Kind_co


def of_kind(found: Iterable[Found[AnyEntry]], kind: type[One]) -> list[Found[One]]:
    """The files that are hubs, documents or reading lists."""
    return [
        Found(one.path, one.content_hash, one.entry) for one in found if isinstance(one.entry, kind)
    ]
