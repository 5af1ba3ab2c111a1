"""The knowledge library: its articles as threads, as Meta's sample script writes them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.base import (
    REPEATED,
    ImportOptions,
    SourcePerson,
    SourcePost,
    SourceThread,
    Tally,
)
from ingest.threads.platforms.times import moment
from ingest.threads.platforms.workplace.article_text import words_of
from ingest.threads.platforms.workplace.audience import is_open
from ingest.threads.platforms.workplace.graph_facts import person_of
from ingest.threads.platforms.workplace.library_tree import categories
from ingest.threads.platforms.workplace.said import CLOSED_AUDIENCE, DRAFT, as_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["articles"]


def articles(path: Path, tally: Tally, options: ImportOptions) -> Iterator[SourceThread]:
    """Articles that everybody could read, each a thread of one post, groups being their category.

    Drafts and articles for a closed audience are counted. A category without words is only a
    heading.

    Raises:
        BadJson: the file cannot be read, from here on.
    """
    taken: set[str] = set()
    for category, above in categories(path):
        facts = category.facts
        identity = as_name(facts.get("id"))
        text, markup = words_of(facts)
        if category.same or not text.strip():
            continue
        tally.seen()
        status = as_name(facts.get("status")).upper()
        if identity in taken:
            tally.skip(REPEATED)
        elif status not in {"", "PUBLISHED"}:
            tally.skip(DRAFT)
        elif not is_open(facts.get("read_audience")):
            tally.skip(CLOSED_AUDIENCE)
        else:
            taken.add(identity)
            at = moment(facts.get("last_updated"), options)
            author = _editor(facts.get("last_editor"))
            title = as_name(facts.get("title"))
            group = " / ".join(["Knowledge library", *filter(None, above)])
            post = SourcePost(identity, author, text, markup, at)
            yield SourceThread(f"knowledge-{identity}", (post,), title=title, group=group)


def _editor(value: Any) -> SourcePerson:
    return person_of(value) if isinstance(value, dict) else SourcePerson(as_name(value))
