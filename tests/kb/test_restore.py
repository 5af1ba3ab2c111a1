"""Restore: whole or not at all, and safe against strangers' files."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from kb.backup import back_up
from kb.errors import HomeFault, UsageFault
from kb.home import Home
from kb.restore import restore
from tests.kb.backups import files_of, restored, rewritten, with_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.instance import Instance
    from tests.postgres_server import PostgresServer


@pytest.mark.postgres
def test_a_failed_restore_leaves_the_server_empty(
    filled: Instance, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """A damaged backup fills neither home nor database, so that a good one can follow."""
    back_up(filled.home, filled.database, tmp_path / "good.zip")
    bad = rewritten(tmp_path / "good.zip", "tables/hubs.jsonl", lambda data: data + b"\n")
    with postgres_server.database() as url:
        with pytest.raises(HomeFault, match="damaged"):
            restored(tmp_path, bad, url)
        _, database = restored(tmp_path, tmp_path / "good.zip", url)
        with pytest.raises(UsageFault, match="database is not empty"):
            restored(tmp_path / "second", tmp_path / "good.zip", url)
        database.close()


def refused(tmp_path: Path, backup: Path, match: str) -> None:
    """Restoring says why not in one line, and there is no home afterwards."""
    target = tmp_path / "restored"
    with pytest.raises(HomeFault, match=match) as caught:
        restore(backup, Home(target))
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    assert not target.exists() or list(target.iterdir()) == []


@pytest.mark.parametrize("share", [0, 0.02, 0.5, 0.95, 0.9999])
def test_a_backup_that_was_cut_off_is_refused(backup: Path, tmp_path: Path, share: float) -> None:
    """Wherever the copy ended, nothing is restored."""
    data = backup.read_bytes()
    backup.write_bytes(data[: int(len(data) * share)])
    refused(tmp_path, backup, "damaged")


def test_a_flipped_byte_is_found_or_harmless(
    filled: Instance, backup: Path, tmp_path: Path
) -> None:
    """One bad byte anywhere: refused, or, where it says nothing, an identical home."""
    good = backup.read_bytes()
    found = 0
    for place in range(7, len(good), len(good) // 24):
        data = bytearray(good)
        data[place] ^= 0xFF
        backup.write_bytes(data)
        home = Home(tmp_path / str(place))
        try:
            restore(backup, home)
        except HomeFault:
            found += 1
        else:
            assert files_of(home) == files_of(filled.home)
    assert found > 8


@pytest.mark.parametrize(
    "name",
    ["content/../../evil", "/etc/evil", "../evil", "index/evil.pickle", "content/../../../x",
     "kb.sqlite3", "originals/../index/x", "", ".", "locks/x"],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    """A backup writes below content and originals and nowhere else."""
    refused(tmp_path, with_manifest(backup, files={name: "0" * 64}), "damaged")
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"format": 99}, "format 99"),
        ({"revision": "9999"}, "newer version"),
        ({"revision": None}, "newer version"),
        ({"files": ["content/a"]}, "damaged"),
        ({"files": {"content/none.md": "0" * 64}}, "damaged"),
        ({"files": None}, "damaged"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(
    backup: Path, tmp_path: Path, changes: dict[str, Any], match: str
) -> None:
    """Of another format, another version, or of nothing at all."""
    refused(tmp_path, with_manifest(backup, **changes), match)


def test_rows_that_fit_no_table_are_refused(backup: Path, tmp_path: Path) -> None:
    """Even with a right hash: a stranger can compute one."""
    for data in (b'{"nosuch": 1}\n', b'{"id": "h"}\n', b"[1]\n", b"{\n"):
        manifest = json.loads(zipfile.ZipFile(backup).read("manifest.json"))
        manifest["files"]["tables/hubs.jsonl"] = hashlib.sha256(data).hexdigest()
        changed = rewritten(backup, "tables/hubs.jsonl", lambda _old, data=data: data)
        changed = changed.rename(tmp_path / "rows.zip")
        refused(tmp_path, with_manifest(changed, files=manifest["files"]), "damaged")


def test_only_an_empty_folder_is_restored_into(backup: Path, tmp_path: Path) -> None:
    """What is there is never mixed with a backup; what a killed restore left does not count."""
    target = tmp_path / "restored"
    target.mkdir()
    (target / "mine").touch()
    with pytest.raises(UsageFault, match="not empty"):
        restore(backup, Home(target))
    (target / "mine").unlink()
    (target / ".wellspring-x.tmp").mkdir()
    restore(backup, Home(target))
    assert not (target / ".wellspring-x.tmp").exists()
    with pytest.raises(UsageFault, match="no file"):
        restore(tmp_path / "none.zip", Home(tmp_path / "other"))
    (tmp_path / "file").touch()
    with pytest.raises(HomeFault):
        restore(backup, Home(tmp_path / "file"))
