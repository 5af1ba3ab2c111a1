"""Known-item questions and what is counted on them: hit@1, hit@5 and MRR, and every miss by name.

Nothing here knows the search: a ranking is a list of document ids, best first, at most ten.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

FIRST_FEW = 5
DEPTH = 10


@dataclass(frozen=True)
class Question:
    """One line of ``samples.jsonl``; README.md beside it says what each field holds."""

    id: str
    question: str
    file: str
    also: tuple[str, ...]
    rst: tuple[str, ...]
    language: str
    paraphrase: bool
    evidence: str

    @property
    def files(self) -> frozenset[str]:
        """Names of the files that are right answers."""
        return frozenset({self.file, *self.also, *self.rst})


@dataclass(frozen=True)
class Finding:
    """What one question found in one mode.

    Attributes:
        question: the question asked.
        ranked: document ids, best first.
        relevant: ids of the documents that are right; empty where none of its files got in.
    """

    question: Question
    ranked: tuple[str, ...]
    relevant: frozenset[str]

    @property
    def rank(self) -> int | None:
        """Place of the first right document, from 1; ``None`` where none was found."""
        for place, document in enumerate(self.ranked[:DEPTH], start=1):
            if document in self.relevant:
                return place
        return None

    def within(self, places: int) -> bool:
        """Whether a right document is among the first ``places``."""
        return self.rank is not None and self.rank <= places


@dataclass(frozen=True)
class Figures:
    """Shares between 0 and 1 over ``questions`` questions; ``mrr`` counts the first ten places."""

    questions: int
    hit_at_1: float
    hit_at_5: float
    mrr: float

    def at_least(self, other: Figures) -> bool:
        """Whether no figure is worse than the other's, rounding of the last bit aside."""
        pairs = (
            (self.hit_at_1, other.hit_at_1),
            (self.hit_at_5, other.hit_at_5),
            (self.mrr, other.mrr),
        )
        return all(mine >= theirs - 1e-9 for mine, theirs in pairs)


def load_questions(path: Path) -> list[Question]:
    """Read the questions of a JSON lines file, in file order.

    Raises:
        ValueError: naming the line that misses a field, has one too many or repeats an id.
    """
    names = {field.name for field in fields(Question)}
    questions: list[Question] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        record = json.loads(line)
        if set(record) != names:
            raise ValueError(f"{path.name}:{number}: fields differ: {set(record) ^ names}")
        if any(question.id == record["id"] for question in questions):
            raise ValueError(f"{path.name}:{number}: id {record['id']} is taken")
        record["also"], record["rst"] = tuple(record["also"]), tuple(record["rst"])
        questions.append(Question(**record))
    return questions


def ask_all(
    questions: Sequence[Question],
    search: Callable[[str], Sequence[str]],
    documents: Mapping[str, str],
) -> list[Finding]:
    """Ask every question once.

    Args:
        questions: what to ask.
        search: from a question's text to document ids, best first.
        documents: from a file's name to the id of its document; a file that did not get in is
            missing here, and its questions then count as misses.
    """
    return [
        Finding(
            question,
            tuple(search(question.question)),
            frozenset(documents[name] for name in question.files if name in documents),
        )
        for question in questions
    ]


def figures(findings: Sequence[Finding]) -> Figures:
    """Count the shares.

    Raises:
        ValueError: where there is nothing to count.
    """
    count = len(findings)
    if not count:
        raise ValueError("no findings to count")
    return Figures(
        questions=count,
        hit_at_1=sum(finding.within(1) for finding in findings) / count,
        hit_at_5=sum(finding.within(FIRST_FEW) for finding in findings) / count,
        mrr=sum(1 / finding.rank for finding in findings if finding.rank) / count,
    )
