"""Slack exports: channels by day, threads, markup, and what is nobody's business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ingest.threads.base import DELETED, EMPTY, PRIVATE, REPEATED, SYSTEM
from ingest.threads.chats import BOT
from ingest.threads.platforms.slack import SlackImporter
from ingest.threads.platforms.slack.mrkdwn import slack_text
from tests.ingest.threads.reading import put, read, recognised

if TYPE_CHECKING:
    from pathlib import Path

USERS = [
    {
        "id": "U1",
        "name": "amina",
        "profile": {"real_name": "Amina Yusuf", "email": "a@example.org"},
    },
    {"id": "U2", "name": "ben", "profile": {"display_name": "Ben"}},
]


def message(ts: str, user: str, text: str, **more: Any) -> dict[str, Any]:
    """A message as exports have it."""
    return {"type": "message", "ts": ts, "user": user, "text": text} | more


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """The export of a small workspace."""
    day = [
        message("1614600000.000100", "U1", "How do I <https://example.org|prime> this *pump*?"),
        message("1614600060.000100", "U2", "joined", subtype="channel_join"),
        message("1614600100.000100", "B1", "12 alarms", subtype="bot_message", bot_id="B1"),
        message(
            "1614600200.000100", "U2", "Ask <@U1> or <@U9>", thread_ts="1614600000.000100",
            reactions=[{"name": "thumbsup", "users": ["U1"], "count": 1}],
            files=[{"id": "F0123ABC", "name": "valve.jpg"}],
        ),
        message("1614600300.000100", "U1", "This message was deleted.", subtype="tombstone"),
        message("1614600400.000100", "U1", ""),
    ]  # fmt: skip
    later = [
        message("1614690000.000100", "U1", "It works now", thread_ts="1614600000.000100"),
        message("1614600000.000100", "U1", "again"),
    ]
    return put(
        tmp_path / "export",
        {
            "channels.json": [{"id": "C1", "name": "pumps"}],
            "groups.json": [{"id": "G1", "name": "board"}],
            "dms.json": [{"id": "D1", "members": ["U1", "U2"]}],
            "mpims.json": [{"id": "G2", "name": "mpdm-a--b-1"}],
            "users.json": USERS,
            "pumps/2021-03-01.json": day,
            "pumps/2021-03-02.json": later,
            "pumps/2021-03-03.json": "{broken",
            "pumps/2021-03-04.json": '[{"ts": "1", "text": broken',
            "board/2021-03-01.json": [message("1.1", "U1", "secret")],
            "D1/2021-03-01.json": [message("1.1", "U1", "private"), message("1.2", "U2", "too")],
            "mpdm-a--b-1/2021-03-01.json": [message("1.1", "U1", "private")],
            "__uploads/F0123ABC/valve.jpg": b"jpeg",
        },
    )


def test_a_workspace(export: Path, tmp_path: Path) -> None:
    """A thread over two days is one; everything else has its reason."""
    outcome = read(SlackImporter(), export, tmp_path / "scratch")
    (thread,) = outcome.threads
    assert (thread.key, thread.group) == ("C1/1614600000.000100", "pumps")
    asked, answer, thanks = thread.posts
    assert asked.text == "How do I [prime](https://example.org) this **pump**?"
    assert (asked.author.name, asked.author.email) == ("Amina Yusuf", "a@example.org")
    assert (answer.reply_to, thanks.reply_to) == (asked.key, asked.key)
    assert answer.reactions == {"thumbsup": 1}
    assert answer.attachments[0].file == export / "__uploads/F0123ABC/valve.jpg"
    assert answer.text == "Ask @Amina Yusuf or @U9"
    assert [person.handle for person in thread.mentioned] == ["U9"]
    assert outcome.tally.skipped == {
        SYSTEM: 1, BOT: 1, DELETED: 1, EMPTY: 1, REPEATED: 1, PRIVATE: 4,
    }  # fmt: skip
    assert [name for name, _ in outcome.tally.faults] == [
        "pumps/2021-03-03.json", "pumps/2021-03-04.json",
    ]  # fmt: skip
    assert recognised(SlackImporter(), export, tmp_path / "scratch") > 0.9


def test_a_folder_in_no_list_is_private(tmp_path: Path) -> None:
    """Where channels are listed, a folder that is none of them is not imported."""
    files = {"channels.json": [], "users.json": [], "x/1.json": [message("1.1", "U1", "hello")]}
    outcome = read(SlackImporter(), put(tmp_path / "export", files), tmp_path / "scratch")
    assert outcome.tally.skipped == {PRIVATE: 1}


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a *b* _c_ ~d~", "a **b** _c_ ~~d~~"),
        ("2*3*4 and * not *", "2*3*4 and * not *"),
        ("`a *b* &lt;`", "`a *b* <`"),
        ("```x &gt; y```", "\n```\nx > y\n```\n"),
        ("&gt; quoted\nthen", "> quoted  \nthen"),
        ("• one\n• two", "- one  \n- two"),
        ("<!here> see <#C1|pumps>", "@here see #pumps"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("<https://example.org>", "https://example.org"),
        ("1 &lt; 2", "1 &lt; 2"),
    ],
)
def test_markup(text: str, markdown: str) -> None:
    """Slack's markup becomes Markdown; code stays as it is."""
    assert slack_text(text, {})[0] == markdown
