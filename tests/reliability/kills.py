"""SIGKILL `kb ingest` and `kb sync` at random moments, and see whether anything is lost.

Run by hand: ``python -m tests.reliability.kills --kills 30 PATH...``. Ends with exit code 1 and the
reasons where a home is not in order afterwards.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from kb.db import Database, database_url
from kb.home import Home
from kb.models import CatalogueDocument
from tests.instance import Finished, init_home, kb, python

INTO = ("--hub", "water-distribution", "--kind", "guide")
DONE = {0, 3}  # 3: some files of the samples are meant to fail


@dataclass(frozen=True)
class Undisturbed:
    """What a run that nobody kills makes of the paths.

    Attributes:
        home: the finished home.
        documents: its ``(id, sha256 of the source)``.
        ingest_seconds: how long the ingest took.
        sync_seconds: how long cataloguing and indexing the finished files took.
    """

    home: Path
    documents: list[tuple[str, str]]
    ingest_seconds: float
    sync_seconds: float


@dataclass
class Trials:
    """A series of kills.

    Attributes:
        paths: what is ingested.
        folder: where homes are made.
        said: one line for each kill.
        faults: what was wrong afterwards; empty when all is well.
    """

    paths: list[Path]
    folder: Path
    chance: random.Random
    said: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Make the homes that every trial starts from, and measure."""
        self.empty = self.folder / "empty"
        init_home(self.empty)
        finished = Path(shutil.copytree(self.empty, self.folder / "finished"))
        started = time.monotonic()
        done = kb("ingest", *self.paths, *INTO, home=finished)
        assert done.code in DONE, done.err
        ingest_seconds = time.monotonic() - started
        unindexed = self._unindexed(finished, "measure")
        started = time.monotonic()
        assert kb("sync", home=unindexed).code in DONE
        sync_seconds = time.monotonic() - started
        self.whole = Undisturbed(finished, documents(finished), ingest_seconds, sync_seconds)

    def kill(self, number: int) -> None:
        """One trial: ingest and sync in turn, and every third recovery is killed as well."""
        if number % 2 == 0:
            home = Path(shutil.copytree(self.empty, self.folder / f"home{number}"))
            command, seconds = ["ingest", *self.paths, *INTO], self.whole.ingest_seconds
        else:
            home = self._unindexed(self.whole.home, f"home{number}")
            command, seconds = ["sync"], self.whole.sync_seconds
        moment = self.chance.uniform(0, seconds)
        ended = killed_after(home, moment, *command)
        begun = number % 2 == 1 or ended or any((home / "jobs").glob("*.json"))
        if number % 3 == 2:
            killed_after(home, self.chance.uniform(0, seconds), "sync")
        self.said.append(f"{command[0]} killed after {moment:.1f} s of {seconds:.1f} s")
        self._recover(home, begun, f"{number}: {self.said[-1]}")
        shutil.rmtree(home)

    def _recover(self, home: Path, begun: bool, name: str) -> None:
        """The next sync finishes the work, and the doctor finds nothing."""
        self._expect(kb("sync", home=home), DONE, f"{name}: sync")
        doctor = kb("doctor", "--json", home=home)
        self._expect(doctor, {0}, f"{name}: doctor {doctor.out}")
        found = documents(home)
        if begun and found != self.whole.documents:
            missing = set(self.whole.documents) ^ set(found)
            self.faults.append(f"{name}: not what an undisturbed run gives: {sorted(missing)}")
        if len({sha256 for _, sha256 in found}) != len(found):
            self.faults.append(f"{name}: a file was catalogued twice")
        left = [*(home / "jobs").iterdir(), *Home(home).leftovers()]
        if left:
            self.faults.append(f"{name}: left behind: {left}")

    def _expect(self, done: Finished, codes: set[int], name: str) -> None:
        if done.code not in codes or "Traceback" in done.err:
            self.faults.append(f"{name}: exit code {done.code}: {done.err[-2000:]}")

    def _unindexed(self, finished: Path, name: str) -> Path:
        """An empty home into which somebody has copied the finished files."""
        home = Path(shutil.copytree(self.empty, self.folder / name))
        for part in ("content", "originals"):
            shutil.copytree(finished / part, home / part, dirs_exist_ok=True)
        return home


def documents(home: Path) -> list[tuple[str, str]]:
    """Id and source hash of every catalogued document, sorted."""
    database = Database(database_url(Home(home)))
    columns = CatalogueDocument.id, CatalogueDocument.source_sha256
    with database.reading() as session:
        found = sorted((row[0], row[1] or "") for row in session.execute(select(*columns)))
    database.close()
    return found


def killed_after(home: Path, seconds: float, *command: str | Path) -> bool:
    """Start a command and kill its process group; returns whether it had ended by itself."""
    process = python(["-m", "web.cli", *command], home)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return False
    return True


def run(paths: list[Path], kills: int, seed: int) -> Trials:
    """Kill so many times; homes are made in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="wellspring-kills-") as folder:
        trials = Trials([path.absolute() for path in paths], Path(folder), random.Random(seed))
        trials.prepare()
        for number in range(kills):
            trials.kill(number)
            print(f"{number + 1}/{kills} {trials.said[-1]}", file=sys.stderr, flush=True)
    return trials


def main() -> None:
    """Read the arguments, run, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    arguments = parser.parse_args()
    trials = run(arguments.paths, arguments.kills, arguments.seed)
    for fault in trials.faults:
        print(fault)
    print(f"{arguments.kills} kills, {len(trials.whole.documents)} documents, "
          f"{len(trials.faults)} faults, seed {arguments.seed}")  # fmt: skip
    sys.exit(1 if trials.faults else 0)


if __name__ == "__main__":
    main()
