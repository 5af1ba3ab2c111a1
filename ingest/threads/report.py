"""What an import did, with counts that add up to the export."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass
class ImportReport:
    """One run.

    Attributes:
        platform: importer's name.
        path: what was imported.
        dry_run: nothing was changed.
        known: the export was imported before and nothing was done.
        input_posts: posts in the export; equals ``posts`` and the sum of ``skipped``.
        posts: posts of the export that are in the library now.
        new_posts: those that were not there before.
        threads: threads of the export that are in the library now, the next three together.
        new_threads: those that were not there before.
        updated_threads: those that have changed.
        unchanged_threads: the others.
        people: how many people wrote the posts.
        attachments: files stored with posts.
        missing_attachments: files that posts name and the export does not hold.
        skipped: posts left out, by reason.
        without_content: threads left out as nobody says anything in them.
        edited: ids of documents edited by hand, whose posts stayed as they are.
        faults: name and reason of what could not be read.
        left_out: files of the export that were not opened, and why.
        notes: what had to be decided about posts that are in, and how often.
        hubs: for new threads whose hub was proposed: document, hub and confidence.
        seconds: how long it took.
    """

    platform: str
    path: str
    dry_run: bool = False
    known: bool = False
    input_posts: int = 0
    posts: int = 0
    new_posts: int = 0
    threads: int = 0
    new_threads: int = 0
    updated_threads: int = 0
    unchanged_threads: int = 0
    people: int = 0
    attachments: int = 0
    missing_attachments: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    without_content: list[dict[str, Any]] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    hubs: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def complete(self) -> bool:
        """Whether everything in the export could be read."""
        return not self.faults and not self.left_out

    @property
    def threads_per_second(self) -> float:
        """Threads of the export, whatever became of them, in a second."""
        count = self.threads + len(self.without_content)
        return round(count / self.seconds, 1) if self.seconds else 0.0

    def as_json(self) -> dict[str, Any]:
        """The shape that ``kb import --json`` prints; see docs/importing.md."""
        return {
            **{one.name: getattr(self, one.name) for one in fields(self)},
            "skipped": _counted("reason", self.skipped),
            "notes": _counted("note", self.notes),
            "faults": _named(self.faults),
            "left_out": _named(self.left_out),
            "threads_per_second": self.threads_per_second,
        }

    @classmethod
    def of_json(cls, found: dict[str, Any]) -> ImportReport:
        """Read what `as_json` gave."""
        known = {one.name for one in fields(cls)}
        given = {name: value for name, value in found.items() if name in known}
        for name, what in (("skipped", "reason"), ("notes", "note")):
            given[name] = Counter({one[what]: one["count"] for one in given.get(name, [])})
        for name in ("faults", "left_out"):
            given[name] = [(one["name"], one["reason"]) for one in given[name]]
        return cls(**given)

    def again(self) -> ImportReport:
        """The report of the same import made once more, when all of it is there."""
        told = ImportReport.of_json(self.as_json())
        told.known, told.unchanged_threads = True, told.threads
        told.new_posts = told.new_threads = told.updated_threads = 0
        told.edited, told.hubs = [], []
        return told


def _counted(what: str, counts: Counter[str]) -> list[dict[str, Any]]:
    """The most frequent first, equals by name."""
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [{what: name, "count": count} for name, count in ordered]


def _named(pairs: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "reason": reason} for name, reason in pairs]
