"""Figures as tables in Markdown, for a terminal and for the documentation alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.evaluation.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.evaluation.figures import Evaluation

_RANKED = ("set", "documents", "questions", "mode", *MEASURES, "hybrid against", "p")
_QUOTED = ("set", "questions", "in the first quote", "in one of the first three")
_SUPPORTED = ("set", "answerable", "unanswerable", "AUROC", "false answers", "false refusals")


def report(evaluations: Sequence[Evaluation]) -> str:
    """Every figure: a table of rankings, and one of quotes and of support where there are any."""
    quotes = [
        (one.name, f"{quoted.questions:,}", f"{quoted.first:.3f}", f"{quoted.first_three:.3f}")
        for one in evaluations
        if (quoted := one.answers)
    ]
    support = [
        (one.name, f"{found.answerable:,}", f"{found.unanswerable:,}", f"{found.auroc:.3f}",
         f"{found.false_answers:.3f}", f"{found.false_refusals:.3f}")
        for one in evaluations
        if (found := one.support)
    ]  # fmt: skip
    tables = [table(_RANKED, [row for one in evaluations for row in _modes(one)])]
    tables += [table(_QUOTED, quotes)] if quotes else []
    tables += [table(_SUPPORTED, support)] if support else []
    return "\n\n".join(tables)


def _modes(one: Evaluation) -> Iterator[tuple[str, ...]]:
    """A row for each mode; the set's name and size stand in the first, the test in hybrid's."""
    about = [one.name, f"{one.documents:,}", f"{one.queries:,}"]
    for mode, means in one.modes.items():
        tested = ["", ""]
        if mode == "hybrid":
            compared = one.comparison
            tested = [f"{compared.against} {compared.difference:+.3f}", f"{compared.p:.3f}"]
        yield (*about, mode, *(f"{means[name]:.3f}" for name in MEASURES), *tested)
        about = ["", "", ""]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns also line up in a terminal."""
    widths = [max(len(row[place]) for row in [header, *rows]) for place in range(len(header))]
    lines = [header, ["-" * width for width in widths], *rows]
    return "\n".join(
        f"| {' | '.join(text.ljust(width) for text, width in zip(line, widths, strict=True))} |"
        for line in lines
    )
