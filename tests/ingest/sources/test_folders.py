"""Files and folders as sources."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.sources import SourceItem, source_of
from ingest.sources.noise import is_noise
from kb.errors import UsageFault


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder."""
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def found(path: Path) -> list[SourceItem]:
    """What a source yields."""
    scratch = path.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    return list(source_of(path).items(scratch))


def test_a_folder_yields_its_files_in_order(inbox: Path) -> None:
    """Those of a folder before those of its subfolders, each once, with absolute keys."""
    for name in ("b.pdf", "a.pdf", "sub/c.pdf", "sub/deep/d.pdf"):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).touch()
    items = found(inbox)
    assert [item.name for item in items] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert [item.path for item in items] == [Path(item.key) for item in items]


@pytest.mark.parametrize(
    ("name", "noise"),
    [(".DS_Store", True), ("Thumbs.db", True), ("~$report.docx", True), ("__MACOSX", True),
     (".git", True), ("desktop.ini", True), ("report.docx", False), ("~notes.txt", False)],
)  # fmt: skip
def test_what_programs_leave_is_noise(inbox: Path, name: str, noise: bool) -> None:
    """As a file and as a folder, it is not even mentioned."""
    (inbox / name).touch()
    (inbox / "sub" / name).mkdir(parents=True)
    (inbox / "sub" / name / "inside.txt").touch()
    assert is_noise(name) is noise
    assert [item.name for item in found(inbox)] == ([] if noise else [name, "inside.txt"])


def test_links_are_followed_inside_the_folder_only(inbox: Path) -> None:
    """A link out of it, to nothing, or to a folder is named and skipped."""
    (inbox.parent / "secret.txt").write_text("x")
    (inbox.parent / "other").mkdir()
    (inbox / "real.txt").write_text("x")
    (inbox / "inside.txt").symlink_to("real.txt")
    (inbox / "nothing.txt").symlink_to("none.txt")
    (inbox / "out.txt").symlink_to(inbox.parent / "secret.txt")
    (inbox / "sub").symlink_to(inbox.parent / "other")
    items = {item.name: item for item in found(inbox)}
    refusals = {name: item.refusal for name, item in items.items() if item.path is None}
    assert refusals == {
        "nothing.txt": "a link to nothing",
        "out.txt": "a link out of the folder",
        "sub": "a link to a folder",
    }
    assert all(items[name].outcome == "skipped" for name in refusals)
    assert all(items[name].remedy for name in refusals)


def test_a_pipe_is_not_opened(inbox: Path) -> None:
    """What is no regular file is named, and nobody waits for it."""
    os.mkfifo(inbox / "pipe.pdf")
    [item] = found(inbox)
    assert (item.path, item.refusal) == (None, "not a regular file")


def test_names_of_any_bytes_are_made_readable(inbox: Path) -> None:
    """What cannot be stored as text is shown as far as it can be; the bytes are still read."""
    (inbox / b"caf\xe9.txt".decode(errors="surrogateescape")).write_text("x")
    (inbox / "bell\x07.txt").write_text("y")
    items = found(inbox)
    assert [item.name for item in items] == ["bell.txt", "caf\ufffd.txt"]
    assert [item.path.read_text() for item in items if item.path] == ["y", "x"]


def test_a_single_file_is_taken_as_it_is(inbox: Path) -> None:
    """Even one that would be noise in a folder: somebody named it."""
    (inbox / ".hidden.txt").touch()
    [item] = found(inbox / ".hidden.txt")
    assert item.path == inbox / ".hidden.txt"


def test_nothing_there_is_wrong_usage(tmp_path: Path) -> None:
    """The name is repeated so that the typing error shows."""
    with pytest.raises(UsageFault, match=r"no file or folder typo\.pdf"):
        source_of(tmp_path / "typo.pdf")


def test_a_relative_path_is_remembered_as_an_absolute_one(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the same file is known from another folder."""
    (inbox / "a.txt").touch()
    monkeypatch.chdir(inbox)
    [item] = list(source_of(Path("a.txt")).items(inbox))
    assert item.key == str(inbox / "a.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_closed_folder_is_named(inbox: Path) -> None:
    """Rather than taken for an empty one."""
    (inbox / "closed").mkdir(mode=0)
    [item] = found(inbox)
    assert "cannot be read" in item.refusal
