"""The known-item figures as plain text: a table for each mode, then each miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.relevance.measures import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.relevance.measures import Finding, Question

SLICES: dict[str, Callable[[Question], bool]] = {
    "all": lambda question: True,
    "its words": lambda question: not question.paraphrase,
    "other words": lambda question: question.paraphrase,
    "Spanish": lambda question: question.language == "es",
}
SHOWN = 3


def table(by_mode: Mapping[str, Sequence[Finding]]) -> str:
    """One line for each mode and slice of the questions; empty slices are left out."""
    lines = [f"{'mode':8}  {'questions':11}  {'n':>3}  {'hit@1':>6}  {'hit@5':>6}  {'MRR':>6}"]
    for mode, findings in by_mode.items():
        for name, belongs in SLICES.items():
            chosen = [finding for finding in findings if belongs(finding.question)]
            if not chosen:
                continue
            counted = figures(chosen)
            lines.append(
                f"{mode:8}  {name:11}  {counted.questions:3}  {counted.hit_at_1:6.3f}  "
                f"{counted.hit_at_5:6.3f}  {counted.mrr:6.3f}"
            )
    return "\n".join(lines)


def misses(by_mode: Mapping[str, Sequence[Finding]], names: Mapping[str, str]) -> str:
    """Each question whose right document is not first, with what was found instead.

    Args:
        by_mode: findings for each mode.
        names: from document id to the name of its file; other documents keep their id.
    """
    lines = []
    for mode, findings in by_mode.items():
        missed = [finding for finding in findings if not finding.within(1)]
        lines.append(f"{mode}: {len(missed)} not first")
        for finding in missed:
            lines.append(f"  {finding.question.id} {_place(finding)}: {finding.question.question}")
            found = [names.get(document, document) for document in finding.ranked[:SHOWN]]
            lines.append(f"      wanted {finding.question.file}; found {', '.join(found) or '-'}")
    return "\n".join(lines)


def _place(finding: Finding) -> str:
    """Say where the right document came."""
    if not finding.relevant:
        return "not ingested"
    return f"at {finding.rank}" if finding.rank else "not found"
