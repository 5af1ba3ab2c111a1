"""One file in one limited process, whatever it does there."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from ingest.sandbox import WORKER, Sandbox
from kb.errors import ConversionFault, HomeFault
from kb.settings import Settings
from tests.ingest.conftest import FAKE_WORKER
from tests.instance import python

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.converters.base import ConvertedDocument

FAKE = (sys.executable, str(FAKE_WORKER))


def convert(tmp_path: Path, text: str, **settings: Any) -> ConvertedDocument:
    """Convert a file of that text with the fake worker."""
    path = tmp_path / "file.txt"
    path.write_text(text)
    return Sandbox(Settings(**settings), worker=FAKE).convert(path, "its name.txt")


def refused(tmp_path: Path, text: str, **settings: Any) -> ConversionFault:
    """The fault that converting ends in, which always has a remedy."""
    with pytest.raises(ConversionFault) as caught:
        convert(tmp_path, text, **settings)
    assert caught.value.remedy
    return caught.value


def gone(pid: int) -> bool:
    """Whether a process has ended, a zombie included."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_a_document_comes_back(tmp_path: Path) -> None:
    """Text and metadata are what the worker found."""
    document = convert(tmp_path, "# Title\n\nText ü.\n")
    assert (document.markdown, document.title) == ("# Title\n\nText ü.\n", "Title")
    assert (document.pages, document.unit, document.warnings) == (1, "page", ())


def test_a_converters_reason_is_passed_on(tmp_path: Path) -> None:
    """Message and remedy are the converter's own."""
    fault = refused(tmp_path, "!fail\n")
    assert (fault.message, fault.remedy) == ("broken", "Mend it.")


def test_a_file_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    """After its time, with its process."""
    started = time.monotonic()
    fault = refused(tmp_path, "!sleep\n", convert_seconds=0.5)
    assert "longer" in fault.message
    assert time.monotonic() - started < 8
    assert gone(int((tmp_path / "file.pid").read_text()))


def test_a_larger_file_gets_more_time(tmp_path: Path) -> None:
    """By the megabyte."""
    text = "!slow1.2\n" + "x" * 2**20
    refused(tmp_path, text, convert_seconds=0.6, convert_seconds_per_mb=0)
    assert convert(tmp_path, text, convert_seconds=0.6, convert_seconds_per_mb=8).markdown


def test_scanned_pages_add_their_time(tmp_path: Path) -> None:
    """As many as the settings let one file have."""
    assert (
        convert(tmp_path, "!ocr\n3", convert_seconds=0.8, ocr_page_seconds=5).markdown == "read\n"
    )
    refused(tmp_path, "!ocr\n0", convert_seconds=0.8)


def test_a_file_that_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    """Even where the worker's own limit does not hold."""
    assert "memory" in refused(tmp_path, "!memory\n", convert_memory_mb=256).message


@pytest.mark.parametrize(
    ("order", "said"),
    [("segv", "SIGSEGV"), ("exit", "damaged"), ("garbage", "damaged"), ("half", "damaged"),
     ("number", "damaged"), ("cpu", "longer")],
)  # fmt: skip
def test_a_crash_is_a_named_fault(tmp_path: Path, order: str, said: str) -> None:
    """By signal, by exit, or in the middle of its answer."""
    assert said in refused(tmp_path, f"!{order}\n").message


def test_a_worker_that_closes_its_output_and_goes_on_is_ended(tmp_path: Path) -> None:
    """It is not waited for beyond its time."""
    assert "longer" in refused(tmp_path, "!close\n", convert_seconds=0.5).message


def test_what_a_worker_started_is_ended_too(tmp_path: Path) -> None:
    """No OCR process goes on after its file was given up."""
    refused(tmp_path, "!child\n", convert_seconds=1.5)
    assert gone(int((tmp_path / "file.pid").read_text()))


def test_nothing_that_no_file_can_hold_comes_back(tmp_path: Path) -> None:
    """Halves of characters and control characters end here."""
    document = convert(tmp_path, "!surrogate\n")
    assert (document.markdown, document.title) == ("abc\n", " ")


