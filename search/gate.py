"""A door before something slow that may be broken: few at a time, and closed after failures."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kb.errors import SummaryFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AT_ONCE = 2  # fewer than the threads that serve pages: a slow endpoint must not hold all of them
FAILURES = 3  # in a row, and the gate is closed
REST = 60.0  # seconds it stays closed; then one failure more closes it again


class Gate:
    """Lets calls through, or refuses at once; safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds."""
        self._clock = clock
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Hold a place while something is asked; its `SummaryFault` counts as a failure.

        Raises:
            SummaryFault: all places are taken, or too much failed a moment ago.
        """
        with self._lock:
            left = self._closed_until - self._clock()
        if left > 0:
            raise SummaryFault(
                "its service failed several times", f"It is asked again in {left:.0f} seconds."
            )
        if not self._free.acquire(blocking=False):
            raise SummaryFault("others are being written", "Try again in some seconds.")
        try:
            yield
        except SummaryFault:
            self._failed()
            raise
        else:
            with self._lock:
                self._failures = 0
        finally:
            self._free.release()

    def _failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._closed_until = self._clock() + REST
