"""Convert one file in a process of its own, with a limit on time and memory."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import psutil

from kb.errors import ConversionFault
from kb.files import home_fault

if TYPE_CHECKING:
    from ingest.converters.base import ConvertedDocument
    from kb.settings import Settings

_POLL_SECONDS = 0.1
_MEGABYTE = 2**20
_MEMORY_REMEDY = "Split it into smaller files, or raise KB_CONVERT_MEMORY_MB."
_TOO_SLOW = (
    "takes longer to convert than one file may",
    "Split it into smaller files, or raise KB_CONVERT_SECONDS.",
)
_TOO_LARGE = ("needs more memory than one file may take", _MEMORY_REMEDY)
_THREADS = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")
_ROOT = Path(__file__).resolve().parent.parent
WORKER = (sys.executable, "-m", "ingest.worker")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sandbox:
    """Limits for converting one file, from the settings.

    Attributes:
        settings: where the limits come from.
        scratch: folder for temporary files; the system's own where it is ``None``.
        stop: once set, conversions under way are given up.
        worker: the command that converts, see `ingest.worker`.
    """

    settings: Settings
    scratch: Path | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    worker: tuple[str, ...] = WORKER

    def convert(self, path: Path, name: str) -> ConvertedDocument:
        """Convert a file.

        Args:
            path: its bytes.
            name: the name its owner gave it.

        Raises:
            ConversionFault: the converter's own reason, or that it took too long, took too much
                memory, or crashed.
            HomeFault: no worker could be started: disk full, too many processes.
        """
        from ingest.worker import document_from_json

        try:
            seconds = self._seconds_for(path.stat().st_size)
        except OSError as error:
            raise ConversionFault(
                f"cannot be read ({error.strerror})", "See whether it is still there."
            ) from error
        try:
            answer = self._run(self._request(path, name, seconds), seconds)
        except OSError as error:
            raise home_fault(error, "Starting a conversion") from error
        if "fault" in answer:
            raise ConversionFault(answer["fault"]["message"], answer["fault"]["remedy"])
        return document_from_json(answer["document"])

    def _seconds_for(self, size: int) -> float:
        """How long a file may take, before scanned pages are added."""
        per_megabyte = self.settings.convert_seconds_per_mb
        return self.settings.convert_seconds + per_megabyte * size / _MEGABYTE

    def _run(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        with (
            tempfile.TemporaryDirectory(
                prefix="wellspring-convert-", dir=self.scratch, ignore_cleanup_errors=True
            ) as scratch,
            tempfile.TemporaryFile(dir=scratch) as errors,
            self._start(errors, Path(scratch)) as process,
        ):
            try:
                return _Watch(process, seconds, self).answer(request)
            finally:
                errors.seek(0)
                if said := errors.read(20_000):
                    log.debug("worker on %s: %s", request["name"], said.decode(errors="replace"))

    def _request(self, path: Path, name: str, seconds: float) -> dict[str, Any]:
        settings = self.settings
        ocr_seconds = settings.ocr_page_seconds * settings.ocr_pages
        return {
            "path": str(path.absolute()),
            "name": name,
            "memory_bytes": settings.convert_memory_mb * _MEGABYTE,
            "processor_seconds": int(seconds * 2 + ocr_seconds),
            "options": {
                "ocr": settings.ocr,
                "ocr_languages": settings.ocr_languages,
                "ocr_page_seconds": settings.ocr_page_seconds,
                "ocr_pages": settings.ocr_pages,
            },
        }

    def _start(self, errors: IO[bytes], scratch: Path) -> subprocess.Popen[str]:
        # One thread each: several files are converted at once, and idle pools reserve memory.
        threads = dict.fromkeys(_THREADS, "1")
        # A file that takes a converter over finds no password of the database there.
        ours = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
        return subprocess.Popen(
            self.worker,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            cwd=scratch,
            env={**ours, **threads, "PYTHONPATH": str(_ROOT), "TMPDIR": str(scratch)},
            start_new_session=True,
        )


class _Watch:
    """Waits for a worker's answer and kills it, with its children, when it goes over a limit."""

    def __init__(self, process: subprocess.Popen[str], seconds: float, sandbox: Sandbox) -> None:
        self.process = process
        self.deadline = time.monotonic() + seconds
        self.settings = sandbox.settings
        self.stop = sandbox.stop
        self.lines: queue.Queue[str | None] = queue.Queue()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Hand over the request and wait."""
        reader = threading.Thread(target=self._read, daemon=True)
        try:
            assert self.process.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                # Left open: when this process dies, the worker reads the end and dies too.
                self.process.stdin.write(json.dumps(request) + "\n")
                self.process.stdin.flush()
            reader.start()
            return self._wait()
        finally:
            self._kill()
            reader.join(timeout=5)

    def _read(self) -> None:
        assert self.process.stdout is not None
        with contextlib.suppress(ValueError):
            for line in self.process.stdout:
                self.lines.put(line)
        self.lines.put(None)

    def _wait(self) -> dict[str, Any]:
        while True:
            try:
                line = self.lines.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                self._check_limits()
                continue
            if line is None:
                raise self._crash()
            message = _message(line)
            if message is None:
                raise self._crash()
            if "ocr_pages" not in message:
                return message
            pages = min(message["ocr_pages"], self.settings.ocr_pages)
            self.deadline += pages * self.settings.ocr_page_seconds

    def _check_limits(self) -> None:
        if self.stop.is_set():
            raise ConversionFault("given up: the run was stopped", "Run the command again.")
        if time.monotonic() > self.deadline:
            raise ConversionFault(*_TOO_SLOW)
        if _memory_of(self.process.pid) > self.settings.convert_memory_mb * _MEGABYTE:
            raise ConversionFault(*_TOO_LARGE)

    def _crash(self) -> ConversionFault:
        """The worker ended without an answer: say how."""
        try:
            code = self.process.wait(timeout=max(1.0, self.deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return ConversionFault(*_TOO_SLOW)
        if code == -signal.SIGXCPU:
            return ConversionFault(*_TOO_SLOW)
        if code < 0:
            name = signal.Signals(-code).name
            return ConversionFault(
                f"damaged: the converter crashed on it ({name})",
                "Save it again in another program.",
            )
        return ConversionFault(
            "damaged, or too large for the memory one file may take", _MEMORY_REMEDY
        )

    def _kill(self) -> None:
        """End the worker and whatever it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with contextlib.suppress(BrokenPipeError):
            assert self.process.stdin is not None
            self.process.stdin.close()


def _message(line: str) -> dict[str, Any] | None:
    """One line of the worker's; ``None`` where it died while writing it."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def _memory_of(pid: int) -> int:
    """Resident bytes of a process and its children."""
    total = 0
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
    return total
