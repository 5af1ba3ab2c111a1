"""Bulk exports, as ``mmctl export`` and ``mattermost export bulk`` write them."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.base import PRIVATE, UNREADABLE, SourceAttachment, SourcePost, Tally
from ingest.threads.platforms import fields
from ingest.threads.platforms.fields import Record, record, records
from ingest.threads.platforms.json_files import json_lines
from ingest.threads.platforms.mattermost.posts import add, reactions
from ingest.threads.platforms.times import epoch

if TYPE_CHECKING:
    from ingest.threads.chats import Chats
    from ingest.threads.export import Export, ExportFile
    from ingest.threads.platforms.mattermost.server import Server

__all__ = ["Bulk"]


class Bulk:
    """One bulk export, in which people and channels stand before the posts."""

    def __init__(self, export: Export, server: Server, chats: Chats, tally: Tally) -> None:
        """Posts go to ``chats``, people and channels to ``server``."""
        self._files = {file.name: file.path for file in export.files}
        self._server, self._chats, self._tally = server, chats, tally
        self._folder = PurePosixPath()

    def read(self, file: ExportFile) -> None:
        """Every line of it."""
        self._folder = PurePosixPath(file.name).parent
        for line in json_lines(file, self._tally):
            kind = fields.field(line, "type")
            if line is None:
                self._tally.seen()
                self._tally.skip(UNREADABLE)
            elif kind == "user":
                self._server.learn_person(record(line, "user"))
            elif kind == "channel":
                channel = record(line, "channel")
                key = f"{fields.field(channel, 'team')}/{fields.field(channel, 'name')}"
                self._server.learn_channel(key, channel)
            elif kind == "post":
                self._read_post(record(line, "post"))
            elif kind == "direct_post":
                count = 1 + len(records(record(line, "direct_post").get("replies")))
                self._tally.seen(count)
                self._tally.skip(PRIVATE, count)

    def _read_post(self, post: Record) -> None:
        chat = f"{fields.field(post, 'team')}/{fields.field(post, 'channel')}"
        replies = records(post.get("replies"))
        self._tally.seen(1 + len(replies))
        if chat in self._server.closed:
            self._tally.skip(PRIVATE, 1 + len(replies))
            return
        self._add(chat, post, None)
        for reply in replies:
            self._add(chat, reply, _bulk_key(post))

    def _add(self, chat: str, post: Record, root: str | None) -> None:
        add(chat, self._post(post, root), post, self._server, self._chats, self._tally)

    def _post(self, post: Record, root: str | None) -> SourcePost:
        paths = [fields.field(item, "path") for item in records(post.get("attachments"))]
        return SourcePost(
            key=_bulk_key(post),
            author=self._server.person(fields.field(post, "user")),
            text=fields.field(post, "message"),
            at=epoch(post.get("create_at"), 1000),
            reply_to=root,
            reactions=reactions(post.get("reactions")),
            attachments=tuple(self._attachment(path) for path in paths if path),
        )

    def _attachment(self, path: str) -> SourceAttachment:
        near = (str(self._folder / path), str(self._folder / "data" / path))
        found = next((self._files[name] for name in near if name in self._files), None)
        return SourceAttachment(PurePosixPath(path).name, found)


def _bulk_key(post: Record) -> str:
    """Bulk exports have no ids: the moment, to the millisecond, and who wrote then."""
    who = hashlib.blake2s(fields.field(post, "user").encode(), digest_size=4).hexdigest()
    return f"{fields.field(post, 'create_at')}-{who}"
