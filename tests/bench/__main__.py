"""Measures ours beside others, with the same model, passages and vectors: ``make bench``.

Every step of every system runs in a process of its own. What is made once (the unpacked model, the
vectors of the distinct passages) is kept in build/bench for the next run. The documentation is
written by a run of all systems with all sizes only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kb.home import Home
from kb.settings import Settings
from search.evaluation.vector_cache import VectorCache
from search.model_files import MULTILINGUAL, ModelSource
from tests.bench.corpus import library, questions, sets_in
from tests.bench.inputs import ENGLISH, MAIN, Inputs
from tests.bench.processes import OTHERS, OURS, ROOT, StepFault, figures, pages
from tests.bench.report import report, written
from tests.bench.rows import ROWS, Measured
from tests.bench.systems.ours import write_library
from tests.bench.vectors import all_vectors, distinct_vectors
from tests.relevance.everything import machine
from web.services import Services

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.evaluation.beir import BeirSet

SETS = ROOT.parent / "shared" / "eval"
PAGE = ROOT / "docs" / "performance.md"
KEPT = ROOT / "build" / "bench"
FIGURES = KEPT / "figures.json"
SIZES = (10_000, 100_000)
WARM, PAGES = 50, 100  # questions asked before any is timed; pages of results read
_WORKER = "tests.bench.worker"


class Bench:
    """One run: what it was asked for, and where it keeps its files."""

    def __init__(self, given: argparse.Namespace) -> None:
        """Read the sets and have the models unpacked."""
        self.given = given
        self.scratch = KEPT / "run"
        self.models = Services.of(Settings(home=KEPT / "models"))
        self.models.home.create()
        source = ModelSource.of(self.models.settings)
        self.model = source.folder or Path(MULTILINGUAL)
        self.sets: Sequence[BeirSet] = sets_in(SETS)

    def inputs(self, passages: int) -> tuple[Inputs, Home, float]:
        """Make the library, passages, vectors and questions of one size; the share in English."""
        folder = self.scratch / str(passages)
        shutil.rmtree(folder, ignore_errors=True)
        inputs = Inputs(folder, self.model)
        services = Services.of(Settings(home=folder / "home"))
        documents = library(self.sets, passages)
        say(f"{passages:,} passages: writing and cataloguing {len(documents):,} documents")
        write_library(services, documents)
        services.database.close()
        services.home.models.symlink_to(self.models.home.models)
        inputs.write_passages(
            (f"{one.id}/{n}", text) for one in documents for n, text in enumerate(one.passages)
        )
        cache = VectorCache(KEPT / "vectors.sqlite3")
        for space, embedder in (
            (MAIN, self.models.embedder),
            (ENGLISH, self.models.english_embedder),
        ):
            assert embedder is not None
            distinct = distinct_vectors(documents, embedder, cache)
            inputs.write_vectors(space, all_vectors(documents, distinct))
        cache.close()
        each = self.given.questions
        inputs.write_questions(questions(self.sets, warm=WARM, find=each, search=each))
        total = sum(len(one.passages) for one in documents)
        english = sum(len(one.passages) for one in documents if one.language == "en")
        return inputs, services.home, english / total

    def measure(self, name: str, inputs: Inputs, home: Home, english: float) -> Measured:
        """Build one system's index, ask it, add to it, and remove it again.

        Raises:
            StepFault: it failed.
        """
        row = ROWS[name]
        folder = home.root if row.ours else inputs.folder / name
        folder.mkdir(exist_ok=True)
        settings = {"KB_HOME": str(home.root), **row.settings} if row.ours else {}
        limited = {**settings, **threads(self.given.threads)}
        python = OURS if row.ours else OTHERS

        def step(what: str, settings: Mapping[str, str]) -> Mapping[str, object]:
            started = time.monotonic()
            arguments: list[str | Path] = [what, row.target, folder, inputs.folder, self.model]
            found = figures(python, _WORKER, arguments, settings)
            say(f"  {row.label}: {what} took {time.monotonic() - started:.0f} s")
            return found

        try:
            built, served = step("build", settings), step("serve", limited)
            asked = inputs.questions()
            site = pages(limited, asked["warm"], asked["find"][:PAGES]) if row.ours else None
            added = step("add", limited)
        finally:
            shutil.rmtree(home.index if row.ours else folder, ignore_errors=True)
        passages = len(inputs.passages()[0])
        return Measured(name, passages, english, built, served, added, site)

    def rates(self, inputs: Inputs) -> dict[str, float]:
        """Passages embedded a second."""
        say(f"embedding {self.given.sample:,} passages by each runtime, three times in turns")
        return figures(
            OURS,
            "tests.bench.embedding",
            [inputs.folder, self.model, str(self.given.sample)],
            {"KB_HOME": str(self.models.home.root)},
        )


def say(text: str) -> None:
    """Tell how far it is, beside the tables."""
    print(text, file=sys.stderr, flush=True)


def last_run() -> tuple[dict[str, float], list[Measured]]:
    """Rates of embedding and figures of the systems that the last run came to."""
    kept = json.loads(FIGURES.read_text("utf-8"))
    return kept["rates"], [Measured(**one) for one in kept["found"]]


def threads(number: int) -> dict[str, str]:
    """Environment that gives every library so many threads; as it likes where that is 0."""
    names = ("OMP_NUM_THREADS", "KB_EMBED_THREADS", "LANCE_CPU_THREADS")
    return dict.fromkeys(names, str(number)) if number else {}


def heading(load: float, given: argparse.Namespace) -> str:
    """When and on what it was measured."""
    limit = f"Threads of each when asked: {given.threads or 'as many as it takes'}"
    return f"{datetime.now(UTC):%Y-%m-%d}; {machine()}; load before the run {load:.1f}. {limit}."


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="passages")
    parser.add_argument("--systems", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--questions", type=int, default=300, help="how many are timed")
    parser.add_argument("--threads", type=int, default=1, help="of each system when asked; 0: all")
    parser.add_argument("--sample", type=int, default=1000, help="passages embedded for the rates")
    parser.add_argument("--resume", action="store_true", help="keep what the last run has measured")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the page where everything was measured."""
    given = parsed(arguments)
    if not SETS.is_dir():
        sys.exit("The public sets are not in ../shared/eval: nothing to measure with.")
    for name in [name for name in os.environ if name.startswith("KB_")]:
        del os.environ[name]  # the defaults are measured, whatever the caller's instance has
    load = os.getloadavg()[0]
    bench = Bench(given)
    rates, found = last_run() if given.resume else ({}, [])
    for size in sorted(given.sizes):
        inputs, home, english = bench.inputs(size)
        rates = rates or bench.rates(inputs)
        total = len(inputs.passages()[0])
        for name in given.systems:
            if any((one.row, one.passages) == (name, total) for one in found):
                continue
            try:
                found.append(bench.measure(name, inputs, home, english))
            except StepFault as fault:
                say(f"left out: {ROWS[name].label} with {size:,} passages: {fault}")
            kept = {"rates": rates, "found": [asdict(one) for one in found]}
            FIGURES.write_text(json.dumps(kept), "utf-8")
        shutil.rmtree(inputs.folder)
    tables = f"{heading(load, given)}\n\n{report(found, rates)}"
    print(tables)
    measured = {(size, name) for size in SIZES for name in ROWS}
    if len(found) >= len(measured) and set(SIZES) <= set(given.sizes):
        PAGE.write_text(written(PAGE.read_text("utf-8"), tables), "utf-8")


if __name__ == "__main__":
    main()
