"""Counts the threads of a run as they come to their ends, so that the report adds up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.threads.base import Tally
    from ingest.threads.drafts import Source, Transcript
    from ingest.threads.outcome import HubChoice, Written
    from ingest.threads.report import ImportReport

NO_CONTENT = "in a thread without content"
NO_DOCUMENT = "in a thread whose document cannot be read"
MISCOUNTED = "posts are neither imported nor skipped: this is a fault of the importer, report it"


@dataclass
class Counting:
    """Counts the threads of a run as they come to their ends.

    Attributes:
        report: what is counted into.
        tally: the importer's own counts.
        documents: ids of all documents of the export.
        originals: hashes of all its attachments.
    """

    report: ImportReport
    tally: Tally
    documents: set[str] = field(default_factory=set)
    originals: set[str] = field(default_factory=set)
    _people: set[str] = field(default_factory=set)

    def without_content(self, transcript: Transcript) -> None:
        """A thread that is listed and not imported."""
        posts = len(transcript.drafts)
        self.tally.skip(NO_CONTENT, posts)
        listed = {"key": transcript.key, "title": transcript.title, "posts": posts}
        self.report.without_content.append(listed)

    def written(self, source: Source, done: Written) -> None:
        """A thread that is in the library, or whose document cannot be read."""
        report, posts = self.report, len(source.thread.posts)
        if done.outcome == "refused":
            self.tally.skip(NO_DOCUMENT, posts)
            self.tally.fault(done.document or source.thread.key, done.fault)
            return
        report.posts += posts
        report.new_posts += done.new_posts
        report.threads += 1
        report.new_threads += done.outcome == "new"
        report.updated_threads += done.outcome == "updated"
        report.unchanged_threads += done.outcome == "unchanged"
        self._people.update(one.code for one in source.authors if one.code)
        named = [file for files in source.attachments for file in files]
        report.attachments += sum(bool(file.sha256) for file in named)
        report.missing_attachments += sum(not file.sha256 for file in named)
        self.documents.add(done.document)
        self.originals |= done.originals
        if done.edited:
            report.edited.append(done.document)
        if done.choice is not None:
            self._proposed(done.document, done.choice)

    def _proposed(self, document: str, choice: HubChoice) -> None:
        if choice.confidence is not None:
            confidence = round(choice.confidence, 2)
            listed = {"document": document, "hub": choice.hub, "confidence": confidence}
            self.report.hubs.append(listed)

    def finished(self, seconds: float) -> ImportReport:
        """The report, whole."""
        report = self.report
        report.input_posts, report.skipped = self.tally.input_posts, +self.tally.skipped
        report.faults, report.people = list(self.tally.faults), len(self._people)
        report.notes = +self.tally.notes
        report.seconds = round(seconds, 3)
        left = report.input_posts - report.posts - sum(report.skipped.values())
        if left:
            report.faults.append((report.platform, f"{left} {MISCOUNTED}"))
        return report
