"""A row of a table as a post, and what is wrong with a row, by its line."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast, get_args

from ingest.threads.base import (
    ImportOptions,
    Markup,
    SourceAttachment,
    SourcePerson,
    SourcePost,
    Tally,
)
from ingest.threads.platforms.fields import whole_number
from ingest.threads.platforms.table_columns import is_yes
from ingest.threads.platforms.table_dates import moment_of

if TYPE_CHECKING:
    from datetime import datetime

    from ingest.threads.clock import Order
    from ingest.threads.export import Export, ExportFile
    from ingest.threads.platforms.delimited import Row

__all__ = ["RowReader", "listed"]

_NAMED_FAULTS = 50  # of one file; a report that lists more is read by nobody


class RowReader:
    """Makes posts of one file's rows."""

    def __init__(
        self, export: Export, file: ExportFile, tally: Tally, options: ImportOptions
    ) -> None:
        """For one file of an export; ``order`` is that of day and month in its dates."""
        self._file, self._tally, self._options = file, tally, options
        self._files = {one.name: one.path for one in export.files}
        self._counts: Counter[str] = Counter()
        self._faults = 0
        self.order: Order = "dmy"

    def fault(self, line: int, reason: str) -> None:
        """Something wrong with a line; of very many only the first are named."""
        self._faults += 1
        if self._faults <= _NAMED_FAULTS:
            self._tally.fault(self._file.name, f"line {line}: {reason}")
        elif self._faults == _NAMED_FAULTS + 1:
            self._tally.fault(self._file.name, "and more of the same kind")

    def post(self, row: Row, thread: str) -> SourcePost:
        """The post of a row; without an id it is called by its number in the thread."""
        self._counts[thread] += 1
        name, email = row.get("author"), row.get("email")
        likes, markup = whole_number(row.get("likes")), row.get("markup").lower()
        return SourcePost(
            key=row.get("id") or str(self._counts[thread]),
            author=SourcePerson(name, email, aliases=(name,) if name else ()),
            text=row.get("text"),
            markup=cast("Markup", markup) if markup in get_args(Markup) else "plain",
            at=self._moment(row),
            reply_to=row.get("reply_to") or None,
            reactions={"like": likes} if likes else {},
            accepted=is_yes(row.get("answer")),
            attachments=tuple(self._attachment(name) for name in listed(row.get("files"))),
        )

    def _moment(self, row: Row) -> datetime | None:
        cell = f"{row.get('date')} {row.get('time')}".strip()
        moment = moment_of(cell, self.order, self._options) if cell else None
        if cell and moment is None:
            self.fault(
                row.line, f"“{cell[:40]}” is no date. Write it as 2021-12-31 or 2021-12-31 23:59."
            )
        return moment

    def _attachment(self, name: str) -> SourceAttachment:
        """A file by its path beside the table, or by its name anywhere in the export."""
        wanted = PurePosixPath(name.replace("\\", "/"))
        beside = str(PurePosixPath(self._file.name).parent / wanted)
        anywhere = (path for one, path in self._files.items() if one.endswith(f"/{wanted.name}"))
        found = self._files.get(beside) or self._files.get(wanted.name) or next(anywhere, None)
        return SourceAttachment(wanted.name, found)


def listed(cell: str) -> list[str]:
    """What a cell lists, between semicolons or, where there are none, commas."""
    parts = cell.split(";" if ";" in cell else ",")
    return [part.strip() for part in parts if part.strip()]
