"""A library with something of everything, and its backup."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from kb.backup import back_up
from kb.models import IngestedFile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.instance import Instance


@pytest.fixture
def filled(library: Instance) -> Instance:
    """A library with documents, an original, hidden files and remembered failures."""
    library.document("a", tags="[ü, 'two words']", published="2023-05-22")
    library.document("b", also="[water-distribution]", summary="Short.", illustrative="All.")
    library.reading_list("l", {"b": 5, "a": 7}, published="2026-11-21")
    library.write(".git/config", "[core]\n")
    library.write("odd \\ name & käse.txt", b"\xff\x00")
    (library.home.originals / f"{'a' * 64}.pdf").write_bytes(b"%PDF" * 50_000)
    library.home.starter.write_text("{}\n")
    library.sync()
    with library.database.writing() as session:
        for n in range(3):
            session.add(
                IngestedFile(
                    path=f"/in/{n}.pdf", sha256=str(n), fingerprint="f", outcome="failed",
                    reason="broken", at=datetime(2026, 11, n + 1, tzinfo=UTC),
                )
            )  # fmt: skip
    return library


@pytest.fixture
def backup(filled: Instance, tmp_path: Path) -> Path:
    """A good backup."""
    back_up(filled.home, filled.database, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"
