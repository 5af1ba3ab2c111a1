"""Real captures of four chats (not in the repository), checked against their JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.threads.base import PRIVATE, SYSTEM
from ingest.threads.chats import BOT, OLDER
from ingest.threads.importers import importer
from tests.ingest.threads.reading import Outcome, read

SAMPLES = Path(__file__).parents[4] / "shared/samples/discussions/perceval"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not here")


def imported(platform: str, tmp_path: Path) -> Outcome:
    """What the importer makes of the platform's folder."""
    return read(importer(platform), SAMPLES / platform, tmp_path / "scratch")


def pages(platform: str) -> list[Any]:
    """Every JSON file of the platform."""
    return [json.loads(path.read_text()) for path in sorted((SAMPLES / platform).glob("*.json"))]


def parents(outcome: Outcome) -> dict[str, str | None]:
    """What each post answers."""
    return {key: post.reply_to for key, post in outcome.posts.items()}


def test_slack(tmp_path: Path) -> None:
    """Every message of the pages is a post, repeated, or written by no person."""
    messages = [message for page in pages("slack") for message in page.get("messages", [])]
    by_people = {m["ts"]: m for m in messages if m.get("subtype") in {None, "file_comment"}}
    outcome = imported("slack", tmp_path)
    assert outcome.tally.input_posts == len(messages)
    assert parents(outcome) == dict.fromkeys(by_people)
    kinds = [message.get("subtype") for message in messages]
    assert outcome.tally.skipped[BOT] == kinds.count("bot_message")
    assert outcome.tally.skipped[SYSTEM] == kinds.count("channel_join")
    emails = {page["user"]["id"]: page["user"]["profile"]["email"]
              for page in pages("slack") if "user" in page}  # fmt: skip
    for ts, message in by_people.items():
        author = message.get("user") or message["comment"]["user"]
        assert outcome.posts[ts].author.email == emails[author]


def test_mattermost(tmp_path: Path) -> None:
    """Every post of the pages is a post under its root, or Mattermost's own."""
    posts = {
        key: post for page in pages("mattermost") for key, post in page.get("posts", {}).items()
    }
    by_people = {key: post for key, post in posts.items() if not post["type"]}
    outcome = imported("mattermost", tmp_path)
    assert outcome.tally.input_posts == len(posts)
    assert parents(outcome) == {key: post["root_id"] or None for key, post in by_people.items()}
    for thread in outcome.threads:
        keys = [post.key for post in thread.posts]
        assert all(post.reply_to in keys for post in thread.posts if post.reply_to)
    assert outcome.tally.skipped == {SYSTEM: len(posts) - len(by_people)}


def test_telegram(tmp_path: Path) -> None:
    """Every update is a post, a private message, or a later version of a post."""
    updates = [update for page in pages("telegram") for update in page["result"]]
    edited = [update["edited_message"] for update in updates if "edited_message" in update]
    sent = [update["message"] for update in updates if "message" in update]
    groups = {str(m["message_id"]): m["text"] for m in sent if m["chat"]["type"] == "group"}
    groups |= {str(message["message_id"]): message["text"] for message in edited}
    outcome = imported("telegram", tmp_path)
    assert outcome.tally.input_posts == len(updates)
    assert {key: post.text for key, post in outcome.posts.items()} == groups
    assert outcome.tally.skipped == {PRIVATE: len(sent) - len(groups), OLDER: len(edited)}


def test_rocketchat(tmp_path: Path) -> None:
    """Every message is a post under its thread's first, an earlier version, or repeated."""
    messages = [message for page in pages("rocketchat") for message in page.get("messages", [])]
    shown = {message["_id"]: message for message in messages if not message.get("_hidden")}
    outcome = imported("rocketchat", tmp_path)
    assert outcome.tally.input_posts == len(messages)
    assert parents(outcome) == {key: message.get("tmid") for key, message in shown.items()}
    for key, message in shown.items():
        counts = {name.strip(":"): len(who["usernames"])
                  for name, who in message.get("reactions", {}).items()}  # fmt: skip
        assert outcome.posts[key].reactions == counts


@pytest.mark.parametrize("platform", ["slack", "mattermost", "telegram", "rocketchat"])
def test_no_file_is_a_fault(platform: str, tmp_path: Path) -> None:
    """All files of the captures are read, those of errors and empty pages too."""
    assert imported(platform, tmp_path).tally.faults == []
