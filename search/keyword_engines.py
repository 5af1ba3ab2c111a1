"""The keyword engines there are, imported only when used, and which of them fits a library."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from search.keyword_index import ANALYSIS

if TYPE_CHECKING:
    from search.keyword_index import KeywordEngine

AUTO = "auto"
# Passages above which tantivy is taken. There 95 of 100 questions take Whoosh at most 15 ms of a
# processor, with twice as many passages 40; docs/dependencies.md has the figures.
LARGE = 5_000
_ENGINES = {
    "whoosh": ("search.whoosh_index", "WhooshEngine"),
    "tantivy": ("search.tantivy_index", "TantivyEngine"),
}


def keyword_engine(name: str) -> KeywordEngine:
    """The engine of that name, whatever version of its analysis is named with it.

    Raises:
        KeyError: there is none.
    """
    module, attribute = _ENGINES[name.partition("/")[0]]
    engine: KeywordEngine = getattr(importlib.import_module(module), attribute)()
    return engine


def engine_for(setting: str, passages: int, current: str | None = None) -> str:
    """The name of the engine to index with.

    A library that grows is rebuilt once, at `LARGE` passages; it must shrink to half of that to go
    back, so that one at the border is not rebuilt time and again.

    Args:
        setting: an engine's name, or ``auto`` to choose by size.
        passages: how many the index is to hold.
        current: the engine of the index that serves, if there is one.
    """
    if setting != AUTO:
        return setting
    most = LARGE // 2 if current == "tantivy" else LARGE
    return "tantivy" if passages > most else "whoosh"


def with_analysis(setting: str, passages: int, current: str | None) -> str:
    """As `engine_for`, with the version of the analysis, as a manifest names an engine."""
    name = engine_for(setting, passages, current.partition("/")[0] if current else None)
    return f"{name}/{ANALYSIS}"
