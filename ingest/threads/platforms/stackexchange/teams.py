"""Exports of Stack Overflow for Teams: a zip of JSON lists, one for each table.

No real one could be had: the fields are those that two public programs read, Scoold's importer
(``AdminController``) and a converter to Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.base import DELETED
from ingest.threads.platforms.fields import field
from ingest.threads.platforms.json_files import json_values
from ingest.threads.platforms.stackexchange.entries import Entry, Member, by_site, number, tags
from ingest.threads.platforms.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import Tally
    from ingest.threads.export import Export, ExportFile

_POSTS = "posts.json"
_KINDS = {"question", "answer"}


def teams_files(export: Export) -> list[ExportFile]:
    """The tables that are read, if the posts among them are those of a team."""
    teams = [file for file in export.matching(_POSTS) if b'"postType"' in file.head()]
    if not teams:
        return []
    return export.matching(_POSTS, "accounts.json", "users.json", "comments.json")


def teams_entries(export: Export, tally: Tally) -> Iterator[Entry | Member]:
    """Everything in the exports of teams, posts and comments counted as `Tally.seen`."""
    for site, files in by_site(export, teams_files(export)).items():
        tables = {file.basename.lower(): file for file in files}
        yield from _members(site, tables, tally)
        for name, entry in ((_POSTS, _post), ("comments.json", _comment)):
            for record in _records(tables, name, tally):
                tally.seen()
                kind = field(record, "postType").lower() if name == _POSTS else "answer"
                if field(record, "deletionDate") or record.get("isDeleted") is True:
                    tally.skip(DELETED)
                elif kind not in _KINDS:
                    tally.skip("neither a question nor an answer")
                else:
                    yield entry(site, record)


def _records(tables: dict[str, ExportFile], name: str, tally: Tally) -> Iterator[dict[str, Any]]:
    if name in tables:
        yield from json_values(tables[name], "", tally)


def _members(site: str, tables: dict[str, ExportFile], tally: Tally) -> Iterator[Member]:
    """A team has as many members as people work there: their addresses fit into memory."""
    emails = {
        field(account, "accountId", "id"): field(account, "verifiedEmail", "email")
        for account in _records(tables, "accounts.json", tally)
    }
    for user in _records(tables, "users.json", tally):
        email = field(user, "email") or emails.get(field(user, "accountId"), "")
        yield Member(site, field(user, "id"), field(user, "realName", "displayName"), email)


def _post(site: str, record: dict[str, Any]) -> Entry:
    kind = field(record, "postType").lower()
    markdown = field(record, "bodyMarkdown")
    return Entry(
        kind="question" if kind == "question" else "answer",
        site=site,
        id=field(record, "id"),
        parent=field(record, "parentId"),
        at=moment(record.get("creationDate")),
        user=field(record, "ownerUserId"),
        name=field(record, "ownerDisplayName"),
        text=markdown or field(record, "body"),
        markup="markdown" if markdown else "html",
        score=number(field(record, "score")),
        title=field(record, "title"),
        tags=_tags(record.get("tags")),
        accepted=field(record, "acceptedAnswerId"),
    )


def _comment(site: str, record: dict[str, Any]) -> Entry:
    return Entry(
        kind="comment",
        site=site,
        id=field(record, "id"),
        parent=field(record, "postId"),
        at=moment(record.get("creationDate")),
        user=field(record, "userId"),
        name=field(record, "userDisplayName"),
        text=field(record, "text"),
        markup="markdown",
        score=number(field(record, "score")),
    )


def _tags(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(tag for tag in value if isinstance(tag, str))
    return tags(value) if isinstance(value, str) else ()
