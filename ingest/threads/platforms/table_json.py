"""The JSON that has the fields of our own table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.delimited import Row
from ingest.threads.platforms.fields import field
from ingest.threads.platforms.json_files import walk_json
from ingest.threads.platforms.table_columns import column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import Tally
    from ingest.threads.export import ExportFile

__all__ = ["json_rows"]

_JSON_POSTS = frozenset({"threads.item", "posts.item", "item"})


def json_rows(file: ExportFile, tally: Tally) -> Iterator[Row]:
    """The posts of a JSON file as rows of a table; ``line`` is the number of the post."""
    number = 0
    for _, value in walk_json(file, tally, _JSON_POSTS):
        if not isinstance(value, dict):
            continue
        nested = value.pop("posts", None)
        posts = nested if isinstance(nested, list) else [value]
        for post in posts:
            number += 1
            of_post = _row_fields(post) if isinstance(post, dict) else {}
            inherited = _row_fields(value) if post is not value else {}
            yield Row(number, inherited | of_post)


def _row_fields(record: dict[str, Any]) -> dict[str, str]:
    found = {}
    for heading, value in record.items():
        name = column(heading) or ("thread" if heading == "key" else "")
        if isinstance(value, list):
            value = ";".join(str(part) for part in value)  # noqa: PLW2901
        cell = "yes" if value is True else field({"value": value}, "value").strip()
        if name and cell:
            found[name] = cell
    return found
