"""What is known of a Discourse forum beside its topics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping
    from pathlib import Path

    from ingest.threads.base import ImportOptions
    from ingest.threads.platforms.discourse.categories import Category

__all__ = ["Forum"]


@dataclass
class Forum:
    """What is known of a forum when all its files are read."""

    options: ImportOptions
    files: Mapping[str, Path]
    categories: dict[str, Category]
    hosts: Counter[str]

    @property
    def host(self) -> str:
        """Where most of its topics are."""
        return self.hosts.most_common(1)[0][0] if self.hosts else ""
