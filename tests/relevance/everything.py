"""Measures the search on everything there is and writes the table: ``make relevance``.

The public sets in ../shared/eval through ``kb evaluate``'s code, then the known items of this
folder. What is not on this machine is named and left out. With ``--limit N`` only N questions of
each set are asked, and the documentation stays as it is.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kb.settings import Settings
from search.evaluation.report import report, table
from tests.marked_page import Markers
from tests.relevance.known_items import (
    QUESTIONS,
    ROOT,
    SAMPLES,
    STARTER_QUESTIONS,
    ingest,
    measure,
    starter,
)
from tests.relevance.measures import figures
from web.cli import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search.evaluation.figures import Evaluation
    from tests.relevance.measures import Finding

SETS = ROOT.parent / "shared" / "eval"
EXPECTED = (
    "discourse_urho3d_linked", "se_answers_beer", "stackfaq", "vaswani_npl", "xquad_answers_en",
    "xquad_es_to_en", "xquad_mixed_en_es",
)  # fmt: skip
UNANSWERABLE = "stackfaq"  # its questions are asked of the sets that have answers
PAGE = ROOT / "docs" / "relevance.md"
MARKERS = Markers.of("make relevance")
BEGIN, END = MARKERS
written = MARKERS.written
KNOWN = ("known items", "questions", "mode", "hit@1", "hit@5", "MRR@10")


def left_out(sets: Path, samples: Path) -> list[str]:
    """What should be measured and is not on this machine, by name."""
    absent = [name for name in EXPECTED if not (sets / name).is_dir()]
    return absent if samples.is_dir() else [*absent, "samples"]


def public_sets(sets: Path, limit: int | None) -> list[Evaluation]:
    """Figures of every set in a folder; those with answers get another set's questions too."""
    folders = sorted(path.parent for path in sets.glob("*/corpus.jsonl"))
    others = sets / UNANSWERABLE
    found = []
    for folder in folders:
        asked = (folder / "answers.jsonl").exists() and others.is_dir() and folder != others
        found += evaluate.measure([folder], unanswerable=others if asked else None, limit=limit)
    return found


def known_items(samples: Path) -> Iterator[tuple[str, Mapping[str, Sequence[Finding]]]]:
    """Findings over the starter library and, where they are, over the samples."""
    with tempfile.TemporaryDirectory(prefix="kb-relevance-") as scratch:
        home = Path(scratch) / "starter"
        yield "starter library", measure(home, starter(home), STARTER_QUESTIONS)
        if samples.is_dir():
            home = Path(scratch) / "samples"
            yield "samples", measure(home, ingest(home, samples), QUESTIONS)


def known_table(findings: Sequence[tuple[str, Mapping[str, Sequence[Finding]]]]) -> str:
    """A row for each set and mode."""
    rows = []
    for name, by_mode in findings:
        for mode in ("keyword", "vector", "hybrid"):
            got = figures(by_mode[mode])
            shares = (got.hit_at_1, got.hit_at_5, got.mrr)
            rows.append((name, f"{got.questions}", mode, *(f"{share:.3f}" for share in shares)))
    return table(KNOWN, rows)


def machine() -> str:
    """Processor, cores and memory of this machine, and nothing that names it."""
    known = Path("/proc/cpuinfo")
    text = known.read_text("utf-8") if known.exists() else ""
    model = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    processor = model[1] if model else platform.processor() or platform.machine()
    counted = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16")
    flags = [name for name in counted if re.search(rf"\b{name}\b", text)]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    shown = f" ({', '.join(flags)})" if flags else ""
    return (
        f"{processor}{shown}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, "
        f"Python {platform.python_version()}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="ask at most so many questions, write nothing")
    limit = parser.parse_args(arguments).limit
    for name in left_out(SETS, SAMPLES):
        print(f"left out: {name} is not in ../shared", file=sys.stderr)
    settings = Settings.load()
    models = " and ".join(filter(None, (settings.model, settings.english_model)))
    parts = [f"{datetime.now(UTC):%Y-%m-%d}, {models}; {machine()}."]
    if found := public_sets(SETS, limit):
        parts.append(report(found))
    parts.append(known_table(list(known_items(SAMPLES))))
    tables = "\n\n".join(parts)
    print(tables)
    if limit is None:
        PAGE.write_text(written(PAGE.read_text("utf-8"), tables), "utf-8")


if __name__ == "__main__":
    main()
