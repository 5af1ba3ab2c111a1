"""Hands each file's records to who understands them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.delimited import rows
from ingest.threads.platforms.headings import plain_heading
from ingest.threads.platforms.json_events import BadJson
from ingest.threads.platforms.json_stream import values_at
from ingest.threads.platforms.workplace import extractor_tables as extractor
from ingest.threads.platforms.workplace.downloads import COMMENTS, LEFT_OUT, POSTS, DownloadReader
from ingest.threads.platforms.workplace.graph import GraphReader
from ingest.threads.platforms.workplace.graph_pages import Page, page_of
from ingest.threads.platforms.workplace.knowledge import articles
from ingest.threads.platforms.workplace.said import as_map, as_name
from ingest.threads.platforms.workplace.script_tables import read_detail_row, read_feed_row
from ingest.threads.platforms.workplace.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import ImportOptions, SourceThread
    from ingest.threads.export import ExportFile
    from ingest.threads.platforms.workplace.gathering import Gathering
    from ingest.threads.platforms.workplace.media import MediaFiles
    from ingest.threads.platforms.workplace.personal import Staging

__all__ = ["Reading"]

# Where records stand in files of the Graph API.
_GRAPH = ("item", "data.item", "feed.data.item", "feed.item", "posts.item")
_GROUP_FACTS = frozenset({"id", "name", "privacy"})
_PLACES = (*POSTS, *COMMENTS, *LEFT_OUT, *_GRAPH, "profile_v2", "profile")
_LISTS = frozenset(place.partition(".")[0] for place in (*POSTS, *COMMENTS, *LEFT_OUT))
_WHOLE = 64 * 2**20  # a file that is one single record, such as one post
_BROWSER_PAGES = "a page for a browser: download the same data as JSON"
_UNKNOWN = "JSON of no known shape"


class Reading:
    """Hands each file's records to who understands them; a bad file is named, not fatal."""

    def __init__(
        self, gathering: Gathering, staging: Staging, media: MediaFiles, options: ImportOptions
    ) -> None:
        """Posts go to ``gathering``, by way of ``staging`` where they have no ids."""
        self._gathering = gathering
        self._directory = gathering.directory
        self._tally = gathering.tally
        self._options = options
        self._graph = GraphReader(gathering, media, options)
        self._downloads = DownloadReader(staging, self._directory, self._tally, media)

    def groups(self, file: ExportFile) -> None:
        """Note the groups that a file names; its other records are read later."""
        group: dict[str, Any] = {}
        try:
            for place, value in values_at(file.path, {"item", "data.item", *_GROUP_FACTS}):
                if place in _GROUP_FACTS:
                    group[place] = value
                elif "privacy" in as_map(value):
                    self._group(value)
        except BadJson:
            return  # said when its records are read
        if "privacy" in group:
            self._group(group)

    def library(self, file: ExportFile) -> Iterator[SourceThread]:
        """The articles of a knowledge library, once all people are known."""
        try:
            for thread in articles(file.path, self._tally, self._options):
                [article] = thread.posts
                author = self._directory.known(article.author)
                yield replace(thread, posts=(replace(article, author=author),))
        except BadJson as error:
            self._tally.fault(file.name, str(error))

    def file(self, shape: Shape, file: ExportFile) -> None:
        """Read a file of any shape but a knowledge library's."""
        try:
            if shape is Shape.JSON:
                self._json(file)
            elif shape is Shape.PAGE:
                self._tally.fault(file.name, _BROWSER_PAGES)
            elif shape not in {Shape.OTHER, Shape.KNOWLEDGE}:
                self._table(shape, file)
        except BadJson as error:
            self._tally.fault(file.name, str(error))

    def _json(self, file: ExportFile) -> None:
        page: Page | None = None
        known = True
        for place, record in _records(file):
            if place in {"profile_v2", "profile"}:
                self._downloads.profile(record)
            elif place in _GRAPH or place == "":
                page = page or page_of(file)
                found = self._of_download(record, file.name)
                known = (found or self._graph.read(record, page)) and known
            else:
                self._downloads.read(place, record, file.name, self._options)
        if not known and "groups/" in file.name.lower():
            self._tally.fault(file.name, _UNKNOWN)

    def _of_download(self, record: Any, name: str) -> bool:
        """Take what earlier downloads write without a name for their list."""
        if any(value == [] for key, value in as_map(record).items() if key in _LISTS):
            return True  # nothing in its list
        older = as_map(record).get("comments") if "id" not in as_map(record) else None
        for comment in older if isinstance(older, list) else []:
            self._downloads.read("comments_v2.item", comment, name, self._options)
        return isinstance(older, list) or self._downloads.elsewhere(record)

    def _table(self, shape: Shape, file: ExportFile) -> None:
        for line in rows(file, self._tally, plain_heading):
            cells = line.fields
            row = extractor.plain_columns(cells)
            if shape is Shape.FEED_TABLE:
                read_feed_row(cells, file.name, self._gathering, self._options)
            elif shape is Shape.DETAIL_TABLE:
                read_detail_row(cells, self._graph)
            elif shape is Shape.EXTRACTOR_POSTS:
                extractor.read_post_row(row, self._gathering, self._options)
            elif shape is Shape.EXTRACTOR_COMMENTS:
                extractor.read_comment_row(row, file.name, self._gathering)
            elif shape is Shape.GROUPS:
                extractor.read_group_row(row, self._directory)
            else:
                extractor.read_person_row(row, self._directory)

    def _group(self, facts: dict[str, Any]) -> None:
        self._directory.add_group(
            as_name(facts.get("name")), as_name(facts.get("id")), as_name(facts.get("privacy"))
        )


def _records(file: ExportFile) -> Iterator[tuple[str, Any]]:
    """What stands at the places of a file; one that has none of them is one record itself."""
    found = False
    for place, record in values_at(file.path, _PLACES):
        found = True
        yield place, record
    if not found and file.path.stat().st_size <= _WHOLE:
        yield from values_at(file.path, {""})
