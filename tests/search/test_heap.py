"""What the C library is told about a process's memory."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

# Threads that hold memory at once, each with a heap to itself unless told otherwise.
_THREADS = """
import ctypes, sys, threading
{before}
held, together = [], threading.Barrier(6)
def hold():
    together.wait()
    held.append([bytes(10_000) for _ in range(1000)])
    together.wait()
threads = [threading.Thread(target=hold) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, file)
library.fflush(file)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="heaps are glibc's")
@pytest.mark.parametrize(
    ("before", "fewest", "most"),
    [("", 3, 99), ("from search.heap import one_heap; one_heap()", 1, 1)],
    ids=["by itself", "told"],
)
def test_threads_share_one_heap(before: str, fewest: int, most: int) -> None:
    """Glibc gives each of six threads a heap of its own; told, one to all."""
    done = subprocess.run(
        [sys.executable, "-c", _THREADS.format(before=before)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert fewest <= done.stdout.count("<heap nr=") <= most
