"""CSV files of Meta's sample scripts.

``DownloadGroupFeed`` writes one file for each group and says how many comments there were, not what
they said. Its header says ``Author ID, Author Email``, its rows hold them the other way round; what
is in the cells decides. It also drops every letter beyond ASCII, which nothing can bring back.
``GetGroupFeedWithDetails`` writes ``post_export.csv``: whatever fields the first post had, with
lists of comments and reactions as Python writes them.
"""

from __future__ import annotations

import ast
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ingest.threads.base import ImportOptions, SourcePerson
from ingest.threads.platforms.times import moment
from ingest.threads.platforms.workplace.graph_pages import Page
from ingest.threads.platforms.workplace.links import parts_of_id, place_of
from ingest.threads.platforms.workplace.media import with_links
from ingest.threads.platforms.workplace.said import Said, digest, with_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.threads.platforms.workplace.gathering import Gathering
    from ingest.threads.platforms.workplace.graph import GraphReader

__all__ = [
    "COUNTED_ONLY",
    "DETAIL_COLUMNS",
    "FEED_COLUMNS",
    "count_in",
    "read_detail_row",
    "read_feed_row",
]

FEED_COLUMNS = frozenset({"post id", "permalink", "create time", "author", "message"})
DETAIL_COLUMNS = frozenset({"id", "from", "permalink_url"})
COUNTED_ONLY = "comments that the export counts and does not hold"

_BACKSLASHES = re.compile(r"\\+")
_LARGEST_LIST = 32 * 2**20


def read_feed_row(
    row: Mapping[str, str], name: str, gathering: Gathering, options: ImportOptions
) -> None:
    """One post of a ``DownloadGroupFeed`` file called ``name``."""
    place = place_of(row.get("permalink", ""))
    under, own = parts_of_id(row.get("post id", ""))
    group_id = under or place.group
    text, named = with_names(row.get("message", ""))
    link = row.get("link", "")
    identity, email = row.get("author id", ""), row.get("author email", "")
    if "@" in identity and "@" not in email:
        identity, email = email, identity
    said = Said(
        key=own or place.post or digest(sorted(row.items())),
        text=with_links(text, [("", link)] if link and not place_of(link).post else []),
        author=SourcePerson(row.get("author", ""), email, identity),
        at=moment(row.get("create time"), options),
        root=True,
        group_id=group_id,
        group=gathering.directory.group_name(group_id) or _group_in(name, group_id),
        reactions=_counted(row.get("reactions", "")),
        permalink=row.get("permalink", ""),
        mentioned=named,
    )
    if gathering.add(said.key, said) and (comments := count_in(row.get("comments", ""))):
        gathering.tally.note(COUNTED_ONLY, comments)


def read_detail_row(row: Mapping[str, str], reader: GraphReader) -> None:
    """One post of a ``post_export.csv``, with its comments.

    It does not say when a post was written, only when it was last changed: that is when it was
    written where it has no comments, and nobody knows where it has some.
    """
    record: dict[str, Any] = {name: _unescaped(cell) for name, cell in row.items() if cell}
    for name in ("from", "reactions", "comments", "to", "attachments", "properties"):
        if name in record:
            record[name] = _value(record[name])
    if not record.get("comments"):
        record.setdefault("created_time", record.get("updated_time"))
    reader.read(record, Page(edge="feed"))


def count_in(cell: str) -> int:
    """How many a cell says, also where pandas made it ``3.0``; 0 for what is no count."""
    try:
        return max(0, int(float(cell)))
    except (ValueError, OverflowError):
        return 0


def _unescaped(cell: str) -> str:
    """A cell without the backslashes that Python doubles in it from 3.11 on."""
    runs = _BACKSLASHES.findall(cell)
    if runs and all(len(run) % 2 == 0 for run in runs):
        return cell.replace("\\\\", "\\")
    return cell


def _value(cell: str) -> Any:
    """What Python wrote, read without running anything; ``None`` where it cannot be."""
    if len(cell) > _LARGEST_LIST:
        return None
    try:
        return ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _group_in(name: str, group_id: str) -> str:
    """The group's name, which such a file has in its own after the date and the group's id."""
    stem = PurePosixPath(name).stem
    before, there, after = stem.partition(f" {group_id} ")
    return after.strip() if group_id and there and before else ""


def _counted(cell: str) -> dict[str, int]:
    return {"reactions": count} if (count := count_in(cell)) else {}
