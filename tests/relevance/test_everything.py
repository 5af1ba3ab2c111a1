"""The table of `make relevance`: what goes into it and where it is put."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import pytest

from tests.relevance.everything import (
    BEGIN,
    END,
    EXPECTED,
    PAGE,
    known_table,
    left_out,
    machine,
    written,
)
from tests.relevance.measures import Finding, Question

if TYPE_CHECKING:
    from pathlib import Path


def test_only_what_is_between_the_markers_is_replaced() -> None:
    """Twice gives what once gives, and what people wrote around it stays."""
    page = f"# Relevance\n\n{BEGIN}\nold\n{END}\n\nTried.\n"
    once = written(page, "| new |")
    assert once == f"# Relevance\n\n{BEGIN}\n\n| new |\n\n{END}\n\nTried.\n"
    assert written(once, "| new |") == once


@pytest.mark.parametrize("page", ["", BEGIN, END, f"{END}{BEGIN}"])
def test_a_page_without_markers_is_not_written(page: str) -> None:
    """Better no table than a page that is lost."""
    with pytest.raises(ValueError, match="has no"):
        written(page, "x")


def test_the_documentation_has_its_place() -> None:
    """The page that `make relevance` writes to has the markers."""
    page = PAGE.read_text("utf-8")
    between = page[page.index(BEGIN) + len(BEGIN) : page.index(END)].strip()
    assert written(page, between).count(BEGIN) == 1


def test_what_is_not_here_is_named(tmp_path: Path) -> None:
    """Each expected set that is absent, and the samples."""
    for name in EXPECTED[1:]:
        (tmp_path / name).mkdir()
    assert left_out(tmp_path, tmp_path) == [EXPECTED[0]]
    assert left_out(tmp_path, tmp_path / "none") == [EXPECTED[0], "samples"]


def test_the_machine_is_described_and_not_named() -> None:
    """Cores and memory are in it, its host name is not."""
    assert " cores, " in machine()
    assert " GiB, Python 3." in machine()
    assert platform.node() not in machine()


def test_known_items_are_a_row_for_each_mode() -> None:
    """Found at places 1 and 2: hit@1 .5, hit@5 1, MRR .75."""
    asked = Question("q1", "?", "a.pdf", (), (), "en", False, "p. 1")
    right = frozenset({"right"})
    findings = [Finding(asked, ("right",), right), Finding(asked, ("x", "right"), right)]
    rows = known_table([("few", dict.fromkeys(("keyword", "vector", "hybrid"), findings))])
    assert "| few         | 2         | hybrid  | 0.500 | 1.000 | 0.750  |" in rows.splitlines()
