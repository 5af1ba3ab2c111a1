"""Which files belong to an instance, so that backup and export agree on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import HomeFault
from kb.files import TEMPORARY_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.home import Home


def owned_files(home: Home) -> Iterator[tuple[str, Path]]:
    """Every file that belongs to the instance, with its name relative to the home, sorted.

    Raises:
        HomeFault: a file's name is not UTF-8, which neither a zip file nor JSON can hold.
    """
    for folder in (home.content, home.originals):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(TEMPORARY_PREFIX):
                yield _name(home, path), path
    if home.starter.exists():
        yield home.starter.name, home.starter


def secret_files(home: Home) -> Iterator[tuple[str, Path]]:
    """What belongs to the instance and to nobody else: in backups, never in exports."""
    if home.people_key.exists():
        yield home.people_key.name, home.people_key


def _name(home: Home, path: Path) -> str:
    name = path.relative_to(home.root).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise HomeFault(f"The name of {name!r} is not UTF-8", "Rename that file.") from error
    return name
