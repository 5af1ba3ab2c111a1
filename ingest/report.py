"""What a run of ingest did, file by file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Outcome = Literal["added", "updated", "unchanged", "skipped", "failed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True)
class FileOutcome:
    """One file's outcome.

    Attributes:
        path: the source item's key.
        outcome: what became of it.
        document: id of its document; ``None`` where there is none.
        pages: pages, slides, sheets or chapters, where there are such.
        seconds: how long converting took.
        reason: why it failed or was skipped.
        remedy: what the moderator can do.
        warnings: what was lost or doubtful.
    """

    path: str
    outcome: Outcome
    document: str | None = None
    pages: int | None = None
    seconds: float = 0.0
    reason: str = ""
    remedy: str = ""
    warnings: tuple[str, ...] = ()


@dataclass
class IngestReport:
    """One run, in the order the files were found."""

    files: list[FileOutcome] = field(default_factory=list)

    @property
    def totals(self) -> dict[str, int]:
        """How many files had each outcome, zeros included."""
        counts = Counter(file.outcome for file in self.files)
        return {outcome: counts[outcome] for outcome in OUTCOMES}

    @property
    def complete(self) -> bool:
        """Whether every file is in the library."""
        return not self.totals["failed"]

    def as_json(self) -> dict[str, Any]:
        """The shape that ``kb ingest --json`` prints."""
        return {
            "files": [
                {**vars(file), "seconds": round(file.seconds, 3), "warnings": list(file.warnings)}
                for file in self.files
            ],
            "totals": self.totals,
        }
