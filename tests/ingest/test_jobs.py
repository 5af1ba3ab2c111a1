"""Journals: what a killed run leaves, and who may take it over."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from ingest.jobs import IngestJob, abandoned, claimed, journalled
from kb.errors import DatabaseFault, HomeFault
from tests.instance import python

if TYPE_CHECKING:
    from pathlib import Path

    from kb.home import Home

JOB = IngestJob(("/in/a.pdf", "/in/ü"), "water-distribution", "guide", "fr")

HOLDER = """
import sys, time
from pathlib import Path
from ingest.jobs import IngestJob, journalled
job = IngestJob(('/in/a.pdf', '/in/ü'), 'water-distribution', 'guide', 'fr')
with journalled(Path(sys.argv[1]), job) as s:
    (s / 'unpacked').touch()
    print('held', flush=True)
    time.sleep(60)
"""


def killed(home: Home) -> Path:
    """The journal of a run whose process was killed."""
    process = python(["-c", HOLDER, home.jobs])
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    assert abandoned(home.jobs) == [], "a running one is nobody else's"
    with claimed(next(home.jobs.glob("*.json"))) as job:
        assert job is None
    process.kill()
    process.communicate()
    [journal] = abandoned(home.jobs)
    return journal


def test_a_finished_run_leaves_nothing(home: Home) -> None:
    """Neither journal nor scratch."""
    with journalled(home.jobs, JOB) as scratch:
        assert scratch.is_dir()
        assert len(list(home.jobs.glob("*.json"))) == 1
    assert list(home.jobs.iterdir()) == []


def test_a_killed_run_is_found_and_a_running_one_is_not_taken(home: Home) -> None:
    """The journal says what it was asked to do, and goes with its scratch once finished."""
    journal = killed(home)
    with claimed(journal) as job:
        assert job == JOB
        assert abandoned(home.jobs) == [], "while it is being finished it is nobody else's"
        assert not journal.with_suffix("").exists()
    assert list(home.jobs.iterdir()) == []


def test_a_run_that_could_not_be_finished_stays(home: Home) -> None:
    """Whoever fails to finish it leaves it to the next."""
    journal = killed(home)
    with pytest.raises(HomeFault), claimed(journal):
        raise HomeFault("full")
    assert abandoned(home.jobs) == [journal]


@pytest.mark.parametrize("fault", [HomeFault("disk full"), DatabaseFault("locked")])
def test_what_the_machine_stopped_is_kept_for_the_next_sync(home: Home, fault: Exception) -> None:
    """The fault's own remedy says that `kb sync` goes on."""
    with pytest.raises(type(fault)), journalled(home.jobs, JOB):
        raise fault
    [journal] = abandoned(home.jobs)
    with claimed(journal) as job:
        assert job == JOB


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError()])
def test_what_a_person_stopped_is_over(home: Home, error: BaseException) -> None:
    """Ctrl-C is a decision."""
    with pytest.raises(type(error)), journalled(home.jobs, JOB):
        raise error
    assert list(home.jobs.iterdir()) == []


@pytest.mark.parametrize("text", ["", '{"paths": [', "[]", '{"paths": ["a"], "colour": "x"}'])
def test_a_journal_that_says_nothing_is_removed(home: Home, text: str) -> None:
    """Its process died before it did anything, or was of another version."""
    (home.jobs / "x.json").write_text(text)
    [journal] = abandoned(home.jobs)
    with claimed(journal) as job:
        assert job is None
    assert list(home.jobs.iterdir()) == []


def test_a_journal_that_is_gone_is_nobodys(home: Home) -> None:
    """Another process has finished it in the meantime."""
    with claimed(home.jobs / "x.json") as job:
        assert job is None


def test_a_journal_is_never_seen_before_it_is_held(home: Home) -> None:
    """However often one looks while runs begin and end, none looks abandoned."""
    looping = HOLDER.replace("with journalled", "while True:\n  with journalled")
    looping = looping.replace("    (s", "      (s").replace("    print('held', flush=True)\n", "")
    looping = looping.replace("    time.sleep(60)", "      pass")
    process = python(["-c", looping, home.jobs])
    try:
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:
            assert abandoned(home.jobs) == []
        assert process.poll() is None
    finally:
        process.kill()
        process.communicate()
