"""Pages of Rocket.Chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.base import DELETED, EMPTY, PRIVATE, SYSTEM
from ingest.threads.chats import OLDER
from ingest.threads.platforms.rocketchat import RocketChatImporter
from tests.ingest.threads.reading import put, read, recognised

if TYPE_CHECKING:
    from pathlib import Path


def message(key: str, text: str, minute: int, **more: Any) -> dict[str, Any]:
    """A message of a page."""
    return {
        "_id": key, "rid": "R1", "msg": text, "ts": f"2021-03-01T08:{minute:02}:00.000Z",
        "u": {"_id": "u1", "username": "amina", "name": "Amina"}, "_updatedAt": "",
    } | more  # fmt: skip


def test_a_room(tmp_path: Path) -> None:
    """Threads, quotations and reactions of a public room; the rest has its reason."""
    page = [
        message("a", "How do I prime *this* pump?", 0, file={"name": "pump.jpg"}),
        message("b", "Fill it", 1, tmid="a", reactions={":+1:": {"usernames": ["x", "y"]}}),
        message("c", "[ ](https://chat.example.org/channel/x?msg=a) Like this?", 2),
        message("d", "amina", 3, t="uj"),
        message("e", "", 4, t="rm"),
        message("f", "old", 5, _hidden=True, parent="b"),
        message("g", "", 6, ts={"$date": 1614585600000}),
        message("h", "secret", 7, rid="R2"),
    ]
    files = {
        "page.json": {"messages": page},
        "info.json": {"channel": {"_id": "R1", "name": "pumps", "t": "c"}},
        "z.json": {"group": {"_id": "R2", "name": "board", "t": "p"}},
    }
    folder = put(tmp_path / "export", files)
    outcome = read(RocketChatImporter(), folder, tmp_path / "scratch")
    (thread,) = outcome.threads
    assert (thread.key, thread.group) == ("R1/a", "pumps")
    asked, answer, back = thread.posts
    assert (asked.text, asked.attachments[0].name) == ("How do I prime **this** pump?", "pump.jpg")
    assert (answer.reply_to, answer.reactions) == ("a", {"+1": 2})
    assert (back.reply_to, back.text) == ("a", "Like this?")
    assert outcome.tally.skipped == {SYSTEM: 1, DELETED: 1, OLDER: 1, EMPTY: 1, PRIVATE: 1}
    assert recognised(RocketChatImporter(), folder, tmp_path / "scratch") > 0.8
