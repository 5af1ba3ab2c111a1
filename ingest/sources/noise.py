"""What file managers and office programs write beside people's documents."""

from __future__ import annotations

_NAMES = {"thumbs.db", "desktop.ini", "__macosx"}


def is_noise(name: str) -> bool:
    """Whether a file or folder is a program's own: hidden, lock and preview files."""
    return name.startswith((".", "~$")) or name.lower() in _NAMES
