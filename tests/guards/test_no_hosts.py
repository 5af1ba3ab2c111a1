"""What is committed names no package registry and no place on anybody's machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "registry." + "npm")
OPTIONS = re.compile(
    r"^\s*(--(extra-)?index-url|-i|--find-links|-f|--trusted-host)\b", re.MULTILINE
)
PLACES = re.compile(r"(?<![\w.])/(home|Users|root|work|opt|mnt)/\w")


def committed() -> list[Path]:
    """Text files that git tracks or would add; every file where git is not there."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git repository: nothing says what would be committed")
    paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    """A file's text, empty where it is none."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_registry_is_named() -> None:
    """Which registry pip asks is the machine's configuration: no file names one's host."""
    found = [f"{path}: {host}" for path in committed() for host in HOSTS if host in text_of(path)]
    assert found == []


def test_lock_files_hold_exact_versions_and_nothing_else() -> None:
    """Every line of a lock is ``name==version``: no address, no local build, no range."""
    for path in (ROOT / "requirements.lock", ROOT / "requirements-dev.lock"):
        text = path.read_text("utf-8")
        lines = [line.split("#")[0].strip() for line in text.splitlines()]
        wrong = [line for line in lines if line and not re.fullmatch(r"[\w.-]+==[\w.!]+", line)]
        assert wrong == []
        assert not OPTIONS.search(text)


def test_no_place_on_a_machine_is_named() -> None:
    """No file holds an absolute path below a home or a workplace folder."""
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in committed()
        for match in PLACES.finditer(text_of(path))
    }
    assert found == set()
