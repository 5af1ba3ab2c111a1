"""The Workplace importer: reads every file of an export by its shape, and gives the threads."""

from __future__ import annotations

import fnmatch
from contextlib import closing
from typing import TYPE_CHECKING

from ingest.threads.platforms.archives import names_within, with_archives
from ingest.threads.platforms.workplace.directory import Directory
from ingest.threads.platforms.workplace.gathering import Gathering
from ingest.threads.platforms.workplace.media import MediaFiles
from ingest.threads.platforms.workplace.personal import Staging, resolve
from ingest.threads.platforms.workplace.reading import Reading
from ingest.threads.platforms.workplace.shapes import Shape, certainty, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import ImportOptions, SourceThread, Tally
    from ingest.threads.export import Export

__all__ = ["WorkplaceImporter"]

_NAMES = (
    "*groups/group_posts_and_comments*.json", "*groups/your_comments_in_groups*.json",
    "*groups/your_posts_in_groups*.json",
)  # fmt: skip
_LOOKED_AT = 40


class WorkplaceImporter:
    """Reads what was downloaded from Workplace from Meta, in any of five shapes."""

    name = "workplace"
    label = "Workplace from Meta"

    def recognises(self, export: Export) -> float:
        """By the names of downloads, packed or not, or by the beginnings of its first files."""
        for name in names_within(export):
            if any(fnmatch.fnmatchcase(name.lower(), pattern) for pattern in _NAMES):
                return 0.95
        looked_at = export.matching("*.json", "*.csv", "*.txt")[:_LOOKED_AT]
        return max(map(certainty, looked_at), default=0.0)

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Threads by their first post's time, then articles of the knowledge library."""
        files = list(with_archives(export, tally))
        order = list(Shape)
        shaped = sorted(
            ((shape_of(file), file) for file in files), key=lambda one: order.index(one[0])
        )
        directory = Directory()
        with (
            closing(Gathering(export.scratch, tally, directory)) as gathering,
            closing(Staging(export.scratch, directory, tally)) as staging,
        ):
            reading = Reading(gathering, staging, MediaFiles(files), options)
            for shape, file in shaped:
                if shape is Shape.JSON and b'"privacy"' in file.head():
                    reading.groups(file)
            for shape, file in shaped:
                reading.file(shape, file)
            resolve(staging, gathering)
            yield from gathering.threads()
            for shape, file in shaped:
                if shape is Shape.KNOWLEDGE:
                    yield from reading.library(file)
