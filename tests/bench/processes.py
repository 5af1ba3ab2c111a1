"""Starts what is measured, each in a process of its own, and reads its figures."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[2]
OURS = Path(sys.executable)
OTHERS = ROOT / ".venv-bench" / "bin" / "python"
_ADDRESS = re.compile(r"http://\S+")


class StepFault(Exception):
    """A step that ended without its figures."""


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's, with nothing of Wellspring's in it but these settings; no hub is asked."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    return {**clean, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", **settings}


def figures(
    python: Path, module: str, arguments: Sequence[str | Path], settings: Mapping[str, str]
) -> dict[str, Any]:
    """Run ``python -m module arguments START`` and read the last line that it prints.

    Raises:
        StepFault: it failed.
    """
    started = time.monotonic()
    ended = subprocess.run(
        [python, "-m", module, *arguments, str(started)],
        cwd=ROOT,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise StepFault(f"{module} {arguments[0]} failed:\n{ended.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(ended.stdout.strip().splitlines()[-1])
    return found


def pages(settings: Mapping[str, str], warm: Sequence[str], asked: Sequence[str]) -> dict[str, Any]:
    """Serve the site and read its pages: first ones, times of results, memory of the process."""
    import psutil

    started = time.monotonic()
    with _served(settings) as (process, address):
        _read(address)
        first = time.monotonic() - started
        _read(_results(address, warm[0]))
        first_results = time.monotonic() - started
        for question in warm:
            _read(_results(address, question))
        memory = psutil.Process(process.pid).memory_info().rss
        times = []
        for question in asked:
            before = time.perf_counter()
            _read(_results(address, question))
            times.append(time.perf_counter() - before)
    return {"first": first, "first_results": first_results, "memory": memory, "times": times}


@contextmanager
def _served(settings: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``kb serve`` at a free port, as soon as it says where it answers."""
    with subprocess.Popen(
        [OURS, "-m", "web.cli", "serve", "--port", "0"],
        cwd=ROOT,
        env=environment({"KB_LOG_LEVEL": "ERROR", "PYTHONUNBUFFERED": "1", **settings}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            match = _ADDRESS.search(said)
            if match is None:
                raise StepFault(f"kb serve said {said!r}")
            yield process, match[0].rstrip("/")
        finally:
            process.terminate()


def _results(address: str, question: str) -> str:
    return f"{address}/search?{urllib.parse.urlencode({'q': question[:1000]})}"


def _read(address: str) -> None:
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()
