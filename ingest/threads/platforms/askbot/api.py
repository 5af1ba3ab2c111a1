"""JSON of Askbot's API: questions, and lists of comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.platforms.askbot.pages import ADDRESS
from ingest.threads.platforms.fields import field
from ingest.threads.platforms.json_files import json_values
from ingest.threads.platforms.stackexchange.entries import Entry, number
from ingest.threads.platforms.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import ImportOptions, Tally
    from ingest.threads.export import ExportFile

__all__ = ["json_entries"]


def json_entries(file: ExportFile, tally: Tally, options: ImportOptions) -> Iterator[Entry]:
    """Questions and comments of a file."""
    within = "questions" if b'"questions"' in file.head() else ""
    for item in json_values(file, within, tally):
        site = ADDRESS.match(field(item, "url"))
        author = item.get("author")
        if "comment_added_at" in item:
            yield Entry(
                "comment", "", field(item, "id"), field(item, "object_id"),
                at=moment(item["comment_added_at"], options), user=field(item, "user_id"),
                name=field(item, "user_display_name"), text=field(item, "html"),
                score=number(field(item, "score")),
            )  # fmt: skip
        elif site and "answer_ids" in item:
            yield Entry(
                "question", site[1], field(item, "id"),
                at=moment(item.get("added_at")), user=field(author, "id"),
                name=field(author, "username"), text=field(item, "summary"),
                score=number(field(item, "score")), title=field(item, "title"),
                tags=tuple(tag for tag in item.get("tags") or () if isinstance(tag, str)),
                accepted=field(item, "accepted_answer_id"), link=field(item, "url"),
            )  # fmt: skip
