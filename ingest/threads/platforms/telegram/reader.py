"""Reads files of either shape, exports and updates, into chats."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ingest.threads.base import (
    EMPTY,
    PRIVATE,
    SYSTEM,
    ImportOptions,
    SourcePerson,
    SourcePost,
    Tally,
)
from ingest.threads.chats import OLDER, Chats
from ingest.threads.platforms import fields
from ingest.threads.platforms.fields import Record, record
from ingest.threads.platforms.json_files import walk_json
from ingest.threads.platforms.telegram.messages import message_post
from ingest.threads.platforms.telegram.text import telegram_text
from ingest.threads.platforms.telegram.updates import message_of, update_post

if TYPE_CHECKING:
    from ingest.threads.export import Export, ExportFile

__all__ = ["Reader"]

# Where messages stand: an export of one chat, of all chats, and updates of a bot.
_ROOTS = ("", "chats.list.item.", "left_chats.list.item.")
_MESSAGES = frozenset(f"{root}messages.item" for root in _ROOTS)
_DESCRIBED = ("name", "type", "id")
_UPDATES = "result.item"
_PLACES = _MESSAGES | {_UPDATES} | {f"{root}{name}" for root in _ROOTS for name in _DESCRIBED}
_PRIVATE = frozenset({"personal_chat", "bot_chat", "saved_messages", "private", "verify_codes"})


@dataclass
class _Chat:
    """What is said of a chat before its messages."""

    key: str = ""
    name: str = ""
    kind: str = ""
    topics: dict[str, str] = field(default_factory=dict)


def _describe(chat: _Chat, part: str, value: Any) -> None:
    shown = fields.field({part: value}, part)
    if part == "name":
        chat.name = shown
    elif part == "type":
        chat.kind = shown
    else:
        chat.key = shown


class Reader:
    """Reads files one by one."""

    def __init__(self, export: Export, chats: Chats, tally: Tally, options: ImportOptions) -> None:
        """Posts go to ``chats``; ``names`` are those of the chats, by key."""
        self._files = {file.name: file.path for file in export.files}
        self._chats, self._tally, self._options = chats, tally, options
        self.names: dict[str, str] = {}

    def read(self, file: ExportFile) -> None:
        """Every message in a file."""
        folder = PurePosixPath(file.name).parent
        chat = _Chat()
        for place, value in walk_json(file, self._tally, _PLACES):
            part = place.rpartition(".")[2]
            if part in _DESCRIBED:
                chat = _Chat() if part == "name" else chat
                _describe(chat, part, value)
            elif isinstance(value, dict) and place == _UPDATES:
                self._update(value)
            elif isinstance(value, dict):
                self._message(chat, value, folder)

    def _message(self, chat: _Chat, message: Record, folder: PurePosixPath) -> None:
        """One of an export."""
        self._tally.seen()
        kind, key = fields.field(message, "type"), fields.field(message, "id")
        if chat.kind in _PRIVATE:
            self._tally.skip(PRIVATE)
            return
        if kind not in {"", "message"}:
            if fields.field(message, "action") == "topic_created":
                chat.topics[key] = fields.field(message, "title", "new_title")
            self._tally.skip(SYSTEM)
            return
        text, mentioned = telegram_text(message.get("text"))
        post = message_post(message, text, self._files, folder, self._options)
        reply = fields.field(message, "reply_to_message_id")
        topic = reply if reply in chat.topics else ""
        post = replace(post, reply_to=None) if topic else post
        self._add(chat.key, chat.name, post, topic=topic, mentioned=mentioned)

    def _update(self, update: Record) -> None:
        """One that a bot was sent."""
        kind, message = message_of(update)
        if not kind:
            return
        self._tally.seen()
        chat = record(message, "chat")
        if fields.field(chat, "type") in _PRIVATE:
            self._tally.skip(PRIVATE)
            return
        post = update_post(message)
        identifier = fields.field(chat, "id")
        if not (post.text or post.attachments):
            self._tally.skip(SYSTEM)
        elif kind.startswith("edited") and self._chats.replace(identifier, post):
            self._tally.skip(OLDER)
        else:
            self._add(identifier, fields.field(chat, "title"), post)

    def _add(
        self,
        chat: str,
        name: str,
        post: SourcePost,
        *,
        topic: str = "",
        mentioned: tuple[SourcePerson, ...] = (),
    ) -> None:
        if not (post.text or post.attachments):
            self._tally.skip(EMPTY)
            return
        self.names[chat] = name
        self._chats.add(chat, post, flow=topic, tie=post.key.zfill(20), mentioned=mentioned)