def test_the_worker_sees_no_setting_and_works_in_scratch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that takes a converter over finds no password, and its litter is swept."""
    monkeypatch.setenv("KB_DATABASE_URL", "postgresql://u:secret@h/n")
    *names, folder = convert(tmp_path, "!environment\n").markdown.splitlines()
    assert "OMP_NUM_THREADS" in names
    assert not [name for name in names if name.startswith("KB_")]
    assert "wellspring-convert-" in folder
    assert not os.path.exists(folder)  # noqa: PTH110


def test_a_run_that_is_stopped_gives_up_its_files(tmp_path: Path) -> None:
    """At once, not when their time is up."""
    path = tmp_path / "file.txt"
    path.write_text("!sleep\n")
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    started = time.monotonic()
    with pytest.raises(ConversionFault, match="stopped"):
        Sandbox(Settings(), None, stop, FAKE).convert(path, "x")
    assert time.monotonic() - started < 8


def test_a_file_that_is_gone_is_its_own_fault(tmp_path: Path) -> None:
    """Not the run's."""
    with pytest.raises(ConversionFault, match="cannot be read"):
        Sandbox(Settings(), worker=FAKE).convert(tmp_path / "none", "x")


def test_a_worker_that_cannot_be_started_stops_the_run(tmp_path: Path) -> None:
    """That is the machine's fault, not the file's."""
    (tmp_path / "file").touch()
    with pytest.raises(HomeFault, match="Starting a conversion"):
        Sandbox(Settings(), worker=("/no/such/program",)).convert(tmp_path / "file", "x")


def test_the_real_worker_converts_text(tmp_path: Path) -> None:
    """End to end with our own converters; a file of nothing is refused with a reason."""
    path = tmp_path / "notes.txt"
    path.write_text("Minimum night flow\n\nIt is measured between two and four.\n")
    assert "night flow" in Sandbox(Settings()).convert(path, "notes.txt").markdown
    path.write_text("")
    with pytest.raises(ConversionFault, match="empty"):
        Sandbox(Settings()).convert(path, "notes.txt")


NOISY = """
import sys, json, types
from ingest import worker
from ingest.converters.base import ConvertedDocument
class Registry:
    @classmethod
    def default(cls): return cls()
    def for_source(self, source): return self
    def convert(self, source, options):
        print('a library speaks')
        import os; os.write(1, b'and its C code too')
        options.on_ocr(2)
        return ConvertedDocument(markdown='good\\n')
worker.ConverterRegistry = Registry
worker.main()
"""


def test_a_library_that_prints_does_no_harm(tmp_path: Path) -> None:
    """The answer goes out on a channel of its own."""
    (tmp_path / "f.txt").write_text("x")
    sandbox = Sandbox(Settings(), worker=(sys.executable, "-c", NOISY))
    assert sandbox.convert(tmp_path / "f.txt", "f.txt").markdown == "good\n"


HUNGRY = NOISY.replace("print('a library speaks')", "held = bytearray(900 * 2**20)")


def test_the_worker_limits_its_own_memory(tmp_path: Path) -> None:
    """An allocation beyond the limit fails inside, before the machine feels it."""
    (tmp_path / "f.txt").write_text("x")
    sandbox = Sandbox(Settings(convert_memory_mb=700), worker=(sys.executable, "-c", HUNGRY))
    with pytest.raises(ConversionFault, match="memory"):
        sandbox.convert(tmp_path / "f.txt", "f.txt")


PARENT = """
import subprocess, sys, json, time
p = subprocess.Popen({worker!r}, stdin=subprocess.PIPE, text=True, start_new_session=True)
request = dict(path={path!r}, name='x', memory_bytes=2**31, processor_seconds=60, options={{}})
p.stdin.write(json.dumps(request) + chr(10)); p.stdin.flush()
print(p.pid, flush=True)
time.sleep(60)
"""


def test_a_worker_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    """After SIGKILL of an ingest nothing goes on converting."""
    (tmp_path / "f.txt").write_text("x")
    sleepy = NOISY.replace("print('a library speaks')", "import time; time.sleep(60)")
    worker = [*WORKER[:1], "-c", sleepy]
    parent = python(["-c", PARENT.format(worker=worker, path=str(tmp_path / "f.txt"))])
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(1)
    assert psutil.pid_exists(pid)
    parent.kill()
    parent.communicate()
    assert gone(pid)
