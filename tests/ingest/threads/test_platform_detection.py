"""Which importer claims an export: its own and no other."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.threads.importers import IMPORTERS, importer
from tests.ingest.threads.mail.letters import box, letter
from tests.ingest.threads.reading import put, recognised

SAMPLES = Path(__file__).parents[4] / "shared/samples/discussions"
FOLDERS = {
    "discourse": "discourse", "mbox": "mbox", "stackexchange": "stackexchange",
    "perceval/askbot": "askbot", "perceval/discourse": "discourse", "perceval/groupsio": "mbox",
    "perceval/hyperkitty": "mbox", "perceval/mattermost": "mattermost", "perceval/mbox": "mbox",
    "perceval/nntp": "mbox", "perceval/pipermail": "mbox", "perceval/rocketchat": "rocketchat",
    "perceval/slack": "slack", "perceval/stackexchange": "stackexchange",
    "perceval/telegram": "telegram",
}  # fmt: skip


def claims(path: Path, scratch: Path) -> set[str]:
    """Names of the importers that recognise an export at all."""
    return {name for name in IMPORTERS if recognised(importer(name), path, scratch) > 0}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not here")
@pytest.mark.parametrize(("folder", "platform"), FOLDERS.items())
def test_each_sample_is_claimed_by_its_own_importer(folder, platform, tmp_path):
    """Real exports of eight platforms, none of them taken for one of another."""
    assert claims(SAMPLES / folder, tmp_path / "scratch") == {platform}


def test_a_folder_of_nothing_but_groups_io_archives_is_mail(tmp_path):
    """The zips are as they were downloaded, a mailbox in each; a damaged one says nothing."""
    folder = put(tmp_path / "export", {"broken.zip": b"PK\x03\x04 no zip"})
    for name in ("pumps", "water"):
        with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
            archive.writestr(f"{name}/", "")
            archive.writestr("messages.mbox", box(letter(1)))
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("empty.txt", "")
    assert claims(folder, tmp_path / "scratch") == {"mbox"}
    assert claims(put(tmp_path / "other", {"a.zip": (tmp_path / "other.zip").read_bytes()}),
                  tmp_path / "scratch") == set()  # fmt: skip
