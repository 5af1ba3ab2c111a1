"""Records of a person's own download: what is a post in a group, and what is never imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.base import (
    DELETED,
    PRIVATE,
    UNREADABLE,
    ImportOptions,
    SourceAttachment,
    SourcePerson,
    Tally,
)
from ingest.threads.platforms.times import moment
from ingest.threads.platforms.workplace.download_records import (
    address_of,
    comment_of,
    identity_of,
    maps,
    name_in,
    tagged,
)
from ingest.threads.platforms.workplace.links import place_of
from ingest.threads.platforms.workplace.media import MediaFiles, external_links, with_links
from ingest.threads.platforms.workplace.mojibake import mended
from ingest.threads.platforms.workplace.personal import Staged, Staging
from ingest.threads.platforms.workplace.said import (
    ANONYMOUS,
    DRAFT,
    ON_PROFILE,
    Said,
    as_list,
    as_map,
    as_name,
    as_text,
    digest,
    with_names,
)

if TYPE_CHECKING:
    from ingest.threads.platforms.workplace.directory import Directory

__all__ = ["COMMENTS", "LEFT_OUT", "POSTS", "DownloadReader"]

POSTS = ("group_posts_v2.item", "group_posts.activity_log_data.item")
COMMENTS = ("group_comments_v2.item", "comments_v2.item")
# Lists whose elements are counted and left out.
LEFT_OUT = {
    "messages.item": PRIVATE,
    "trash_v2.item": DELETED,
    "archive_v2.item": DELETED,
    "pending_posts_v2.item": DRAFT,
    "anonymous_author_posts.item": ANONYMOUS,
    "status_updates.item": ON_PROFILE,
}


class DownloadReader:
    """Stages what can be imported, and counts what cannot."""

    def __init__(
        self, staging: Staging, directory: Directory, tally: Tally, files: MediaFiles
    ) -> None:
        """Posts and comments go to ``staging``."""
        self._staging = staging
        self._directory = directory
        self._tally = tally
        self._files = files

    def read(self, place: str, record: Any, name: str, options: ImportOptions) -> None:
        """Take the record that stands at a place of a file of this name."""
        if place in LEFT_OUT:
            self._leave_out(LEFT_OUT[place])
        elif not isinstance(record, dict):
            self._leave_out(UNREADABLE)
        elif place == "comments_v2.item" and not comment_of(record).get("group"):
            self._leave_out(ON_PROFILE)
        elif place in COMMENTS or comment_of(record):
            self._stage(record, comment_of(record), "comment", name, options)
        else:
            self._stage(record, record, "post", name, options)

    def elsewhere(self, record: Any) -> bool:
        """Count what somebody wrote on a profile; whether the record is a post at all."""
        if not isinstance(record, dict) or "id" in record or "timestamp" not in record:
            return False
        if any("post" in one for one in maps(record.get("data"))):
            self._leave_out(ON_PROFILE)
        return "label_values" not in record

    def profile(self, value: Any) -> None:
        """Note whom a download is of, so that the same person is known on other platforms."""
        name = as_map(as_map(value).get("name"))
        emails = as_map(value).get("emails")
        addresses = as_list(as_map(emails).get("emails")) or as_list(emails)
        email = next((as_name(one) for one in addresses if "@" in as_name(one)), "")
        full = name_in(name.get("full_name")) or name_in(as_map(value).get("name"))
        if full:
            self._directory.add_person(SourcePerson(full, email))

    def _leave_out(self, reason: str) -> None:
        self._tally.seen()
        self._tally.skip(reason)

    def _stage(
        self,
        record: dict[str, Any],
        own: dict[str, Any],
        kind: str,
        name: str,
        options: ImportOptions,
    ) -> None:
        """Stage a record; ``own`` holds its words' author, group and time."""
        line = mended(as_text(record.get("title")))
        data = maps(record.get("data"))
        words = [own.get("comment")] if kind == "comment" else [one.get("post") for one in data]
        text, named = with_names(mended("\n\n".join(as_text(one) for one in words if one)))
        time = own.get("timestamp", record.get("timestamp")) or record.get("timestamp")
        author, group = name_in(own.get("author")), name_in(own.get("group"))
        attachments, links, described = self._attached(record, name)
        if not text.strip():
            text = "\n\n".join(described)
        address = address_of([record, own, *data])
        at = place_of(address)
        identity = identity_of(record, kind, at) or digest(line, time, text, author, group)
        said = Said(
            key=identity,
            text=with_links(text, links),
            author=SourcePerson(author),
            at=moment(time, options),
            group_id=at.group if at.group.isdigit() else "",
            group=group,
            attachments=tuple(attachments),
            permalink=address if at.post else "",
            mentioned=(*named, *tagged(record)),
        )
        self._staging.add(Staged(said, line, at, comment=kind == "comment"))

    def _attached(
        self, record: dict[str, Any], name: str
    ) -> tuple[list[SourceAttachment], list[tuple[str, str]], list[str]]:
        """Files, links, and what people wrote below the files."""
        found: list[SourceAttachment] = []
        links: list[tuple[str, str]] = []
        described: list[str] = []
        for one in maps(record.get("attachments")):
            for inner in maps(one.get("data")):
                media = as_map(inner.get("media"))
                links += [(name_in(title), link) for title, link in external_links(inner)]
                if uri := as_text(media.get("uri")):
                    found.append(self._files.beside(mended(uri), name))
                described += filter(None, [mended(as_text(media.get("description")))])
        return found, links, described
