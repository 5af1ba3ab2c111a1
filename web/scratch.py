"""An instance for measuring: a home of its own, the real models, and vectors kept between runs."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.files import home_fault
from kb.home import GLOSSARY
from kb.starter import STARTER
from search.evaluation.caching import CachingEmbedder
from search.evaluation.vector_cache import VectorCache
from search.onnx_folder import FORMAT
from web.services import Services

if TYPE_CHECKING:
    from pathlib import Path

    from kb.settings import Settings
    from search.embedder import Embedder

# Beside a model's fingerprint these change its vectors.
_MAKING = ("query_prompt", "passage_prompt", "embed_")
_NOT_MAKING = "embed_threads"


@dataclass(frozen=True)
class ScratchServices(Services):
    """The parts of an instance in another folder, with an embedder that remembers.

    Attributes:
        real: the instance of the settings, whose models are used.
        cache: where vectors are kept.
    """

    real: Services
    cache: VectorCache

    @classmethod
    def beside(cls, real: Services, home: Path, cache: VectorCache) -> ScratchServices:
        """An instance in a folder, with SQLite and the glossary that is shipped, and nothing else.

        Raises:
            HomeFault: the folder cannot be written.
        """
        changes = {"home": home, "database_url": ""}
        made = Services.of(real.settings.model_copy(update=changes))
        made.home.create()
        if (STARTER / GLOSSARY).exists():
            try:
                shutil.copyfile(STARTER / GLOSSARY, made.home.content / GLOSSARY)
            except OSError as error:
                raise home_fault(error, "Copying the glossary") from error
        return cls(made.settings, made.home, made.library, made.database, real, cache)

    @cached_property
    def embedder(self) -> Embedder:
        """The real instance's model for every language, through the cache."""
        return self._cached(self.real.embedder)

    @cached_property
    def english_embedder(self) -> Embedder | None:
        """The same of its second model, where there is one."""
        found = self.real.english_embedder
        return None if found is None else self._cached(found)

    def _cached(self, embedder: Embedder) -> Embedder:
        return CachingEmbedder(embedder, self.cache, made_by=_making(self.settings))


def _making(settings: Settings) -> str:
    """What changes the vector that a model gives a text: settings, and how exports are written."""
    values = settings.model_dump(mode="json", exclude={_NOT_MAKING}) | {"embed_format": FORMAT}
    return json.dumps({name: values[name] for name in sorted(values) if name.startswith(_MAKING)})
