"""Data dumps: ``Posts.xml`` and what lies beside it, one element for each row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ingest.sources.base import shown
from ingest.threads.base import DELETED, UNREADABLE
from ingest.threads.platforms.fields import field
from ingest.threads.platforms.stackexchange.entries import Entry, Member, by_site, number, tags
from ingest.threads.platforms.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.threads.base import Tally
    from ingest.threads.export import Export, ExportFile

_KINDS = {
    "3": "description of a tag",
    "4": "description of a tag",
    "5": "description of a tag",
    "6": "nomination of a moderator",
    "7": "page of the site's own wiki",
    "8": "page of the site's own wiki",
}
_DUPLICATE = "3"
# Members before what they wrote, posts before the comments on them.
_TABLES = ("users.xml", "posts.xml", "comments.xml", "postlinks.xml")

Row = dict[str, str]


def dump_files(export: Export) -> list[ExportFile]:
    """The tables that are read. Votes, badges, tags and earlier versions of posts are not."""
    return [file for file in export.files if file.basename.lower() in _TABLES]


def dump_entries(export: Export, tally: Tally) -> Iterator[Entry | Member]:
    """Everything in the dumps of an export, posts and comments counted as `Tally.seen`."""
    for site, files in by_site(export, dump_files(export)).items():
        for table in _TABLES:
            for file in files:
                if file.basename.lower() == table:
                    yield from _table(table, site, file, tally)


def _table(table: str, site: str, file: ExportFile, tally: Tally) -> Iterator[Entry | Member]:
    for row in _rows(file, tally):
        if table == "users.xml":
            yield Member(site, field(row, "Id"), field(row, "DisplayName"))
        elif table == "posts.xml":
            yield from _post(site, row, tally)
        elif table == "comments.xml":
            tally.seen()
            yield _comment(site, row)
        elif field(row, "LinkTypeId") == _DUPLICATE:
            yield Entry(
                "duplicate", site, field(row, "Id"), field(row, "PostId"),
                accepted=field(row, "RelatedPostId"),
            )  # fmt: skip


def _rows(file: ExportFile, tally: Tally) -> Iterator[Row]:
    """Rows of a table, each let go before the next, faults of the XML passed over and named."""
    try:
        with file.path.open("rb") as stream:
            parsed = etree.iterparse(
                stream, events=("end",), tag="row", recover=True,
                resolve_entities=False, no_network=True, load_dtd=False,
            )  # fmt: skip
            for _, element in parsed:
                yield {str(name): str(value) for name, value in element.items()}
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            errors = [error.message for error in parsed.error_log]
    except (etree.XMLSyntaxError, OSError) as error:
        errors = [str(error)]
    if errors:
        tally.fault(file.name, f"{UNREADABLE} in part: {shown(errors[0][:120])}")


def _post(site: str, row: Mapping[str, str], tally: Tally) -> Iterator[Entry]:
    tally.seen()
    kind = field(row, "PostTypeId")
    if field(row, "DeletionDate"):
        tally.skip(DELETED)
    elif kind in ("1", "2"):
        yield Entry(
            kind="question" if kind == "1" else "answer",
            site=site,
            id=field(row, "Id"),
            parent=field(row, "ParentId") if kind == "2" else "",
            at=moment(field(row, "CreationDate")),
            user=field(row, "OwnerUserId"),
            name=field(row, "OwnerDisplayName"),
            text=field(row, "Body"),
            score=number(field(row, "Score")),
            title=field(row, "Title"),
            tags=tags(field(row, "Tags")),
            accepted=field(row, "AcceptedAnswerId"),
        )
    else:
        tally.skip(_KINDS.get(kind, "neither a question nor an answer"))


def _comment(site: str, row: Mapping[str, str]) -> Entry:
    return Entry(
        kind="comment",
        site=site,
        id=field(row, "Id"),
        parent=field(row, "PostId"),
        at=moment(field(row, "CreationDate")),
        user=field(row, "UserId"),
        name=field(row, "UserDisplayName"),
        text=field(row, "Text"),
        markup="markdown",
        score=number(field(row, "Score")),
    )
