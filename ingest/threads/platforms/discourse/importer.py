"""Puts the topics of a Discourse export together."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.discourse.categories import Category
from ingest.threads.platforms.discourse.contents import contents
from ingest.threads.platforms.discourse.forum import Forum
from ingest.threads.platforms.discourse.topics import threads_of, topics
from ingest.threads.platforms.fields import whole_number
from ingest.threads.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import ImportOptions, SourceThread, Tally
    from ingest.threads.export import Export

__all__ = ["DiscourseImporter"]

# Surest first; several files are looked at, as lists of topics may come before the topics.
_MARKS = (
    (re.compile(rb'"post_stream"|"latest_posts"'), 0.95),
    (re.compile(rb'"cooked"[\s\S]*"post_number"|"post_number"[\s\S]*"cooked"'), 0.9),
    (re.compile(rb'"topic_list"[\s\S]*"archetype"|"archetype"[\s\S]*"draft_sequence"'), 0.8),
    (re.compile(rb'"topics"\s*:\s*\[[\s\S]*"posts"\s*:\s*\[[\s\S]*"author"'), 0.6),
)
_LOOKED_AT = 100


class DiscourseImporter:
    """Reads folders and archives of Discourse's JSON; one export is of one forum."""

    name = "discourse"
    label = "Discourse"

    def recognises(self, export: Export) -> float:
        """By what stands at the beginning of its JSON files."""
        heads = [file.head() for file in _json(export)[:_LOOKED_AT]]
        return max(
            (sure for head in heads for mark, sure in _MARKS if mark.search(head)), default=0.0
        )

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Yield topics by number, pages of one topic and several copies of one put together."""
        ours = _json(export)
        others = {
            file.basename.lower(): file.path for file in export.files if file not in set(ours)
        }
        forum = Forum(options, others, {}, Counter())
        with Spool(export.scratch, "discourse") as spool:
            serial = 0
            for file in ours:
                for found in contents(file, tally):
                    if isinstance(found, Category):
                        forum.categories[found.key] = found
                        continue
                    serial += 1
                    forum.hosts.update([found.host] if found.host else [])
                    place = float(whole_number(found.topic))
                    spool.add(f"{serial:012d}", found, thread=found.topic, place=place)
            for _, pages in spool.threads():
                for topic in topics(pages):
                    yield from threads_of(topic, forum, tally)


def _json(export: Export) -> list[Any]:
    return export.matching("*.json", "*.jsonl", "*.ndjson")
