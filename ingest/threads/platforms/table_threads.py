"""The rows of a table, or of JSON with the same fields, as threads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.base import (
    EMPTY,
    REPEATED,
    UNREADABLE,
    SourcePost,
    SourceThread,
    Tally,
)
from ingest.threads.clock import AMBIGUOUS, Evidence, written
from ingest.threads.platforms.table_dates import FIRST_YEAR
from ingest.threads.platforms.table_posts import RowReader, listed
from ingest.threads.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ingest.threads.base import ImportOptions
    from ingest.threads.export import Export, ExportFile
    from ingest.threads.platforms.delimited import Row

__all__ = ["TableThreads"]

_COPY = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True)
class _Entry:
    """A post with what its row says of the thread."""

    line: int
    post: SourcePost
    facts: dict[str, str]


class TableThreads:
    """Makes threads of one file's rows."""

    def __init__(
        self, export: Export, file: ExportFile, tally: Tally, options: ImportOptions
    ) -> None:
        """For one file of an export; ``line`` of its rows is said in faults."""
        self._export, self._file, self._tally, self._options = export, file, tally, options
        self._rows = RowReader(export, file, tally, options)

    def threads(self, read: Callable[[Tally], Iterable[Row]]) -> Iterator[SourceThread]:
        """Its threads; ``read`` gives its rows, is asked twice and told where to count faults."""
        self._settle(read(Tally()))
        with Spool(self._export.scratch, "table") as spool:
            thread = ""
            for row in read(self._tally):
                thread = row.get("thread") or thread
                self._add(row, thread, spool)
            for key, entries in spool.threads():
                yield self._thread(key, entries)

    def _settle(self, read: Iterable[Row]) -> None:
        evidence, dates = Evidence(FIRST_YEAR), 0
        for row in read:
            date = written(row.get("date"))
            if date:
                dates += 1
                evidence.add(date)
        settled = evidence.settle(self._options.day_first)
        self._rows.order = settled.order
        if not settled.certain:
            self._tally.note(f"{self._file.name}: {AMBIGUOUS}", dates)

    def _add(self, row: Row, thread: str, spool: Spool) -> None:
        self._tally.seen()
        if not thread:
            self._rows.fault(row.line, "no thread is named. Fill in the column thread.")
            self._tally.skip(UNREADABLE)
            return
        post = self._rows.post(row, thread)
        if not (post.text or post.attachments):
            self._rows.fault(
                row.line, "there is no text. Fill in the column text, or delete the row."
            )
            self._tally.skip(EMPTY)
            return
        entry = _Entry(row.line, post, row.fields)
        key = f"{thread}\x1f{post.key}"
        if not spool.add(key, entry, thread=thread, place=row.line):
            self._rows.fault(row.line, f"{post.key} is in this thread already. Give it another id.")
            self._tally.skip(REPEATED)

    def _thread(self, key: str, entries: list[_Entry]) -> SourceThread:
        known = {entry.post.key for entry in entries}
        for entry in entries:
            if entry.post.reply_to is not None and entry.post.reply_to not in known:
                self._rows.fault(
                    entry.line,
                    f"no post of thread {key} has the id {entry.post.reply_to}. "
                    "Write the id of the post that this one answers, or nothing.",
                )
        stem = _COPY.sub("", PurePosixPath(self._file.basename).stem)
        first = _first_of(entries)
        return SourceThread(
            key=f"{stem}/{key}",
            posts=tuple(entry.post for entry in entries),
            title=first("title"),
            permalink=first("link"),
            group=first("group"),
            tags=tuple(listed(first("tags"))),
        )


def _first_of(entries: list[_Entry]) -> Callable[[str], str]:
    def first(name: str) -> str:
        return next((entry.facts[name] for entry in entries if name in entry.facts), "")

    return first
