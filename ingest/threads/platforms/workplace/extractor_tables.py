"""CSV files of ``workplace_extractor`` (PyPI): posts, comments on one post, people and groups.

A table of posts has ``post_``, ``feed_`` and ``author_`` before its columns' names in later
versions and nothing before them in earlier ones. Its messages are ``True`` or ``False`` unless the
person who ran it asked for content. A table of comments does not say which post it is of.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.base import ImportOptions, SourcePerson
from ingest.threads.platforms.times import moment
from ingest.threads.platforms.workplace.links import parts_of_id
from ingest.threads.platforms.workplace.media import with_links
from ingest.threads.platforms.workplace.said import NO_TEXT, ON_PROFILE, Said, digest, with_names
from ingest.threads.platforms.workplace.script_tables import COUNTED_ONLY, count_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.threads.platforms.workplace.directory import Directory
    from ingest.threads.platforms.workplace.gathering import Gathering

__all__ = [
    "COMMENT_COLUMNS", "GROUP_COLUMNS", "PEOPLE_COLUMNS", "POST_COLUMNS",
    "plain_columns", "read_comment_row", "read_group_row", "read_person_row", "read_post_row",
]  # fmt: skip

POST_COLUMNS = frozenset({"id", "created_time", "status_type", "message", "author_id"})
COMMENT_COLUMNS = frozenset({"id", "parent_id", "message", "author_id"})
PEOPLE_COLUMNS = frozenset({"id", "name", "email"})
GROUP_COLUMNS = frozenset({"id", "name", "privacy"})

_NOTHING = frozenset({"", "nan", "none", "<na>"})
_KINDS = ("like", "love", "care", "haha", "wow", "sad", "angry")


def plain_columns(row: Mapping[str, str]) -> dict[str, str]:
    """A row by the earlier versions' names, with nothing where pandas wrote its nothing."""
    return {
        name.removeprefix("post_"): "" if cell.lower() in _NOTHING else cell
        for name, cell in row.items()
    }


def read_post_row(row: Mapping[str, str], gathering: Gathering, options: ImportOptions) -> None:
    """One post."""
    tally = gathering.tally
    if row.get("feed_type") == "person" or row.get("message") in {"True", "False"}:
        tally.seen()
        tally.skip(ON_PROFILE if row.get("feed_type") == "person" else NO_TEXT)
        return
    under, own = parts_of_id(row.get("id", "") or digest(sorted(row.items())))
    text, named = with_names(row.get("message", ""))
    link = row.get("object_link", "")
    outward = [] if "facebook.com" in link or "workplace.com" in link or not link else [("", link)]
    said = Said(
        key=own,
        text=with_links(text, outward),
        author=_author(row),
        at=moment(f"{row.get('created_date', '')} {row.get('created_time', '')}".strip(), options),
        root=True,
        group_id=under,
        group=row.get("feed_name", ""),
        reactions={"reactions": count} if (count := count_in(row.get("reactions", ""))) else {},
        permalink=row.get("link", ""),
        mentioned=named,
    )
    if gathering.add(own, said) and (count := count_in(row.get("comments", ""))):
        tally.note(COUNTED_ONLY, count)


def read_comment_row(row: Mapping[str, str], name: str, gathering: Gathering) -> None:
    """One comment of a file called ``name``, which is all that may say which post it is about."""
    under, own = parts_of_id(row.get("id", "") or digest(sorted(row.items())))
    text, named = with_names(row.get("message", ""))
    counts = {kind: count_in(row.get(f"reactions_{kind}", "")) for kind in _KINDS}
    said = Said(
        key=own,
        text=text,
        author=_author(row),
        reply_to=parts_of_id(row.get("parent_id", ""))[1] or None,
        reactions={kind: count for kind, count in counts.items() if count},
        mentioned=named,
    )
    stem = PurePosixPath(name).stem
    in_name = re.search(r"(?:\d+_)?(\d{6,})", stem)
    gathering.add(under or (in_name[1] if in_name else f"comments-{stem}"), said)


def read_person_row(row: Mapping[str, str], directory: Directory) -> None:
    """One member, whose e-mail address makes them known on other platforms too."""
    person = SourcePerson(row.get("name", ""), row.get("email", ""), row.get("id", ""))
    directory.add_person(person)


def read_group_row(row: Mapping[str, str], directory: Directory) -> None:
    """One group."""
    directory.add_group(row.get("name", ""), row.get("id", ""), row.get("privacy", ""))


def _author(row: Mapping[str, str]) -> SourcePerson:
    return SourcePerson(
        row.get("author_name", ""), row.get("author_email", ""), row.get("author_id", "")
    )
