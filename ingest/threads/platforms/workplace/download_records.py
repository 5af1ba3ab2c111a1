"""What records of a person's own download say, and where in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.base import SourcePerson
from ingest.threads.platforms.workplace.links import Place, place_of
from ingest.threads.platforms.workplace.mojibake import mended
from ingest.threads.platforms.workplace.said import as_list, as_map, as_name, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["address_of", "comment_of", "identity_of", "maps", "name_in", "tagged"]

_ADDRESSES = ("permalink_url", "permalink", "uri", "url", "href")


def maps(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [one for one in as_list(value) if isinstance(one, dict)]


def name_in(value: Any) -> str:
    """A name as it was written: mended first, since misread letters pass for spaces."""
    return as_name(mended(as_text(value)))


def comment_of(record: dict[str, Any]) -> dict[str, Any]:
    """The part of a record that holds a comment; empty where it is a post."""
    return next(
        (as_map(one["comment"]) for one in maps(record.get("data")) if "comment" in one), {}
    )


def address_of(records: Iterable[dict[str, Any]]) -> str:
    """The first address in the records that leads to a post."""
    said = (as_name(record[field]) for record in records for field in _ADDRESSES if field in record)
    return next((address for address in said if place_of(address).post), "")


def identity_of(record: dict[str, Any], kind: str, at: Place) -> str:
    """The platform's id of what was said, where the record has one."""
    own = as_name(record.get("fbid")) or as_name(record.get("id"))
    in_address = (at.reply or at.comment) if kind == "comment" else at.post
    return (in_address or own).rpartition("_")[2]


def tagged(record: dict[str, Any]) -> tuple[SourcePerson, ...]:
    """The people whom a record tags."""
    names = (name_in(one.get("name")) for one in maps(record.get("tags")))
    return tuple(SourcePerson(name) for name in names if name)
