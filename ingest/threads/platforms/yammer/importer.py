"""Yammer (Viva Engage): the network's export, ``Messages.csv`` with users, groups and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import EMPTY, REPEATED, ImportOptions, SourceThread, Tally
from ingest.threads.chats import OLDER
from ingest.threads.platforms.delimited import rows
from ingest.threads.platforms.headings import columns_of, plain_heading
from ingest.threads.platforms.yammer.messages import message_of, refusal
from ingest.threads.platforms.yammer.network import Network, network_of
from ingest.threads.platforms.yammer.threads import thread_of
from ingest.threads.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.export import Export, ExportFile

__all__ = ["UNTOLD", "YammerImporter"]

UNTOLD = "in private groups, of which the export does not say whether others knew of them"


class YammerImporter:
    """Reads the zip or folder of Yammer's network or user data export."""

    name = "yammer"
    label = "Yammer"

    def recognises(self, export: Export) -> float:
        """By the columns of its messages."""
        for file in export.matching("messages*.csv"):
            if {"thread_id", "replied_to_id", "sender_id"} <= set(columns_of(file, plain_heading)):
                return 0.95
        return 0.0

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Yammer's own threads."""
        network = network_of(export, tally)
        with Spool(export.scratch, "yammer") as spool:
            for file in export.matching("messages*.csv"):
                _read(file, network, spool, tally, options)
            for key, messages in spool.threads():
                yield thread_of(key, messages)


def _read(
    file: ExportFile, network: Network, spool: Spool, tally: Tally, options: ImportOptions
) -> None:
    for row in rows(file, tally, plain_heading):
        tally.seen()
        reason = refusal(row, network)
        if reason:
            tally.skip(reason)
            continue
        message = message_of(row, network, options)
        post = message.post
        if not (post.text or post.attachments):
            tally.skip(EMPTY)
            continue
        thread = row.get("thread_id") or post.key
        undated = "" if post.key == thread else "~"  # the last, but for the one that begins it
        at = f"{post.at.timestamp():020.6f}" if post.at else undated
        if not spool.add(post.key, message, thread=thread, place=f"{at} {post.key.zfill(20)}"):
            if spool.get(post.key) == message:
                tally.skip(REPEATED)
            else:
                spool.replace(post.key, message)
                tally.skip(OLDER)
        elif row.get("group_id") in network.untold:
            tally.note(UNTOLD)
