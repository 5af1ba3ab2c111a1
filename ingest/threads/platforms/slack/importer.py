"""Slack: the export of a workspace, a file for each channel and day, and pages of its interface."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ingest.threads.base import EMPTY, PRIVATE, ImportOptions, SourceThread, Tally
from ingest.threads.chats import Chats
from ingest.threads.platforms.fields import records
from ingest.threads.platforms.json_files import load_json
from ingest.threads.platforms.slack.lists import folder_of, is_list, learn
from ingest.threads.platforms.slack.posts import post_of, refusal
from ingest.threads.platforms.slack.workspace import Workspace

if TYPE_CHECKING:
    from ingest.threads.export import Export, ExportFile

__all__ = ["SlackImporter"]

_MESSAGE = re.compile(rb'"type":\s*"message"')


class SlackImporter:
    """Reads the zip that Slack gives to owners, and pages such as ``conversations.history``."""

    name = "slack"
    label = "Slack"

    def recognises(self, export: Export) -> float:
        """By the lists beside the channels' folders, or by what stands first in messages."""
        if export.matching("channels.json") and export.matching("users.json"):
            return 0.95
        heads = [file.head() for file in export.matching("*.json")[:50]]
        return 0.8 if any(b'"ts"' in head and _MESSAGE.search(head) for head in heads) else 0.0

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Slack's threads; messages outside of them are cut as those of any chat."""
        workspace = Workspace()
        for file in export.files:
            learn(file, workspace, tally)
        with Chats(export, tally, options, has_threads=True) as chats:
            for file in export.matching("*.json"):
                if not is_list(file):
                    _read(file, workspace, chats, tally)
            yield from chats.threads(workspace.names)


def _read(file: ExportFile, workspace: Workspace, chats: Chats, tally: Tally) -> None:
    """One day or one page of messages."""
    head = file.head()
    if head[:1] not in b"[{" or b'"ts"' not in head:
        return
    held: Any = load_json(file, tally)
    paged = isinstance(held, Mapping)
    messages = [
        message for message in records(held.get("messages") if paged else held) if "ts" in message
    ]
    tally.seen(len(messages))
    folder = folder_of(file)
    if workspace.is_private(folder) and (not paged or folder in workspace.closed):
        tally.skip(PRIVATE, len(messages))
        return
    for message in messages:
        reason = refusal(message)
        if reason:
            tally.skip(reason)
            continue
        post, mentioned = post_of(message, workspace)
        if post.text or post.attachments:
            chats.add(workspace.ids.get(folder, folder), post, mentioned=mentioned)
        else:
            tally.skip(EMPTY)
