"""An import as a whole: report, dry run, options, hubs, and kills at any moment."""

from __future__ import annotations

import os
import shutil
import signal
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ingest.threads.counting import MISCOUNTED
from ingest.threads.report import ImportReport
from ingest.threads.run import ImportJob
from ingest.threads.transcript import FORGOTTEN
from kb.home import Home
from kb.models import RemovedPerson
from tests.ingest.threads.fake_export import files_of, likely, post
from tests.instance import python

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.ingest.threads.fake_export import ImportDesk

ASK = post("q", "How do we find the leak in the main road below the old church?", 0)
ANSWER = post("a", "We listened at night and found it under the third valve.", 50, by="Bo", to="q")


def test_a_thread_becomes_a_document(import_desk: ImportDesk) -> None:
    """Front matter and posts say what the export said, and who is who by pseudonym."""
    import_desk.thread(
        "t1", ASK, ANSWER | {"accepted": True}, title="Leak below church", group="Ops"
    )
    import_desk.run()
    [document] = import_desk.documents
    thread = document.thread
    assert thread is not None
    assert (document.title, document.kind, document.language) == (
        "Leak below church",
        "thread",
        "en",
    )
    assert document.id.startswith("leak-below-church-")
    assert (thread.platform, thread.key, thread.group, thread.posts) == ("fake", "t1", "Ops", 2)
    assert str(document.published) == str(thread.started) == "2021-03-04"
    assert (thread.answer, thread.answered_by) == (2, "accepted")
    assert [(one.role, one.posts) for one in thread.people] == [("asked", 1), ("answered", 1)]
    assert "Anna" not in import_desk.file().read_text()
    assert import_desk.library.rows()[document.id].answer_post == 2


def test_people_can_be_kept(import_desk: ImportDesk) -> None:
    """Another way of calling them is another import: texts are made anew."""
    import_desk.thread("t1", ASK)
    import_desk.run()
    report = import_desk.run(people="keep")
    assert (report.known, report.updated_threads) == (False, 1)
    assert import_desk.posts[0].name == "Anna Abele"


def test_a_dry_run_changes_nothing_and_tells_all(import_desk: ImportDesk) -> None:
    """Its report is that of the run after it, save that it says so."""
    import_desk.thread("t1", ASK, ANSWER)
    import_desk.thread("t2", post("1", "Thanks!"), post("2", "Gone", deleted=True))
    root = import_desk.library.home.root
    before = sorted(path for path in root.rglob("*") if "locks" not in path.parts)
    dry = import_desk.run(dry_run=True)
    assert sorted(path for path in root.rglob("*") if "locks" not in path.parts) == before
    wet = import_desk.run()
    told, done = dry.as_json(), wet.as_json()
    for one in (told, done):
        for name in ("dry_run", "seconds", "threads_per_second"):
            del one[name]
    assert told == done


def test_the_report_can_be_read_back(import_desk: ImportDesk) -> None:
    """What is remembered of a run is all of it."""
    import_desk.thread("t1", ASK)
    report = import_desk.run()
    assert ImportReport.of_json(report.as_json()).as_json() == report.as_json()


def test_an_importer_that_cannot_count_is_told_on(import_desk: ImportDesk) -> None:
    """Counts that do not add up are a fault, not a secret."""
    import_desk.thread("t1", ASK, seen=3)
    job = ImportJob(import_desk.inbox, "water-distribution")
    report = import_desk.importer.run(job, likely)
    assert (report.input_posts, report.posts, report.complete) == (3, 1, False)
    assert MISCOUNTED in report.faults[0][1]


def test_hubs_can_be_chosen_by_content(import_desk: ImportDesk) -> None:
    """The choice of each new thread is in the report, with its confidence."""
    import_desk.thread("t1", ASK)
    report = import_desk.run_to(likely)
    assert report.hubs == [
        {"document": import_desk.documents[0].id, "hub": "water-distribution", "confidence": 0.75}
    ]
    assert import_desk.run_to(likely).hubs == []


def test_posts_of_removed_people_stay_away(import_desk: ImportDesk) -> None:
    """They are counted with their reason."""
    import_desk.thread("t1", ASK, ANSWER)
    import_desk.run()
    person = import_desk.posts[1].person
    with import_desk.library.database.writing() as session:
        session.add(RemovedPerson(person=person, at=datetime.now(UTC)))
    import_desk.thread("t2", ANSWER, post("x", "A further question about the same valve."))
    report = import_desk.run()
    assert report.skipped == {FORGOTTEN: 2}
    assert len(import_desk.documents) == 2


THREADS = 50
KILLED = """
import sys, time
from pathlib import Path
import ingest.threads.writing as writing
from kb.db import Database, database_url
from kb.home import Home
from tests.instance import Instance
from tests.ingest.threads.fake_export import ImportDesk

home = Home(Path(sys.argv[1]))
put = writing.ThreadWriter._put
def slow(*arguments):
    time.sleep(0.02)
    put(*arguments)
writing.ThreadWriter._put = slow
print("started", flush=True)
ImportDesk(Instance(home, Database(database_url(home))), Path(sys.argv[2])).run()
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.0, 0.4])
@pytest.mark.parametrize("further", [False, True])
def test_a_killed_import_is_made_whole_by_the_next(
    import_desk: ImportDesk, tmp_path: Path, moment: float, further: bool
) -> None:
    """Byte for byte what an undisturbed run gives, for new threads and for new posts in them."""
    home = import_desk.library.home
    if further:
        fill(import_desk)
        import_desk.run()
    fill(import_desk, ANSWER)
    untouched = shutil.copytree(home.root, tmp_path / "untouched")
    process = started(home.root, import_desk.inbox)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not whole(home):
        time.sleep(0.005)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert 0 < whole(home) < THREADS
    assert import_desk.run().threads == THREADS
    assert list(home.jobs.iterdir()) == []
    shutil.copy(home.people_key, untouched)  # the same people in both
    process = started(untouched, import_desk.inbox)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert files_of(Home(untouched)) == files_of(home)
    assert import_desk.library.sync().problems == []


def fill(desk: ImportDesk, *more: dict[str, Any]) -> None:
    """Threads that ask the like, each with a file of its own."""
    for n in range(THREADS):
        file = desk.inbox / f"f{n}.bin"
        file.write_bytes(file.name.encode() * 100)
        text = f"What does pump {n} need when it runs dry at night?"
        desk.thread(f"t{n:02}", post("1", text, n, files=[file.name]), *more)


def whole(home: Home) -> int:
    """How many threads have their answer."""
    return sum('"key":"a"' in path.read_text() for path in home.content.rglob("thread/*.md"))


def started(home: Path, inbox: Path) -> subprocess.Popen[str]:
    """An import in a process of its own."""
    process = python(["-c", KILLED, home, inbox])
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process
