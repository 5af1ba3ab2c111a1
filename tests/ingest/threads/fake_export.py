"""A platform of the tests' own: one JSON file for each thread, and a desk to import it at."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ingest.threads.base import (
    DELETED,
    SourceAttachment,
    SourcePerson,
    SourcePost,
    SourceThread,
)
from ingest.threads.outcome import HubChoice
from ingest.threads.run import ImportJob, ThreadImport
from kb.library.thread_format import parse_posts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.threads.base import ImportOptions, Tally
    from ingest.threads.drafts import Transcript
    from ingest.threads.export import Export
    from ingest.threads.report import ImportReport
    from kb.home import Home
    from kb.library import Document, Post
    from tests.instance import Instance


class FakeImporter:
    """Reads ``*.thread.json``."""

    name = "fake"
    label = "Fake"

    def recognises(self, export: Export) -> float:
        """Surely, where there is such a file."""
        return 1.0 if export.matching("*.thread.json") else 0.0

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """One for each file."""
        for file in export.matching("*.thread.json"):
            said = json.loads(file.path.read_text())
            tally.seen(said.get("seen", len(said["posts"])))
            posts = tuple(_post(one, export) for one in said["posts"] if not one.get("deleted"))
            tally.skip(DELETED, len(said["posts"]) - len(posts))
            if posts:
                yield SourceThread(
                    said["key"], posts, said.get("title", ""), group=said.get("group", "")
                )


def _post(said: dict[str, Any], export: Export) -> SourcePost:
    at = datetime.fromisoformat(said["at"]).replace(tzinfo=UTC) if said.get("at") else None
    files = []
    for name in said.get("files", []):
        found = export.file(name)
        files.append(SourceAttachment(name, found.path if found else None))
    return SourcePost(
        key=said["key"],
        author=SourcePerson(said.get("by", ""), said.get("email", "")),
        text=said["text"],
        markup=said.get("markup", "markdown"),
        at=at,
        reply_to=said.get("to"),
        accepted=said.get("accepted", False),
        attachments=tuple(files),
    )


def post(key: str, text: str, minute: int | None = 0, **more: Any) -> dict[str, Any]:
    """A post written so many minutes after noon; ``None`` for no date."""
    at = None if minute is None else f"2021-03-04T{12 + minute // 60}:{minute % 60:02}:00"
    return {"key": key, "text": text, "at": at, "by": "Anna Abele", **more}


@dataclass
class ImportDesk:
    """An export and the library it goes to.

    Attributes:
        library: the instance.
        inbox: the export's folder.
    """

    library: Instance
    inbox: Path
    asked: dict[str, Any] = field(default_factory=dict)

    def thread(self, name: str, *posts: dict[str, Any], title: str = "", **more: Any) -> None:
        """Put a thread into the export."""
        self.inbox.mkdir(exist_ok=True)
        said = {"key": name, "title": title, "posts": posts, **more}
        (self.inbox / f"{name}.thread.json").write_text(json.dumps(said))

    @property
    def importer(self) -> ThreadImport:
        """The import under test."""
        home, database = self.library.home, self.library.database
        return ThreadImport(
            home, self.library.library, database, lambda _export, _name: FakeImporter()
        )

    def run(
        self, path: Path | None = None, hub: str = "water-distribution", **asked: Any
    ) -> ImportReport:
        """Import the export, and check that the counts add up."""
        job = ImportJob(path or self.inbox, hub, **(self.asked | asked))
        report = self.importer.run(job, lambda _transcript: HubChoice(hub))
        assert report.input_posts == report.posts + sum(report.skipped.values())
        return report

    def run_to(self, choose: Any) -> ImportReport:
        """Import with hubs chosen by a function."""
        return self.importer.run(ImportJob(self.inbox, "auto"), choose)

    @property
    def documents(self) -> list[Document]:
        """The threads in the library, by path."""
        rows = sorted(self.library.rows().values(), key=lambda row: row.path)
        return [self.library.library.document(row.path) for row in rows if row.kind == "thread"]

    @property
    def posts(self) -> list[Post]:
        """The posts of the only thread."""
        [document] = self.documents
        return parse_posts(document.body)

    def file(self) -> Path:
        """The only thread's file."""
        [row] = [row for row in self.library.rows().values() if row.kind == "thread"]
        return self.library.home.content / row.path


def files_of(home: Home) -> dict[str, bytes]:
    """Everything in content and originals, by name."""
    return {
        str(path.relative_to(home.root)): path.read_bytes()
        for folder in (home.content, home.originals)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def likely(_transcript: Transcript) -> HubChoice:
    """A hub that somebody proposed."""
    return HubChoice("water-distribution", 0.75)
