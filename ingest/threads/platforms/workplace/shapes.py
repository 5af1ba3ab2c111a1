"""Which shape of export a file is, by its name and its beginning."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from ingest.threads.platforms.headings import columns_of, plain_heading
from ingest.threads.platforms.workplace import extractor_tables as extractor
from ingest.threads.platforms.workplace.script_tables import DETAIL_COLUMNS, FEED_COLUMNS

if TYPE_CHECKING:
    from ingest.threads.export import ExportFile

__all__ = ["Shape", "certainty", "shape_of"]


class Shape(Enum):
    """What a file holds, in the order in which files are read.

    What names groups and people comes first, then what has ids and whole texts, so that of a post
    that several files hold the best copy is kept.
    """

    GROUPS = "groups"
    PEOPLE = "people"
    JSON = "JSON of a download or of the Graph API"
    KNOWLEDGE = "knowledge library"
    DETAIL_TABLE = "post_export.csv"
    FEED_TABLE = "table of a group's posts"
    EXTRACTOR_POSTS = "workplace_extractor posts"
    EXTRACTOR_COMMENTS = "workplace_extractor comments"
    PAGE = "page for a browser"
    OTHER = "none of these"


_LISTS = re.compile(rb'"(?:group_posts_v2|group_comments_v2|pending_posts_v2|group_posts)"\s*:')
_GRAPH = re.compile(rb'"(?:permalink_url|created_time)"\s*:')
_OF_WORKPLACE = re.compile(rb"(?:graph|\.)\\?/?\\?/?\.?workplace\.com|workplace\.com")
_COLUMNS = (
    (FEED_COLUMNS, Shape.FEED_TABLE, 0.95),
    (extractor.POST_COLUMNS, Shape.EXTRACTOR_POSTS, 0.9),
    (extractor.COMMENT_COLUMNS, Shape.EXTRACTOR_COMMENTS, 0.8),
    (DETAIL_COLUMNS, Shape.DETAIL_TABLE, 0.8),
    (extractor.GROUP_COLUMNS, Shape.GROUPS, 0.3),
    (extractor.PEOPLE_COLUMNS, Shape.PEOPLE, 0.1),
)


def shape_of(file: ExportFile) -> Shape:
    """The shape of a file."""
    name = file.name.lower()
    if name.endswith(".csv"):
        return next((shape for has, shape, _ in _COLUMNS if has <= _columns(file)), Shape.OTHER)
    if name.endswith((".html", ".htm")):
        return Shape.PAGE if "groups/" in name else Shape.OTHER
    if not name.endswith((".json", ".txt")):
        return Shape.OTHER
    head = file.head().lstrip(b"\xef\xbb\xbf \t\r\n")
    if name.endswith(".txt") and head[:1] not in {b"{", b"["}:
        return Shape.OTHER
    is_library = "category_data" in name or b'"read_audience"' in head
    return Shape.KNOWLEDGE if is_library else Shape.JSON


def certainty(file: ExportFile) -> float:
    """How surely a file is of Workplace, 0 to 1."""
    shape = shape_of(file)
    if file.name.lower().endswith(".csv"):
        return max((sure for _, of, sure in _COLUMNS if of is shape), default=0.0)
    if shape is Shape.KNOWLEDGE:
        return 0.9
    if shape is not Shape.JSON:
        return 0.0
    head = file.head()
    if _LISTS.search(head):
        return 0.95
    if not _GRAPH.search(head):
        return 0.0
    return 0.9 if _OF_WORKPLACE.search(head) else 0.7 if b'"from"' in head else 0.3


def _columns(file: ExportFile) -> frozenset[str]:
    return frozenset(name.removeprefix("post_") for name in columns_of(file, plain_heading))
