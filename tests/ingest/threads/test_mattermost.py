"""Mattermost bulk exports and pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ingest.threads.base import DELETED, PRIVATE, SYSTEM, UNREADABLE
from ingest.threads.chats import BOT
from ingest.threads.platforms.mattermost import MattermostImporter
from tests.ingest.threads.reading import put, read, recognised

if TYPE_CHECKING:
    from pathlib import Path


def post(user: str, message: str, at: int, **more: Any) -> dict[str, Any]:
    """A post of a bulk export."""
    return {
        "team": "t",
        "channel": "pumps",
        "user": user,
        "message": message,
        "create_at": at,
    } | more


def bulk(*lines: tuple[str, dict[str, Any]]) -> str:
    """A bulk export."""
    known = [
        ("version", 1),
        ("channel", {"team": "t", "name": "pumps", "display_name": "Pumps", "type": "O"}),
        ("channel", {"team": "t", "name": "board", "display_name": "Board", "type": "P"}),
        ("user", {"username": "amina", "email": "a@example.org", "first_name": "Amina"}),
    ]
    return "".join(json.dumps({"type": kind, kind: it}) + "\n" for kind, it in [*known, *lines])


def test_a_bulk_export(tmp_path: Path) -> None:
    """Replies, reactions and files of public channels; the rest with its reason."""
    replies = [
        {"user": "ben", "message": "Fill the casing, @amina", "create_at": 1614600060000,
         "reactions": [{"user": "amina", "emoji_name": "+1"}, {"user": "c", "emoji_name": "+1"}]},
    ]  # fmt: skip
    lines = [
        ("post", post("amina", "How do I prime it?", 1614600000000, replies=replies,
                      attachments=[{"path": "20210301/teams/t/valve.jpg"}])),
        ("post", post("amina", "x", 1, channel="board", replies=[post("b", "y", 2)])),
        ("direct_post", {"channel_members": ["a", "b"], "message": "z", "replies": [{}]}),
        ("post", post("ben", "joined", 3, type="system_join_channel")),
        ("post", post("ben", "alarm", 4, props={"from_webhook": "true"})),
        ("post", post("ben", "gone", 5, delete_at=6)),
    ]  # fmt: skip
    folder = put(
        tmp_path / "export",
        {
            "import.jsonl": bulk(*lines) + '{"type": "post", "post": {broken\n',
            "data/20210301/teams/t/valve.jpg": b"jpeg",
        },
    )
    outcome = read(MattermostImporter(), folder, tmp_path / "scratch")
    (thread,) = outcome.threads
    asked, answer = thread.posts
    assert (thread.group, asked.author.email) == ("Pumps", "a@example.org")
    assert asked.attachments[0].file == folder / "data/20210301/teams/t/valve.jpg"
    assert (answer.reply_to, answer.reactions) == (asked.key, {"+1": 2})
    assert "amina" not in thread.key + "".join(outcome.posts)
    assert outcome.tally.skipped == {PRIVATE: 4, SYSTEM: 1, BOT: 1, DELETED: 1, UNREADABLE: 1}
    assert len(outcome.tally.faults) == 1
    assert recognised(MattermostImporter(), folder, tmp_path / "scratch") > 0.9


def test_pages_of_a_private_channel(tmp_path: Path) -> None:
    """Posts of a channel that a page describes as private or direct are not imported."""
    page = {"order": ["p"], "posts": {"p": {"id": "p", "channel_id": "c", "root_id": "",
            "message": "hello", "create_at": 1614600000000, "delete_at": 0}}}  # fmt: skip
    channel = {"id": "c", "display_name": "Board", "type": "P"}
    folder = put(tmp_path / "export", {"posts.json": page, "z.json": channel})
    outcome = read(MattermostImporter(), folder, tmp_path / "scratch")
    assert outcome.tally.skipped == {PRIVATE: 1}
