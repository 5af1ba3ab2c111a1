"""The starter library: copied into a new home, and kept up to date where nobody has touched it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import HomeFault
from kb.files import sha256_of, write_atomic
from kb.home import GLOSSARY

if TYPE_CHECKING:
    from kb.home import Home

STARTER = Path(__file__).resolve().parent.parent / "content"


@dataclass
class StarterReport:
    """Paths relative to the content folder."""

    installed: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def install_starter(home: Home, starter: Path = STARTER) -> StarterReport:
    """Copy starter files that are new, and renew those that still are as installed.

    A file that somebody has changed stays as it is; one that somebody has deleted stays deleted:
    `starter.json` in the home remembers what was installed.
    """
    report = StarterReport()
    with home.locked_library():
        installed = _remembered(home)
        for source in sorted([*starter.rglob("*.md"), *starter.glob(GLOSSARY)]):
            path = source.relative_to(starter).as_posix()
            fresh = sha256_of(source)
            target = home.content / path
            here = sha256_of(target) if target.exists() else None
            if path not in installed and here is None:
                write_atomic(target, source.read_bytes())
                report.installed.append(path)
            elif here is not None and here == installed.get(path) and here != fresh:
                write_atomic(target, source.read_bytes())
                report.updated.append(path)
            else:
                if here not in (None, fresh):
                    report.kept.append(path)
                if path in installed or here != fresh:
                    continue
            installed[path] = fresh
        write_atomic(home.starter, json.dumps(installed, indent=1, sort_keys=True) + "\n")
    return report


def _remembered(home: Home) -> dict[str, str]:
    if not home.starter.exists():
        return {}
    try:
        return dict(json.loads(home.starter.read_text()))
    except (ValueError, TypeError) as error:
        raise HomeFault(
            f"{home.starter} is damaged",
            "Delete it: starter documents that were deleted come back, edited ones stay.",
        ) from error
