"""Atomic writes and locks, also against other processes."""

from __future__ import annotations

import errno
import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from kb.errors import HomeFault
from kb.files import (
    TEMPORARY_PREFIX,
    copy_atomic,
    home_fault,
    leftovers,
    locked,
    replacing,
    sha256_of,
    sha256_of_text,
    write_atomic,
)
from tests.instance import python

if TYPE_CHECKING:
    from pathlib import Path


def test_writing_makes_the_folders_and_leaves_one_file(tmp_path: Path) -> None:
    """The file is there with its bytes, and nothing temporary beside it."""
    target = tmp_path / "a" / "b" / "c.md"
    write_atomic(target, "käse\n")
    assert target.read_bytes() == "käse\n".encode()
    assert list(target.parent.iterdir()) == [target]


def test_writing_replaces(tmp_path: Path) -> None:
    """A second write takes the place of the first."""
    target = tmp_path / "f"
    write_atomic(target, "one")
    write_atomic(target, b"two")
    assert target.read_bytes() == b"two"


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    """Whatever goes wrong while writing, the old bytes stand."""
    target = tmp_path / "f"
    write_atomic(target, "old")

    def fail() -> None:
        with replacing(target) as temporary:
            temporary.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_system_error_becomes_a_fault_with_a_remedy(tmp_path: Path) -> None:
    """A folder in the place of the file is named with what failed, in one line."""
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "inside").touch()
    with pytest.raises(HomeFault, match=r"Writing .*f failed") as caught:
        write_atomic(tmp_path / "f", "text")
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("number", "word"),
    [(errno.ENOSPC, "free some space"), (errno.EROFS, "read-only"), (errno.EACCES, "writable")],
)
def test_each_system_error_has_its_own_remedy(number: int, word: str) -> None:
    """A full disk, a read-only one and a closed folder need different things done."""
    assert word in home_fault(OSError(number, os.strerror(number)), "Writing").remedy


def test_copying_keeps_the_bytes(tmp_path: Path) -> None:
    """A copy has the hash of its source, and the hash of a text is that of its file."""
    (tmp_path / "a").write_text("ü" * 100_000)
    copy_atomic(tmp_path / "a", tmp_path / "b")
    assert sha256_of(tmp_path / "b") == sha256_of(tmp_path / "a")
    assert sha256_of(tmp_path / "a") == sha256_of_text("ü" * 100_000)


WRITER = """
import sys
from pathlib import Path
from kb.files import write_atomic
print('ready', flush=True)
while True:
    for letter in 'ab':
        write_atomic(Path(sys.argv[1]), letter * 300_000)
"""


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    """Read while another process writes, and after it was killed: whole files only."""
    target = tmp_path / "f"
    write_atomic(target, "a" * 300_000)
    process = python(["-c", WRITER, target])
    assert process.stdout is not None
    process.stdout.readline()
    deadline = time.monotonic() + 0.7
    try:
        while time.monotonic() < deadline:
            assert set(target.read_bytes()) in ({ord("a")}, {ord("b")})
            assert target.stat().st_size == 300_000
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert len(set(target.read_bytes())) == 1
    assert set(tmp_path.iterdir()) == {target, *leftovers(tmp_path)}


def test_leftovers_are_told_from_files(tmp_path: Path) -> None:
    """Only what a killed writer left counts, above and below."""
    (tmp_path / "sub").mkdir()
    left = [tmp_path / f"{TEMPORARY_PREFIX}1.tmp", tmp_path / "sub" / f"{TEMPORARY_PREFIX}2.tmp"]
    for path in (*left, tmp_path / "mine.tmp", tmp_path / "sub" / "x.md"):
        path.touch()
    assert leftovers(tmp_path) == sorted(left)
    assert leftovers(tmp_path, below=False) == left[:1]


HOLDER = """
import sys, time
from pathlib import Path
from kb.files import locked
with locked(Path(sys.argv[1]), what='library'):
    print('held', flush=True)
    time.sleep(60)
"""


def test_a_lock_keeps_another_process_out_until_it_dies(tmp_path: Path) -> None:
    """Held, it is waited for and then named; killed, its owner leaves nothing locked."""
    lock = tmp_path / "locks" / "library.lock"
    process = python(["-c", HOLDER, lock])
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with (
        pytest.raises(HomeFault, match="Another process has been changing the library"),
        locked(lock, what="library", timeout=0.2),
    ):
        pass
    process.kill()
    process.communicate()
    with locked(lock, what="library", timeout=5):
        pass


def test_a_lock_is_free_after_an_error(tmp_path: Path) -> None:
    """A block that raised does not keep the next one waiting."""
    with pytest.raises(RuntimeError), locked(tmp_path / "l", what="x"):
        raise RuntimeError
    with locked(tmp_path / "l", what="x", timeout=0.1):
        pass


def test_a_lock_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    """A file where the folder of locks should be is named."""
    (tmp_path / "locks").touch()
    with (
        pytest.raises(HomeFault, match="Locking library failed"),
        locked(tmp_path / "locks" / "l", what="library"),
    ):
        pass
