"""What the machine does to an instance: one clear line, a remedy, and the old state stands."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.instance import Finished, kb

if TYPE_CHECKING:
    from collections.abc import Iterator

INTO = ("--hub", "water-distribution", "--kind", "guide")


def one_line(done: Finished, *words: str, code: int = 1) -> None:
    """The command ended with one line for a person, saying these words, and nothing else."""
    assert done.code == code, done.err
    assert done.out == ""
    assert done.err.startswith("kb: ")
    assert done.err.count("\n") == 1, done.err
    for word in words:
        assert word in done.err


def files(home: Path) -> dict[str, bytes]:
    """Library and originals."""
    folders = (home / "content", home / "originals")
    return {str(p.relative_to(home)): p.read_bytes()
            for folder in folders for p in folder.rglob("*") if p.is_file()}  # fmt: skip


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A file to ingest, larger than what a full disk leaves."""
    path = tmp_path / "note.txt"
    path.write_text("Night flow is measured between two and four in the morning. " * 12_000)
    return path


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """A small disk of its own, where this user may make one."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder],
        check=False, capture_output=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def read_only(home: Path) -> Iterator[None]:
    """Nobody may write: by a read-only mount for root, by permissions for others."""
    if os.geteuid() == 0:
        bind = [["mount", "--bind", home, home], ["mount", "-o", "remount,ro,bind", home]]
        for command in bind:
            if subprocess.run(command, check=False, capture_output=True).returncode:
                pytest.skip("needs the right to mount")
        try:
            yield
        finally:
            subprocess.run(["umount", "-l", home], check=True)
        return
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        yield
    finally:
        for folder in folders:
            folder.chmod(0o755)


@pytest.mark.slow
def test_a_full_disk_stops_an_ingest_that_sync_then_finishes(
    ready: Path, tmp_path: Path, note: Path
) -> None:
    """One line, nothing half-written; after making space the run is finished."""
    with mounted(tmp_path / "disk", "4m") as disk:
        home = Path(shutil.copytree(ready, disk / "home"))
        before = files(home)
        filler = disk / "filler"
        free = shutil.disk_usage(disk).free
        filler.write_bytes(bytes(free - 400_000))
        one_line(
            kb("ingest", note, *INTO, home=home), "No space left", "free some space", "kb sync"
        )
        assert files(home) == before
        filler.unlink()
        done = kb("sync", home=home)  # the library fits, the index does not
        if done.code:
            one_line(done, "index", "kb sync")
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        assert kb("sync", home=home).code == 0
        assert any("note.md" in name for name in files(home))
        doctor = kb("doctor", "--json", home=home)
        assert (doctor.code, doctor.json) == (0, {"ok": True, "faults": []})


def test_a_disk_without_any_space_is_named_by_every_writer(ready: Path, tmp_path: Path) -> None:
    """Sync, backup and export say so, and leave neither half a file nor a changed one."""
    with mounted(tmp_path / "disk", "3m") as disk:
        home = Path(shutil.copytree(ready, disk / "home"))
        (home / "content" / "water-distribution" / "hub.md").write_text("changed by hand")
        before = files(home)
        (home / "originals" / "filler").write_bytes(bytes(shutil.disk_usage(disk).free))
        before = files(home)
        one_line(kb("backup", disk / "b.zip", home=home), "free some space")
        one_line(kb("export", disk / "out", home=home), "free some space")
        assert not (disk / "b.zip").exists()
        assert files(home) == before


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
from web.cli import main
main(sys.argv[1:])
"""


def test_a_limit_on_file_sizes_is_named(ready: Path, note: Path) -> None:
    """Without the right to mount, the nearest thing to a full disk."""
    before = files(ready)
    clean = {key: value for key, value in os.environ.items() if not key.startswith("KB_")}
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "ingest", note, *INTO], check=False, capture_output=True,
        text=True, env={**clean, "KB_HOME": str(ready)}, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    one_line(Finished(done.returncode, done.stdout, done.stderr), "failed", "kb sync")
    assert files(ready) == before


@pytest.mark.parametrize("command", ["ingest", "sync", "init", "doctor", "reindex"])
def test_a_read_only_home_is_named(ready: Path, note: Path, command: str) -> None:
    """By every command that would write."""
    arguments = {"ingest": ["ingest", note, *INTO], "init": ["init", "--no-starter"]}
    before = files(ready)
    with read_only(ready):
        one_line(kb(*arguments.get(command, [command]), home=ready))
    assert files(ready) == before


@pytest.mark.parametrize("command", ["sync", "ingest", "init"])
def test_a_locked_database_is_named(ready: Path, note: Path, command: str) -> None:
    """After the time that is set, not after minutes."""
    arguments = {"ingest": ["ingest", note, *INTO], "init": ["init", "--no-starter"]}
    blocker = sqlite3.connect(ready / "kb.sqlite3", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    done = kb(*arguments.get(command, [command]), home=ready, KB_DATABASE_TIMEOUT="0.3")
    blocker.close()
    one_line(done, "locked by another process", "Wait for it")


@pytest.mark.parametrize("command", ["sync", "doctor", "init"])
@pytest.mark.parametrize("damage", ["text", "half"])
def test_a_damaged_database_is_named(ready: Path, command: str, damage: str) -> None:
    """With both ways out; the library's files are not touched."""
    path = ready / "kb.sqlite3"
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    data = path.read_bytes()
    path.write_bytes(b"text" * 5000 if damage == "text" else data[:4096] + b"\xff" * len(data))
    before = files(ready)
    arguments = ["init", "--no-starter"] if command == "init" else [command]
    one_line(kb(*arguments, home=ready), "damaged", "kb restore", "kb init")
    assert files(ready) == before


@pytest.mark.parametrize(
    "command",
    [["sync"], ["doctor"], ["reindex"], ["backup", "b.zip"], ["export", "out"],
     ["ingest", "README.md", *INTO], ["search", "x"]],
)  # fmt: skip
def test_a_missing_home_is_sent_to_init(tmp_path: Path, command: list[str]) -> None:
    """And none is made by mistake."""
    one_line(kb(*command, home=tmp_path / "none"), "Run `kb init`")
    assert not (tmp_path / "none").exists()


def test_a_home_without_its_database_is_sent_to_init(ready: Path) -> None:
    """The files are there: nothing is lost."""
    for path in ready.glob("kb.sqlite3*"):
        path.unlink()
    one_line(kb("sync", home=ready), "no database yet", "kb init")


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"KB_DATABASE_URL": "postgresql+psycopg://u:secret@127.0.0.1:1/n"}, "cannot be reached"),
        ({"KB_DATABASE_URL": "nonsense"}, "KB_DATABASE_URL"),
        ({"KB_PORT": "many"}, "KB_PORT"),
    ],
)
def test_a_wrong_setting_is_named(ready: Path, variables: dict[str, str], words: str) -> None:
    """Without repeating a password."""
    done = kb("sync", home=ready, **variables)
    one_line(done, words, code=1 if "reached" in words else 2)
    assert "secret" not in done.err


def test_a_backup_that_is_none_restores_nothing(tmp_path: Path) -> None:
    """The new home stays empty."""
    (tmp_path / "b.zip").write_bytes(b"no backup")
    one_line(kb("restore", tmp_path / "b.zip", home=tmp_path / "new"), "damaged", "another backup")
    assert list((tmp_path / "new").iterdir()) == []
