"""How the C library keeps a process's memory: mallopt(3), for which other libraries have no like.

What is set holds for the whole process, and only where its C library is glibc.
"""

from __future__ import annotations

import contextlib
import ctypes

_MMAP_THRESHOLD, _TRIM_THRESHOLD, _ARENA_MAX = -3, -1, -8  # mallopt(3)'s names
_LARGE_BLOCK = 4_000_000  # bytes


def keep_some_memory() -> None:
    """Keep as much free memory as a text needs, and give the rest back.

    Without a setting the C library decides by what it sees: after 24 batches of 24 sentences a
    process then holds 740 MB, so 400 MB. Giving everything back at once costs a question of 500
    tokens half of its time, for every page of memory is made anew.
    """
    _set((_MMAP_THRESHOLD, _LARGE_BLOCK), (_TRIM_THRESHOLD, 2 * _LARGE_BLOCK))


def one_heap() -> None:
    """Share one heap among all threads, rather than have several that each keep what they freed.

    To be called before threads are started: heaps that are there stay. A server with 100,000
    passages and two models holds some 50 MB less by it (docs/performance.md). Threads that run
    Python hold its lock anyway, so they seldom wait for each other's memory.
    """
    _set((_ARENA_MAX, 1))


def _set(*options: tuple[int, int]) -> None:
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        for name, value in options:
            library.mallopt(name, value)
