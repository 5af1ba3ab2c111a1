"""Messages of Telegram Desktop's exports as posts."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.base import ImportOptions, SourceAttachment, SourcePerson, SourcePost
from ingest.threads.platforms import fields
from ingest.threads.platforms.telegram.extras import extras, reactions_of
from ingest.threads.platforms.times import epoch, iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.threads.platforms.fields import Record

__all__ = ["message_post"]

_MEDIA = ("file", "photo")
_NOT_INCLUDED = "(File "  # "(File not included. Change data exporting settings to download.)"


def message_post(
    message: Record,
    text: str,
    files: Mapping[str, Path],
    folder: PurePosixPath,
    options: ImportOptions,
) -> SourcePost:
    """A message as it stands in a chat.

    Args:
        message: as exported.
        text: its words, as Markdown.
        files: all of the export, by name.
        folder: where in the export the message's file is.
        options: for the zone of times without one.
    """
    elsewhere = fields.field(message, "reply_to_peer_id")
    return SourcePost(
        key=fields.field(message, "id"),
        author=_author(message),
        text="\n\n".join(part for part in (text.strip(), *extras(message)) if part),
        at=epoch(message.get("date_unixtime")) or iso(message.get("date"), options),
        reply_to=None if elsewhere else fields.field(message, "reply_to_message_id") or None,
        reactions=reactions_of(message),
        attachments=tuple(_attachments(message, files, folder)),
    )


def _attachments(
    message: Record, files: Mapping[str, Path], folder: PurePosixPath
) -> Iterator[SourceAttachment]:
    """Files by their path in the export; those left out of it by their name or kind."""
    for part in _MEDIA:
        path = fields.field(message, part)
        if path:
            left_out = path.startswith(_NOT_INCLUDED)
            name = fields.field(message, "file_name") if part == "file" else ""
            shown = "" if left_out else PurePosixPath(path).name
            name = name or shown or fields.field(message, "media_type") or part
            yield SourceAttachment(name, None if left_out else files.get(str(folder / path)))


def _author(message: Record) -> SourcePerson:
    """Who wrote it; people who closed their accounts have no name any more."""
    name, handle = fields.field(message, "from"), fields.field(message, "from_id")
    return SourcePerson(name=name, handle=handle, aliases=(name,) if name else ())
