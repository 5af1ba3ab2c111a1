r"""The body of a thread: its posts as Markdown that reads well and parses back exactly.

Each post is a comment, a line for readers, and its text::

    <!-- post: 2 {"key":"814","person":"7qk2fx","name":"Member 7qk2fx","to":1} -->
    **Member 7qk2fx**, in reply to 1

    We logged the pressure for a week before closing anything.

The comment is what counts: the readers' lines are made of it and are not read back. A comment that
somebody wrote gets a backslash, ``<\!-- ... -->``, which Markdown does not show and `parse_posts`
takes away: no text can pass for a post or for a place in a document.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kb.errors import LibraryFault
from kb.library.thread import ANSWER_REASONS, Attachment, Post

if TYPE_CHECKING:
    from collections.abc import Iterable

_POST = re.compile(r"^<!-- post: ([1-9]\d{0,8}) (\{.*\}) -->$", re.MULTILINE)
_COMMENT = re.compile(r"(?<=<)(?=\\*!--)")
_ESCAPED = re.compile(r"(?<=<)\\(?=\\*!--)")
_SAID = {
    "accepted": "accepted answer",
    "confirmed": "answer, confirmed",
    "thanked": "answer, thanked",
}
_REMEDY = "Restore the comment line above the post, or import the thread again."


def write_posts(posts: Iterable[Post]) -> str:
    """The body of a thread.

    Args:
        posts: in the order in which they are to be read. Texts have no carriage returns and no
            empty lines at their ends.
    """
    return "\n".join(_written(post) for post in posts)


def parse_posts(body: str, path: str = "thread") -> list[Post]:
    """The posts of a body, in its order; empty for one without any.

    Raises:
        LibraryFault: a post's comment cannot be read, or two have one number; with the line.
    """
    posts: list[Post] = []
    starts = list(_POST.finditer(body))
    ends = [*(start.start() for start in starts), len(body)][1:]
    taken: set[int] = set()
    for start, end in zip(starts, ends, strict=True):
        number = int(start[1])
        line = body.count("\n", 0, start.start()) + 1
        if number in taken:
            raise LibraryFault(path, line, "", f"There are two posts {number}", _REMEDY)
        taken.add(number)
        try:
            posts.append(_post(number, json.loads(start[2]), _text(body[start.end() : end])))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            message = f"Post {number} cannot be read ({error})"
            raise LibraryFault(path, line, "", message, _REMEDY) from error
    return posts


def _written(post: Post) -> str:
    comment = f"<!-- post: {post.number} {_json(_facts(post))} -->"
    text = _COMMENT.sub(r"\\", post.text)
    return "\n".join([comment, *_readers_lines(post), "", *([text, ""] if text else [])])


def _text(block: str) -> str:
    """What follows a comment, without the readers' lines: they end at the first empty line."""
    _, _, text = block.partition("\n\n")
    return _ESCAPED.sub("", text.strip("\n"))


def _json(facts: dict[str, Any]) -> str:
    """JSON that ends no comment: what could is written as an escape."""
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    for character in "<>\x7f\x85\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.replace("--", "-\\u002d")


def _facts(post: Post) -> dict[str, Any]:
    """What a comment holds; what is not so is left out."""
    facts: dict[str, Any] = {
        "key": post.key,
        "person": post.person,
        "name": post.name,
        "at": _moment(post.at) if post.at else None,
        "to": post.reply_to,
        "reactions": dict(post.reactions),
        "score": post.score,
        "answer": post.answer,
        "small_talk": post.small_talk,
        "removed": post.removed,
        "files": [_attachment_facts(file) for file in post.attachments],
    }
    scored = {"score"} if post.score is not None else set()  # a score of 0 says something
    return {name: value for name, value in facts.items() if value or name in {"key"} | scored}


def _attachment_facts(file: Attachment) -> dict[str, Any]:
    kept = {"sha256": file.sha256, "size": file.size} if file.sha256 else {}
    return {"name": file.name, **kept}


def _post(number: int, facts: dict[str, Any], text: str) -> Post:
    answer = facts.get("answer")
    if answer is not None and answer not in ANSWER_REASONS:
        raise ValueError(f"no reason for an answer: {answer}")
    files = facts.get("files", [])
    return Post(
        number=number,
        key=str(facts["key"]),
        person=str(facts.get("person", "")),
        name=str(facts.get("name", "")),
        text=text,
        at=datetime.fromisoformat(facts["at"]) if facts.get("at") else None,
        reply_to=facts.get("to"),
        reactions={str(name): int(count) for name, count in facts.get("reactions", {}).items()},
        score=facts.get("score"),
        answer=answer,
        small_talk=bool(facts.get("small_talk")),
        removed=bool(facts.get("removed")),
        attachments=tuple(
            Attachment(str(one["name"]), str(one.get("sha256", "")), int(one.get("size", 0)))
            for one in files
        ),
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _readers_lines(post: Post) -> list[str]:
    """Who wrote it, when, to whom, what people thought of it, and what came with it."""
    said = [f"**{_inline(post.name) or 'Somebody'}**"]
    if post.at:
        said.append(f"{post.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
    if post.reply_to:
        said.append(f"in reply to {post.reply_to}")
    if post.answer:
        said.append(_SAID[post.answer])
    if post.score:
        said.append(f"score {post.score}")
    said += [f"{count} {_inline(name)}" for name, count in post.reactions.items()]
    lines = [", ".join(said)]
    if post.attachments:
        lines.append("Files: " + ", ".join(_inline(file.name) for file in post.attachments))
    return lines


def _inline(text: str) -> str:
    """One line in which Markdown finds nothing to mark and no comment ends."""
    return re.sub(r"([\\`*_\[\]<>#|&])", r"\\\1", " ".join(text.split()))
