"""SIGKILL at any moment of ingest and sync loses nothing and doubles nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.reliability import kills

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("KILLS", "4"))


@pytest.mark.slow
@pytest.mark.timeout(120 + 120 * KILLS)
def test_nothing_is_lost_or_doubled_by_kills(tmp_path: Path) -> None:
    """After each kill the next sync ends with what an undisturbed run gives, and all is well."""
    inbox = tmp_path / "inbox"
    for n in range(8):
        path = inbox / f"{n % 3}" / ("notes.txt" if n < 3 else f"notes-{n}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# Valve {n}\n\n" + f"Valve {n} is turned every {n + 2} months. " * 40)
    (inbox / "broken.docx").write_bytes(b"PK\x03\x04 no document")
    trials = kills.run([inbox], KILLS, seed=KILLS)
    assert len(trials.whole.documents) == 8
    assert trials.faults == []
    assert len(trials.said) == KILLS
