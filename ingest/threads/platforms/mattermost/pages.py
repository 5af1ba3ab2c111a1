"""Pages of Mattermost's interface: people, channels, posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import PRIVATE, SourceAttachment, SourcePost, Tally
from ingest.threads.platforms import fields
from ingest.threads.platforms.fields import Record, record, records
from ingest.threads.platforms.json_files import load_json
from ingest.threads.platforms.mattermost.posts import add, reactions
from ingest.threads.platforms.times import epoch

if TYPE_CHECKING:
    from ingest.threads.chats import Chats
    from ingest.threads.export import ExportFile
    from ingest.threads.platforms.mattermost.server import Server

__all__ = ["learn_page", "read_page"]


def learn_page(file: ExportFile, server: Server, tally: Tally) -> None:
    """A user, a list of users, or a channel, as the interface gives them."""
    head = file.head()
    if b'"posts"' in head or (b'"username"' not in head and b'"display_name"' not in head):
        return
    page = load_json(file, tally)
    for found in records(page if isinstance(page, list) else [page]):
        if fields.field(found, "username"):
            server.learn_person(found)
        elif fields.field(found, "display_name"):
            server.learn_channel(fields.field(found, "id"), found)


def read_page(file: ExportFile, server: Server, chats: Chats, tally: Tally) -> None:
    """A page of posts: ``order`` lists those asked for, ``posts`` has their threads too."""
    if b'"posts"' not in file.head():
        return
    page = record(load_json(file, tally), "posts")
    posts = records(list(page.values()))
    tally.seen(len(posts))
    for post in posts:
        chat = fields.field(post, "channel_id")
        if chat in server.closed:
            tally.skip(PRIVATE)
        else:
            add(chat, _page_post(post, server), post, server, chats, tally)


def _page_post(post: Record, server: Server) -> SourcePost:
    metadata = record(post, "metadata")
    names = [fields.field(item, "name", "id") for item in records(metadata.get("files"))]
    return SourcePost(
        key=fields.field(post, "id"),
        author=server.person(fields.field(post, "user_id")),
        text=fields.field(post, "message"),
        at=epoch(post.get("create_at"), 1000),
        reply_to=fields.field(post, "root_id") or None,
        reactions=reactions(metadata.get("reactions")),
        attachments=tuple(SourceAttachment(name) for name in names if name),
    )
