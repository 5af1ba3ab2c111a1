"""Measures converting and searching one library: ``make bench-starter [FOLDER=…]``.

FOLDER holds documents; left out, the shared samples where they are, else the starter library alone.
Everything happens in a home of its own that is removed at the end. Absolute figures drift from
machine to machine: beside each stands its ratio to something simple, measured in the same minute.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.jobs import IngestJob
from ingest.sandbox import Sandbox
from kb.errors import ConversionFault
from kb.settings import Settings
from kb.starter import install_starter
from search.results import Mode
from web.pipeline import ingest_pipeline
from web.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "documents"
ROUNDS = 3
QUESTIONS = (
    "how is minimum night flow measured",
    "chlorine residual after thirty minutes",
    "infrastructure leakage index formula",
    "who is responsible for the valves",
    "what does a partnership cost",
    "pump curve coefficients",
    "water quality reaction rate",
    "district metered area",
    "como se calcula la demanda",
    "which pipes should be replaced first",
    "meters that stop",
    "emptying of septic tanks",
)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def plain_text_pages(path: Path) -> int:
    """Read a PDF's text with pypdfium2 and nothing else; returns its number of pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            page.get_textpage().get_text_bounded()
        return len(document)
    finally:
        document.close()


def bench_converting(folder: Path) -> None:
    """Pages a second over the folder's PDFs, beside their plain text alone."""
    sandbox = Sandbox(Settings(ocr="off"))
    pages, ours, plain = 0, 0.0, 0.0
    for path in sorted(folder.glob("*.pdf")):
        try:
            spent = seconds(partial(sandbox.convert, path, path.name))
        except ConversionFault as fault:
            print(f"  left out: {path.name} ({fault.message})")
            continue
        ours += spent
        plain += seconds(partial(plain_text_pages, path))
        pages += plain_text_pages(path)
    if not pages:
        print("converting: no PDF there")
        return
    print(f"converting {pages} pages, one file after another, a process each:")
    print(f"  Markdown            {pages / ours:8.1f} pages/s   1")
    print(f"  pypdfium2's text    {pages / plain:8.1f} pages/s   {ours / plain:.0f} times as fast")


def bench_filling(services: Services, folder: Path | None) -> None:
    """Files and passages a second into a new home, nothing for a second time."""
    services.home.create()
    services.database.upgrade()
    install_starter(services.home)
    pipeline = ingest_pipeline(services)
    job = IngestJob((str(folder or ROOT / "content"),), "water-distribution", "guide", None)
    spent = seconds(lambda: pipeline.run(job))
    again = seconds(lambda: pipeline.run(job))
    indexing = seconds(services.indexer.sync)
    passages = services.indexer.sync().passages
    rate = passages / indexing
    print(f"ingest {spent:.1f} s, again {again:.2f} s")
    print(f"indexing {passages} passages {indexing:.1f} s, {rate:.0f} a second")


def bench_searching(services: Services) -> None:
    """Milliseconds a query, warm, by mode, beside keyword alone."""
    modes: tuple[Mode, ...] = ("keyword", "vector", "hybrid")
    services.searcher.warm()
    base = 0.0
    print(f"searching, {len(QUESTIONS)} questions {ROUNDS} times, one after another:")
    for mode in modes:
        times = sorted(timings(services, mode, QUESTIONS))
        median, late = statistics.median(times), times[int(0.95 * (len(times) - 1))]
        base = base or median
        print(f"  {mode:8} p50 {median:7.1f} ms   p95 {late:7.1f} ms   {median / base:.1f}")


def timings(services: Services, mode: Mode, questions: Iterable[str]) -> list[float]:
    """Milliseconds of each query, the first round left out."""
    times = []
    for number in range(ROUNDS + 1):
        for question in questions:
            spent = seconds(partial(services.searcher.search, question, mode=mode))
            if number:
                times.append(1000 * spent)
    return times


def main(arguments: list[str]) -> None:
    """Measure all of it."""
    folder = Path(arguments[0]) if arguments else SAMPLES
    if not folder.is_dir():
        print(f"no folder {folder}: the starter library alone")
    with tempfile.TemporaryDirectory(prefix="wellspring-bench-") as home:
        services = Services.of(Settings(home=Path(home) / "home"))
        if folder.is_dir():
            bench_converting(folder)
        bench_filling(services, folder if folder.is_dir() else None)
        bench_searching(services)
        services.database.close()


if __name__ == "__main__":
    main(sys.argv[1:])
