"""A desk at which exports of the fake platform are imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ingest.threads.fake_export import ImportDesk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.instance import Instance


@pytest.fixture
def import_desk(library: Instance, tmp_path: Path) -> ImportDesk:
    """An empty export beside an instance with one hub."""
    (tmp_path / "export").mkdir()
    return ImportDesk(library, tmp_path / "export")
