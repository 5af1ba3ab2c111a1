"""Saved pages of Askbot sites, and its API's JSON, become threads."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ingest.threads.base import REPEATED
from ingest.threads.platforms.askbot import AskbotImporter
from ingest.threads.platforms.stackexchange.gathering import NO_POST

if TYPE_CHECKING:
    from pathlib import Path

SITE = AskbotImporter()


def said(words: str, user: int, time: str) -> str:
    """The inside of a question or an answer."""
    return (
        '<div class="vote-number">3</div><div class="post-body">'
        "<div class=\"post-update-info-container\"><div class='post-update-info'>"
        f'<abbr class="timeago" title="{time}">then</abbr><div class="user-info">'
        f'<a href="/en/users/{user}/x/">User {user}</a></div></div></div><p>{words}</p></div>'
    )


def page(folder: Path, name: str, *answers: str, site: str = "ask.example.org") -> Path:
    """A saved page of question 5, whose answers are given as HTML."""
    export = folder / "export"
    export.mkdir(exist_ok=True)
    text = (
        f'<html><head><link rel="canonical" href="https://{site}/en/question/5/why/" /></head>'
        "<body><h1><a>Why?</a></h1><div class='post js-question' data-post-id='5'>"
        "<ul id='question-tags'><a data-tag-name='wells'>wells</a></ul>"
        f"{said('<b>Why</b>', 1, '2014-04-08 09:24:04 -0600')}</div>"
        '<div class="comments" data-parent-post-type="question" data-parent-post-id="5">'
        '<div id="post-id-6" class="comment js-comment" data-comment-id="6"><div '
        'class="comment-body"><p>Where?</p></div><a class="author" href="/en/users/2/x/">Bo</a>'
        '<abbr class="timeago" title="2014-04-08 10:00:00 -0600"></abbr></div></div>'
        f"{''.join(answers)}</body></html>"
    )
    (export / name).write_text(text, encoding="utf-8")
    return export


def answer(number: int, kind: str = "") -> str:
    """An answer on a page."""
    inside = said(f"Answer {number}", 3, f"2014-04-09 09:{number:02d}:04 -0600")
    return f'<div data-post-id="{number}" class="post answer {kind} ">{inside}</div>'


def test_pages_of_a_question_are_one_thread(tmp_path, imported, recognised):
    """Each page repeats the question and its comments; answers are of their page alone."""
    page(tmp_path, "1.html", answer(7, "accepted-answer"))
    export = page(tmp_path, "2.html", answer(8))
    assert recognised(SITE, export) > 0.5
    found = imported(SITE, export)
    thread = found["q/5@2014-04-08T15:24:04"]
    assert [(post.key, post.reply_to, post.accepted) for post in thread.posts] == [
        ("5", None, False), ("c6", "5", False), ("7", "5", True), ("8", "5", False),
    ]  # fmt: skip
    first, second = thread.posts[:2]
    assert (first.text, first.score) == ("<p><b>Why</b></p>", 3)
    assert first.at == datetime(2014, 4, 8, 15, 24, 4, tzinfo=UTC)
    assert (first.author.name, first.author.handle) == ("User 1", "ask.example.org/1")
    assert (second.author.name, second.author.handle) == ("Bo", "ask.example.org/2")
    assert (thread.title, thread.tags, thread.group) == ("Why?", ("wells",), "ask.example.org")
    assert found.tally.skipped == {REPEATED: 2}


def test_lists_add_questions_and_comments(tmp_path, imported):
    """Comments find their post by its number; at two sites or none it is not known which."""
    export = page(tmp_path, "1.html", answer(7))
    other = page(tmp_path, "other.html", site="other.example.org") / "other.html"
    other.write_text(other.read_text().replace("2014-04-08", "2015-05-09"))
    url = "https://ask.example.org/en/question/9/how/"
    asked = {"id": 9, "url": url, "answer_ids": [], "summary": "<p>How", "added_at": "1396970644"}
    (export / "questions.json").write_text(json.dumps({"questions": [asked], "pages": 1}))
    comments = [
        {"id": number, "object_id": post, "html": "<p>a</p>", "comment_added_at": "2014-05-01"}
        for number, post in ((20, 7), (21, 9), (22, 5), (23, 400))
    ]
    (export / "comments.json").write_text(json.dumps(comments))
    found = imported(SITE, export)
    replies = {
        post.key: post.reply_to for thread in found.threads for post in thread.posts
        if post.key.startswith("c2")
    }  # fmt: skip
    assert replies == {"c20": "7", "c21": "9"}
    assert found.tally.skipped == {NO_POST: 2}


def test_other_pages_are_nothing(tmp_path, imported):
    """A page without a question, such as one that was not found, and an empty one."""
    export = tmp_path / "export"
    export.mkdir()
    (export / "404.html").write_text("<html><h1>Page not found</h1></html>")
    (export / "empty.html").write_bytes(b"")
    assert imported(SITE, export).threads == []


class _Ids(HTMLParser):
    """Numbers of posts on a page, and of what each comment is."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: set[str] = set()
        self.comments: dict[str, str] = {}
        self._under = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        classes = found.get("class", "").split()
        self._under = found.get("data-parent-post-id", self._under)
        if "data-post-id" in found and {"js-question", "answer"} & set(classes):
            self.posts.add(found["data-post-id"])
        elif "js-comment" in classes and found["id"] != "post-id-0":  # a template
            self.comments[found["id"].removeprefix("post-id-")] = self._under


def test_every_page_of_perceval_s_is_there_with_its_structure(samples, imported):
    """Questions, answers and comments are those that a plain HTML parser sees."""
    folder = samples / "perceval" / "askbot"
    expected: dict[str, set[tuple[str, str | None]]] = {}
    for path in folder.glob("*.html"):
        text = path.read_text("utf-8")
        address = re.search(r'rel="canonical" href="([^"]+)"', text)
        if not address:
            continue
        ids = _Ids()
        ids.feed(text)
        question = re.findall(r"/question/(\d+)/", address[1])[0]
        expected.setdefault(address[1], set()).update(
            (number, None if number == question else question) for number in ids.posts
        )
        expected[address[1]] |= {(f"c{key}", parent) for key, parent in ids.comments.items()}
    listed = json.loads((folder / "askbot_2481_multicomments.json").read_text("utf-8"))
    for comment in listed:
        post = str(comment["object_id"])
        (where,) = [key for key, posts in expected.items() if post in dict(posts)]
        expected[where].add((f"c{comment['id']}", post))
    found = imported(SITE, folder)
    assert {
        thread.permalink: {(post.key, post.reply_to) for post in thread.posts}
        for thread in found.threads
    } == expected
    assert set(found.tally.skipped) == {REPEATED}
