"""Runs that are killed, stopped, or not alone."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from ingest.jobs import abandoned
from kb.checks import check_library
from kb.errors import HomeFault
from tests.ingest.conftest import FAKE_WORKER
from tests.instance import python

if TYPE_CHECKING:
    import subprocess

    from tests.ingest.conftest import Desk

RUN = """
import signal, sys
from pathlib import Path
from ingest.jobs import IngestJob
from ingest.pipeline import IngestPipeline
from kb.db import Database, database_url
from kb.home import Home
from kb.library import Library
from kb.settings import Settings
# Background jobs of a shell ignore Ctrl-C, and so do their children unless told otherwise.
signal.signal(signal.SIGINT, signal.default_int_handler)
home = Home(Path(sys.argv[1]))
pipeline = IngestPipeline(
    Settings(home=home.root, convert_workers=2), home, Library(home.content),
    Database(database_url(home)), (sys.executable, {worker!r}, sys.argv[3]),
)
print('started', flush=True)
report = pipeline.run(IngestJob((sys.argv[2],), 'water-distribution', 'guide'))
print(report.totals['added'], report.totals['unchanged'], flush=True)
"""


def run(desk: Desk) -> subprocess.Popen[str]:
    """An ingest of the inbox in a process of its own."""
    code = RUN.format(worker=str(FAKE_WORKER))
    process = python(["-c", code, desk.library.home.root, desk.inbox, desk.log])
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


def in_order(desk: Desk) -> bool:
    """Whether files and rows agree, and no run is unfinished."""
    library = desk.library
    faults = check_library(library.home, library.library, library.database)
    return faults == [] and abandoned(library.home.jobs) == []


def test_a_killed_run_is_finished_by_the_next(desk: Desk) -> None:
    """Every file once, with the ids of a run that was left in peace."""
    for n in range(12):
        desk.put(f"{n:02}.txt", f"!slow0.15\ntext {n}")
    process = run(desk)
    deadline = time.monotonic() + 20
    while len(desk.library.rows()) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert 0 < len(desk.library.rows()) < 12
    assert len(abandoned(desk.library.home.jobs)) == 1
    [report] = desk.pipeline.resume()
    assert report.totals["added"] + report.totals["unchanged"] == 12
    desk.library.sync()
    assert set(desk.library.rows()) == {f"{n:02}" for n in range(12)}
    assert in_order(desk)
    assert desk.pipeline.resume() == []


def test_a_running_ingest_is_not_taken_over(desk: Desk) -> None:
    """A sync beside it finishes nothing that is not abandoned."""
    desk.put("a.txt", "!slow1.5\ntext")
    process = run(desk)
    deadline = time.monotonic() + 10
    while not list(desk.library.home.jobs.glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert desk.pipeline.resume() == []
    out, _ = process.communicate(timeout=30)
    assert out == "1 0\n"
    assert in_order(desk)


def test_two_runs_at_once_add_each_document_once(desk: Desk) -> None:
    """Whoever comes second finds the document there."""
    for n in range(10):
        desk.put(f"{n:02}.txt", f"!slow0.05\ntext {n}")
    processes = [run(desk), run(desk)]
    totals = [process.communicate(timeout=60)[0].split() for process in processes]
    assert sum(int(added) for added, _ in totals) == 10
    assert sum(int(unchanged) for _, unchanged in totals) == 10
    assert set(desk.library.rows()) == {f"{n:02}" for n in range(10)}
    assert len(list((desk.library.home.content / "water-distribution/guide").iterdir())) == 10
    assert in_order(desk)


def test_a_job_that_makes_no_sense_any_more_ends(desk: Desk) -> None:
    """Its files or its hub are gone since: nothing is left to finish."""
    for hub in ("water-distribution", "gone-since"):
        process = python(["-c", LEFT, desk.library.home.jobs, hub])
        process.communicate()
    assert len(abandoned(desk.library.home.jobs)) == 2
    [report] = desk.pipeline.resume()
    assert report.files == []
    assert in_order(desk)


LEFT = """
import os, sys
from pathlib import Path
from ingest.jobs import IngestJob, journalled
with journalled(Path(sys.argv[1]), IngestJob(('/gone/since',), sys.argv[2], 'guide')):
    os._exit(9)
"""


def test_ctrl_c_ends_at_once(desk: Desk) -> None:
    """Conversions under way are given up, not waited for, and no journal stays."""
    for n in range(4):
        desk.put(f"{n}.txt", "!sleep\n" + str(n))
    process = run(desk)
    deadline = time.monotonic() + 10
    while len(desk.converted) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert time.monotonic() - started < 10
    assert in_order(desk)
    assert desk.library.rows() == {}


def test_a_fault_of_the_machine_stops_the_run_and_keeps_its_journal(desk: Desk) -> None:
    """What the remedy promises: after mending, `kb sync` goes on where it was."""
    desk.put("a.txt", "text")
    pipeline = desk.pipeline
    broken = type(pipeline)(
        pipeline.settings, pipeline.home, pipeline.library, pipeline.database, ("/no/such/worker",)
    )
    with pytest.raises(HomeFault):
        broken.run(desk.job())
    assert len(abandoned(desk.library.home.jobs)) == 1
    [report] = pipeline.resume()
    assert report.totals["added"] == 1
    assert in_order(desk)


def test_scratch_is_inside_the_home_and_goes(desk: Desk) -> None:
    """A small `/tmp` is no limit, and a killed run's scratch goes with its journal."""
    seen: set[str] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.update(str(path) for path in desk.library.home.jobs.rglob("wellspring-convert-*"))
            time.sleep(0.01)

    thread = threading.Thread(target=watch)
    thread.start()
    desk.put("a.txt", "!slow0.3\nx")
    desk.ingest()
    done.set()
    thread.join()
    assert seen
    assert list(desk.library.home.jobs.iterdir()) == []
