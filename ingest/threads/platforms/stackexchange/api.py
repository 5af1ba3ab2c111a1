"""Answers of the Stack Exchange API, saved as they came: questions with all that is in them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.fields import field, records
from ingest.threads.platforms.json_files import json_values
from ingest.threads.platforms.stackexchange.entries import Entry, number
from ingest.threads.platforms.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import Tally
    from ingest.threads.export import Export, ExportFile

_ONE = re.compile(rb'"(?:question_id|answer_id|comment_id)"')
_PAGE = re.compile(rb'"quota_remaining"|"has_more"')
_SITE = re.compile(r"https?://([a-z0-9.-]+)/", re.IGNORECASE)


def api_files(export: Export) -> list[ExportFile]:
    """Saved answers, under names with and without an ending."""
    named = [file for file in export.files if _may_be_json(file.basename.lower())]
    heads = ((file, file.head()) for file in named)
    return [
        file
        for file, head in heads
        if _ONE.search(head) or (_PAGE.search(head) and b'"items"' in head)
    ]


def _may_be_json(name: str) -> bool:
    return "." not in name or name.endswith((".json", ".jsonl", ".ndjson"))


def api_entries(export: Export, tally: Tally) -> Iterator[Entry]:
    """Everything in the answers, posts and comments counted as `Tally.seen`."""
    for file in api_files(export):
        within = "items" if b'"items"' in file.head() else ""
        for item in json_values(file, within, tally):
            for entry in _entries(item):
                if entry.kind != "duplicate":
                    tally.seen()
                yield entry


def _entries(item: dict[str, Any]) -> Iterator[Entry]:
    """An entry and those in it: answers of questions, comments of both."""
    site = _site(item)
    waiting = [(item, site)]
    while waiting:
        one, site = waiting.pop(0)
        yield from _entry(one, site)
        inner = records(one.get("answers")) + records(one.get("comments"))
        waiting.extend((each, _site(each) or site) for each in inner)


def _site(item: dict[str, Any]) -> str:
    """The site an item is of: its own address says so, and its author's."""
    for link in (field(item, "link"), field(item.get("owner"), "link")):
        found = _SITE.match(link)
        if found:
            return found[1].lower()
    return ""


def _entry(item: dict[str, Any], site: str) -> Iterator[Entry]:
    """One entry; nothing where it is none of the three."""
    if "comment_id" in item:
        yield _made(item, Entry("comment", site, field(item, "comment_id"), field(item, "post_id")))
    elif "answer_id" in item:
        answer = Entry("answer", site, field(item, "answer_id"), field(item, "question_id"))
        yield _made(item, answer)
    elif "question_id" in item:
        question = Entry("question", site, field(item, "question_id"))
        yield _made(item, question)
        closed = item.get("closed_details")
        first = records(closed.get("original_questions")) if isinstance(closed, dict) else []
        for original in first:
            earlier = field(original, "question_id")
            yield Entry(
                "duplicate", site, f"{question.id}-{earlier}", question.id, accepted=earlier
            )


def _made(item: dict[str, Any], entry: Entry) -> Entry:
    """An entry with what it says; the API escapes titles, names and Markdown as HTML."""
    markdown, owner = field(item, "body_markdown"), item.get("owner")
    kind = field(owner, "user_type")
    listed = item.get("tags")
    return Entry(
        kind=entry.kind,
        site=entry.site,
        id=entry.id,
        parent=entry.parent,
        at=moment(item.get("creation_date")),
        user="" if kind == "does_not_exist" else field(owner, "user_id"),
        name=html.unescape(field(owner, "display_name")),
        text=html.unescape(markdown) if markdown else field(item, "body"),
        markup="markdown" if markdown else "html",
        score=number(field(item, "score")),
        title=html.unescape(field(item, "title")),
        tags=tuple(tag for tag in listed if isinstance(tag, str))
        if isinstance(listed, list)
        else (),
        accepted=field(item, "accepted_answer_id"),
        link=field(item, "link") if entry.kind == "question" else "",
        solves=item.get("is_accepted") is True,
    )
