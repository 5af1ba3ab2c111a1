"""What Yammer's messages say: references as names, links written out, files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.threads.base import SourceAttachment, SourcePerson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.platforms.delimited import Row
    from ingest.threads.platforms.yammer.network import Network

__all__ = ["attachments_of", "text_of"]

_USER = re.compile(r"\[?\[user:(\d+)(?::([^\[\]]*))?\]\]?", re.IGNORECASE)
_TAG = re.compile(r"\[tag:\d+:([^\[\]]+)\]", re.IGNORECASE)
_UPLOADED = re.compile(r"uploadedfile:(\d+)", re.IGNORECASE)
_LINKED = re.compile(r"opengraphobject:\[\d* : (\S+) : title=\"(.*?)\"", re.IGNORECASE)


def text_of(row: Row, network: Network) -> tuple[str, tuple[SourcePerson, ...]]:
    """The words with names for references and links written out, and whom they mention."""
    named: dict[SourcePerson, None] = {}

    def called(found: re.Match[str]) -> str:
        person = network.people.get(found[1]) or SourcePerson(found[2] or "", handle=found[1])
        named[person] = None
        return f"@{person.name or found[1]}"

    body = _TAG.sub(r"#\1", _USER.sub(called, row.get("body")))
    links = [
        f"{title}\n{address}".strip()
        for address, title in _LINKED.findall(row.get("attachments"))
        if address not in body
    ]
    return "\n\n".join(part for part in (body, *links) if part), tuple(named)


def attachments_of(field_text: str, network: Network) -> Iterator[SourceAttachment]:
    """The files that a field of a message names."""
    for identifier in _UPLOADED.findall(field_text):
        yield network.files.get(identifier) or SourceAttachment(f"file {identifier}")
