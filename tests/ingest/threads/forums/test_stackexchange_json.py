"""Exports of Stack Overflow for Teams and saved answers of the Stack Exchange API."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ingest.threads.base import DELETED, REPEATED
from ingest.threads.platforms.stackexchange import StackExchangeImporter
from ingest.threads.platforms.stackexchange.gathering import NO_QUESTION

if TYPE_CHECKING:
    from pathlib import Path

SITE = StackExchangeImporter()
TIME = "2020-05-06T07:08:09.5"


def team(folder: Path, posts: list[dict[str, Any]], **tables: list[dict[str, Any]]) -> Path:
    """A team's zip."""
    path = folder / "team.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, rows in {"posts": posts, **tables}.items():
            made.writestr(f"{name}.json", json.dumps(rows))
    return path


def saved(folder: Path, name: str, value: Any) -> Path:
    """An answer of the API in a folder."""
    export = folder / "export"
    export.mkdir(exist_ok=True)
    (export / name).write_text(json.dumps(value), encoding="utf-8")
    return export


def test_a_team_s_export_is_read_with_its_people(tmp_path, imported, recognised):
    """Names come from users and addresses from accounts; Markdown is preferred over HTML."""
    posts = [
        {"id": 1, "postType": "question", "title": "Why?", "bodyMarkdown": "**Why**", "body": "x",
         "tags": "|pumps|wells|", "acceptedAnswerId": 2, "ownerUserId": 5, "score": 3,
         "creationDate": TIME},
        {"id": 2, "postType": "answer", "parentId": 1, "body": "<p>So</p>", "ownerUserId": 6,
         "creationDate": TIME},
        {"id": 3, "postType": "article", "title": "News", "bodyMarkdown": "a"},
        {"id": 4, "postType": "answer", "parentId": 1, "deletionDate": TIME},
    ]  # fmt: skip
    export = team(
        tmp_path,
        posts,
        comments=[{"id": 2, "postId": 2, "userId": 5, "text": "ok", "creationDate": TIME}],
        users=[{"id": 5, "accountId": 50, "realName": "Ana"}, {"id": 6, "displayName": "Bo"}],
        accounts=[{"accountId": 50, "verifiedEmail": "ana@example.org"}],
        tags=[{"name": "pumps", "count": 1}],
    )
    assert recognised(SITE, export) > 0.9
    found = imported(SITE, export)
    thread = found["q/1@2020-05-06T07:08:09"]
    assert [(post.key, post.reply_to, post.accepted) for post in thread.posts] == [
        ("1", None, False), ("c2", "2", False), ("2", "1", True),
    ]  # fmt: skip
    assert (thread.title, thread.tags) == ("Why?", ("pumps", "wells"))
    assert (thread.posts[0].text, thread.posts[0].markup) == ("**Why**", "markdown")
    assert (thread.posts[2].text, thread.posts[2].markup) == ("<p>So</p>", "html")
    assert [post.author.email for post in thread.posts] == ["ana@example.org"] * 2 + [""]
    assert found.tally.skipped == {DELETED: 1, "neither a question nor an answer": 1}


def test_the_api_gives_questions_with_what_is_in_them(tmp_path, imported, recognised):
    """Escapes are undone, comments hang on their posts, duplicates and sites are known."""
    owner = {"user_id": 7, "display_name": "D&#39;Arcy", "link": "https://x.stackexchange.com/u/7"}
    answer = {
        "answer_id": 11, "question_id": 10, "is_accepted": True, "body": "<p>So</p>", "score": 2,
        "creation_date": 1459908100, "owner": {"user_type": "does_not_exist", "display_name": "x"},
        "comments": [{"comment_id": 11, "post_id": 11, "body_markdown": "a &lt; b"}],
    }  # fmt: skip
    asked = {
        "question_id": 10, "title": "A &amp; B", "body_markdown": "1 &gt; 0", "tags": ["pumps"],
        "creation_date": 1459908076, "link": "https://x.stackexchange.com/questions/10/a-b",
        "owner": owner, "answers": [answer],
        "closed_details": {"original_questions": [{"question_id": 4}]},
    }  # fmt: skip
    export = saved(tmp_path, "page1", {"items": [asked], "has_more": False})
    saved(tmp_path, "page2.json", {"items": [asked], "quota_remaining": 3})
    assert recognised(SITE, export) > 0.8
    found = imported(SITE, export)
    (thread,) = found.threads
    assert (thread.title, thread.group) == ("A & B", "x.stackexchange.com")
    assert thread.duplicate_of == ("https://x.stackexchange.com/questions/4",)
    assert thread.permalink == "https://x.stackexchange.com/questions/10/a-b"
    first, second, third = thread.posts
    assert first.at == datetime(2016, 4, 6, 2, 1, 16, tzinfo=UTC)
    assert (first.text, first.author.name) == ("1 > 0", "D'Arcy")
    assert first.author.handle == "x.stackexchange.com/7"
    assert (second.accepted, second.author.handle, second.markup) == (True, "", "html")
    assert (third.key, third.reply_to, third.text) == ("c11", "11", "a < b")
    assert found.tally.skipped == {REPEATED: 3}


def test_a_dump_and_the_api_give_a_thread_the_same_key(tmp_path, imported):
    """A dump of the same question has its time in parts of a second."""
    export = saved(tmp_path, "q.json", [{"question_id": 10, "creation_date": 1459908076}])
    (export / "Posts.xml").write_text(
        '<posts><row Id="12" PostTypeId="1" CreationDate="2016-04-06T02:01:16.999" /></posts>'
    )
    keys = {thread.key for thread in imported(SITE, export).threads}
    assert keys == {"q/10@2016-04-06T02:01:16", "q/12@2016-04-06T02:01:16"}


def test_answers_saved_alone_and_nonsense_are_counted(tmp_path, imported):
    """An answer without its question is left out; what is no entry is nothing; cuts are faults."""
    export = saved(tmp_path, "a.json", {"items": [{"answer_id": 5, "question_id": 9}, 4, {}]})
    broken = json.dumps({"items": [{"question_id": 1, "owner": None, "tags": 7}, {"title": "x"}]})
    (export / "b.json").write_text(broken[:-5])
    found = imported(SITE, export)
    assert [thread.key for thread in found.threads] == ["q/1"]
    assert found.tally.skipped == {NO_QUESTION: 1}
    assert [name for name, _ in found.tally.faults] == ["b.json"]
