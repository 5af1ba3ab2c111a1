"""One step of one system in a process of its own: ``python -m tests.bench.worker``.

Prints one line of JSON last; whatever a library prints comes before it.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.inputs import Inputs, folder_bytes
from tests.bench.systems.protocol import NEW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.bench.systems.protocol import System

ADDED = 3  # new documents, one after another
PATIENCE = 120.0  # seconds a new document may take to be found


def build(system: System, inputs: Inputs) -> dict[str, Any]:
    """Index everything: seconds, and bytes on disk."""
    system.prepare(inputs)
    started = time.perf_counter()
    system.build()
    return {"seconds": time.perf_counter() - started, "bytes": folder_bytes(system.index)}


def serve(system: System, inputs: Inputs, started: float) -> dict[str, Any]:
    """Open and answer: seconds to the first answer, memory after the warm ones, then each question.

    Of each it tells the seconds by the clock and those of all processors, which are about the same
    whatever else the machine does.

    Args:
        system: closed.
        inputs: its questions.
        started: `time.monotonic` when this process was started.

    Raises:
        ValueError: it finds nothing for most questions, so its times say nothing.
    """
    import psutil

    questions = inputs.questions()
    system.open()
    find = system.ways["find"]
    first, *others = questions["warm"]
    find(first)
    answered = time.monotonic() - started
    hits = [find(question) for question in others]
    if 2 * sum(map(bool, hits)) < len(hits):
        raise ValueError("Nothing is found for most questions")
    memory = psutil.Process().memory_info().rss
    gc.collect()
    gc.freeze()  # as `kb serve` does; for every system, whose pauses would be the harness's else
    times, processor = {}, {}
    for name, way in system.ways.items():
        both = [spent(way, question) for question in questions[name]]
        times[name], processor[name] = map(list, zip(*both, strict=True))
    return {"first": answered, "memory": memory, "times": times, "processor": processor}


def add(system: System, inputs: Inputs) -> dict[str, Any]:
    """Seconds until each of some new documents is found, and what was needed before."""
    system.prepare(inputs)
    system.open(writing=True)
    find = system.ways["find"]
    for question in inputs.questions()["warm"][:5]:
        find(question)
    handed, found = [], []
    for number in range(ADDED):
        identity = f"{NEW}{time.time_ns()}"
        text = f"Gauge qzx{identity.removeprefix(NEW)} of reservoir {number} reads seven metres."
        started = time.perf_counter()
        system.hand_over(identity, text)
        handed.append(time.perf_counter() - started)
        started = time.perf_counter()
        system.add(identity, text)
        while not any(one.startswith(identity) for one in find(text)):
            if time.perf_counter() - started > PATIENCE:
                raise TimeoutError(f"{identity} is not found after {PATIENCE} s")
        found.append(time.perf_counter() - started)
    return {"handed": handed, "found": found}


def spent(work: Callable[[str], object], question: str) -> tuple[float, float]:
    """Seconds that a question takes, by the clock and of all processors."""
    started, worked = time.perf_counter(), time.process_time()
    work(question)
    return time.perf_counter() - started, time.process_time() - worked


def made(target: str, folder: Path, model: Path) -> System:
    """The system of that name, ``module:Class``."""
    module, name = target.split(":")
    system: System = getattr(importlib.import_module(module), name)(folder, model)
    return system


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("build", "serve", "add"))
    parser.add_argument("target", help="module:Class of the system")
    parser.add_argument("folder", type=Path, help="where the system keeps what it keeps")
    parser.add_argument("inputs", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("started", type=float, help="time.monotonic() before this process")
    given = parser.parse_args(arguments)
    system = made(given.target, given.folder, given.model)
    inputs = Inputs(given.inputs, given.model)
    steps: dict[str, Callable[[], dict[str, Any]]] = {
        "build": lambda: build(system, inputs),
        "serve": lambda: serve(system, inputs, given.started),
        "add": lambda: add(system, inputs),
    }
    print("\n" + json.dumps(steps[given.step]()))


if __name__ == "__main__":
    main()
