"""House sizes: files and functions that fit a reader's head."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGES = ("kb", "ingest", "search", "web")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LARGEST_MEDIAN = 80


def files(*folders: str) -> list[Path]:
    """Python files below these folders; migrations, which are history, left out."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "versions" not in path.parts)


def lines_of(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and lines, decorators and docstring left out, of each function in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            signature = node.body[0].lineno - node.lineno
            length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield f"{path.relative_to(ROOT)}:{node.name}", signature + length


def test_no_file_is_long() -> None:
    """Code and tests: nothing over 300 lines."""
    long = {
        str(path.relative_to(ROOT)): lines_of(path)
        for path in files(*PACKAGES, "tests")
        if lines_of(path) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_long() -> None:
    """Code and tests: no function over 40 lines."""
    long = {
        name: length
        for path in files(*PACKAGES, "tests")
        for name, length in functions(path)
        if length > LONGEST_FUNCTION
    }
    assert long == {}


def test_half_of_the_files_are_short() -> None:
    """The median file of the packages, empty ones left out, has at most 80 lines."""
    sizes = [lines_of(path) for path in files(*PACKAGES) if lines_of(path) > 1]
    assert statistics.median(sizes) <= LARGEST_MEDIAN
