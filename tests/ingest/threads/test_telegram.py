"""Telegram Desktop's exports, of one chat and of all, and a bot's updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ingest.threads.base import EMPTY, PRIVATE, SYSTEM
from ingest.threads.chats import OLDER
from ingest.threads.platforms.telegram import TelegramImporter
from ingest.threads.platforms.telegram.text import telegram_text
from tests.ingest.threads.reading import put, read, recognised

if TYPE_CHECKING:
    from pathlib import Path


def message(number: int, who: str, text: Any, **more: Any) -> dict[str, Any]:
    """A message of an export."""
    return {
        "id": number, "type": "message", "date": f"2021-03-01T08:{number:02}:00",
        "date_unixtime": str(1614585600 + 60 * number), "from": who, "from_id": f"user{who}",
        "text": text,
    } | more  # fmt: skip


CHAT = {
    "name": "Pump users",
    "type": "public_supergroup",
    "id": 42,
    "messages": [
        {"id": 1, "type": "service", "action": "create_group", "text": ""},
        message(2, "Amina", ["How do I ", {"type": "bold", "text": "prime"}, " this pump?"]),
        message(3, "Ben", "Fill the casing first please.", reply_to_message_id=2,
                reactions=[{"type": "emoji", "count": 2, "emoji": "👍"}]),
        message(9, "Chidi", "Where do I buy chlorine tablets?"),
        message(10, "Ben", "Like this one", photo="photos/photo_1.jpg", reply_to_message_id=2),
        message(11, None, "", file="(File not included. Change data exporting settings.)",
                file_name="plan.pdf"),
        message(12, "Ben", ""),
        message(13, "Amina", "",
                poll={"question": "When?", "answers": [{"text": "May", "voters": 3}]}),
    ],
}  # fmt: skip


def test_one_chat(tmp_path: Path) -> None:
    """Answers are with what they answer, files are found, what is not there has its name."""
    files = {"result.json": CHAT, "photos/photo_1.jpg": b"jpeg"}
    folder = put(tmp_path / "export", files)
    outcome = read(TelegramImporter(), folder, tmp_path / "scratch")
    assert [thread.key for thread in outcome.threads] == ["42/2", "42/9"]
    asked, answer, photo, plan, poll = outcome.threads[0].posts
    assert asked.text == "How do I **prime** this pump?"
    assert str(asked.at) == "2021-03-01 08:02:00+00:00"
    assert (answer.reply_to, answer.reactions) == ("2", {"👍": 2})
    assert photo.attachments[0].file == folder / "photos/photo_1.jpg"
    assert (plan.attachments[0].name, plan.attachments[0].file) == ("plan.pdf", None)
    assert plan.author.name == ""
    assert poll.text == "When?\n\n- May (3)"
    assert outcome.tally.skipped == {SYSTEM: 1, EMPTY: 1}
    assert recognised(TelegramImporter(), folder, tmp_path / "scratch") > 0.9


def test_an_export_of_everything(tmp_path: Path) -> None:
    """Of all chats of an account, those with one person, bots and oneself are private."""
    kinds = ["personal_chat", "bot_chat", "saved_messages", "private_group"]
    chats = [
        {"name": kind, "type": kind, "id": number, "messages": [message(1, "Amina", "hello")]}
        for number, kind in enumerate(kinds)
    ]
    del chats[2]["name"]
    held = {"about": "x", "chats": {"about": "y", "list": [*chats, CHAT]},
            "left_chats": {"list": [CHAT | {"id": 43}]}}  # fmt: skip
    folder = put(tmp_path / "export", {"result.json": held})
    outcome = read(TelegramImporter(), folder, tmp_path / "scratch")
    groups = {thread.key.partition("/")[0]: thread.group for thread in outcome.threads}
    assert groups == {"3": "private_group", "42": "Pump users", "43": "Pump users"}
    assert outcome.tally.skipped[PRIVATE] == 3


def test_topics_of_a_forum_are_apart(tmp_path: Path) -> None:
    """Messages of two topics that alternate do not mix."""
    opened = [
        {"id": number, "type": "service", "action": "topic_created", "title": title, "text": ""}
        for number, title in ((1, "Pumps"), (2, "Chlorine"))
    ]
    said = [
        message(number, who, text, reply_to_message_id=topic)
        for number, who, text, topic in (
            (3, "Amina", "How do I prime this pump?", 1),
            (4, "Ben", "Which chlorine dose do you use?", 2),
            (5, "Chidi", "Fill the casing with water.", 1),
            (6, "Chidi", "Half a milligram per litre.", 2),
        )
    ]
    folder = put(tmp_path / "export", {"result.json": CHAT | {"messages": opened + said}})
    outcome = read(TelegramImporter(), folder, tmp_path / "scratch")
    assert [[post.key for post in thread.posts] for thread in outcome.threads] == [
        ["3", "5"], ["4", "6"],
    ]  # fmt: skip


def test_a_file_that_breaks_off(tmp_path: Path) -> None:
    """What came before the break is imported, and the break is a fault."""
    whole = put(tmp_path / "whole", {"result.json": CHAT}) / "result.json"
    text = whole.read_text(encoding="utf-8")
    broken = put(tmp_path / "broken", {"result.json": text[: text.index('"id": 10')]})
    outcome = read(TelegramImporter(), broken, tmp_path / "scratch")
    assert list(outcome.posts) == ["2", "3", "9"]
    assert len(outcome.tally.faults) == 1


@pytest.mark.parametrize("content", ["[" * 100_000, "\x00\xff", "", '{"messages": [1, null, []]}'])
def test_nonsense_is_no_error(tmp_path: Path, content: str) -> None:
    """Files that are no export give nothing."""
    folder = put(tmp_path / "export", {"result.json": content})
    assert read(TelegramImporter(), folder, tmp_path / "scratch").threads == []


def test_a_bots_updates(tmp_path: Path) -> None:
    """An edited message takes the place of its earlier version."""
    chat = {"id": -7, "title": "Pumps", "type": "group"}
    first = {"message_id": 1, "date": 1614585600, "chat": chat, "text": "Fill it",
             "from": {"id": 8, "first_name": "Amina", "last_name": "Y"}}  # fmt: skip
    updates = [
        {"update_id": 1, "message": first},
        {"update_id": 2, "edited_message": first | {"text": "Fill it up"}},
        {"update_id": 3, "message": first | {"message_id": 2, "text": "", "new_chat_members": []}},
        {"update_id": 4, "poll_answer": {}},
    ]
    folder = put(tmp_path / "export", {"updates.json": {"ok": True, "result": updates}})
    outcome = read(TelegramImporter(), folder, tmp_path / "scratch")
    (post,) = outcome.posts.values()
    assert (post.text, post.author.name) == ("Fill it up", "Amina Y")
    assert outcome.tally.skipped == {OLDER: 1, SYSTEM: 1}


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("one\ntwo\n\nthree", "one  \ntwo\n\nthree"),
        ([{"type": "text_link", "text": "here", "href": "https://example.org"}], "[here](https://example.org)"),
        ([{"type": "italic", "text": "so "}, "far"], "*so* far"),
        ([{"type": "pre", "text": "a\nb", "language": "c"}], "\n```c\na\nb\n```\n"),
        ([{"type": "blockquote", "text": "a\nb"}, "c"], "\n> a\n> b\n\nc"),
        ([{"type": "mention_name", "text": "Amina", "user_id": 8}], "@Amina"),
        ([1, None, {"text": 7}, ["x"]], "7"),
        (None, ""),
    ],
)  # fmt: skip
def test_markup(text: object, markdown: str) -> None:
    """Marked pieces become Markdown, whatever else stands in the list."""
    assert telegram_text(text)[0] == markdown
