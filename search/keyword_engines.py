"""The keyword engines there are, imported only when used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.keyword_index import KeywordEngine

DEFAULT = "whoosh"
_ENGINES = {"whoosh": ("search.whoosh_index", "WhooshEngine")}


def keyword_engine(name: str = DEFAULT) -> KeywordEngine:
    """The engine of that name.

    Raises:
        KeyError: there is none.
    """
    module, attribute = _ENGINES[name]
    engine: KeywordEngine = getattr(importlib.import_module(module), attribute)()
    return engine
