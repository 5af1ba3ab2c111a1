"""Puts questions together with their answers and comments."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from ingest.threads.base import REPEATED, SourceThread, Tally
from ingest.threads.platforms.stackexchange.entries import Entry, Member
from ingest.threads.platforms.stackexchange.threads import place_of, thread_of
from ingest.threads.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ingest.threads.export import Export

__all__ = ["NO_POST", "NO_QUESTION", "gathered"]

NO_QUESTION = "its question is not in the export"
NO_POST = "what it comments on is not imported"


def gathered(
    found: Iterable[Entry | Member], export: Export, tally: Tally
) -> Iterator[SourceThread]:
    """Questions by time, each with its answers and comments.

    Args:
        found: members before what they wrote, and posts before comments on them; posts and
            comments are counted already.
        export: for its scratch folder.
        tally: told of what is left out.
    """
    with ExitStack() as stack:
        entries = stack.enter_context(Spool(export.scratch, "entries"))
        members = stack.enter_context(Spool(export.scratch, "members"))
        for one in found:
            if isinstance(one, Member):
                members.add(f"{one.site}/{one.id}", one)
            else:
                _keep(one, entries, tally)
        for _, group in entries.threads():
            thread = thread_of(group, entries, members)
            if thread is None:
                tally.skip(NO_QUESTION, sum(entry.kind != "duplicate" for entry in group))
            else:
                yield thread


def _keep(entry: Entry, entries: Spool, tally: Tally) -> None:
    thread: str | None
    if entry.kind == "question":
        thread = f"{entry.site}/{entry.id}"
    elif entry.kind == "answer":
        thread = f"{entry.site}/{entry.parent}"
    else:
        thread = entries.thread_of(place_of("answer", entry.site, entry.parent))
    reason = NO_POST
    if thread is not None:
        key = place_of(entry.kind, entry.site, entry.id)
        if entries.add(key, entry, thread=thread, place=_seconds(entry)):
            return
        reason = REPEATED
    if entry.kind != "duplicate":
        tally.skip(reason)


def _seconds(entry: Entry) -> float:
    return entry.at.timestamp() if entry.at else float("inf")
