"""Reads exports with an importer, and sees to it that the counts add up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from ingest.threads.base import ImportOptions, Tally
from ingest.threads.export import opened

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.threads.base import SourcePost, SourceThread, ThreadImporter


class Outcome(NamedTuple):
    """What an importer made of an export."""

    threads: list[SourceThread]
    tally: Tally

    @property
    def posts(self) -> dict[str, SourcePost]:
        """Posts of all threads by key."""
        return {post.key: post for thread in self.threads for post in thread.posts}

    @property
    def cut(self) -> list[list[str]]:
        """The texts of each thread."""
        return [[post.text for post in thread.posts] for thread in self.threads]


def read(
    importer: ThreadImporter, path: Path, scratch: Path, options: ImportOptions | None = None
) -> Outcome:
    """Read an export; every post of it is in a thread or skipped with a reason."""
    scratch.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    with opened(path, scratch) as export:
        threads = list(importer.threads(export, tally, options or ImportOptions()))
    out = sum(len(thread.posts) for thread in threads)
    assert tally.input_posts == out + sum(tally.skipped.values())
    assert len({thread.key for thread in threads}) == len(threads)
    return Outcome(threads, tally)


def recognised(importer: ThreadImporter, path: Path, scratch: Path) -> float:
    """How surely an importer recognises an export."""
    scratch.mkdir(exist_ok=True)
    with opened(path, scratch) as export:
        return importer.recognises(export)


def put(folder: Path, files: dict[str, Any]) -> Path:
    """Write files, those that are no text as JSON, into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, encoding="utf-8")
    return folder
