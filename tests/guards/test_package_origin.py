"""The packages' names are generic: make sure that it is ours that are imported."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["kb", "ingest", "search", "web"])
def test_a_package_is_the_one_in_this_repository(name: str) -> None:
    """``kb`` and the others come from here, not from something installed under the same name."""
    assert importlib.import_module(name).__file__ == str(ROOT / name / "__init__.py")
