"""The composition root: every part of an instance, made once and handed to commands and pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.db import Database
from kb.home import Home
from kb.library import GlossaryFile, Library

if TYPE_CHECKING:
    from kb.settings import Settings
    from search.answerer import Answerer
    from search.embedder import Embedder
    from search.indexer import Indexer
    from search.reranker import Reranker
    from search.searcher import Searcher
    from search.summarised_answerer import SummarisedAnswerer


@dataclass(frozen=True)
class Services:
    """One instance's parts. Heavy ones are made when first used, so that ``kb`` starts fast."""

    settings: Settings
    home: Home
    library: Library
    database: Database

    @classmethod
    def of(cls, settings: Settings) -> Services:
        """Wire the parts together without touching disk or database."""
        home = Home(settings.home.absolute())
        return cls(settings, home, Library(home.content), Database.of(settings))

    @classmethod
    def open(cls, settings: Settings) -> Services:
        """Wire the parts together and check that the home is one and its schema is current.

        Raises:
            HomeFault: no home folder there.
            DatabaseFault: no database, or one of another version.
        """
        services = cls.of(settings)
        services.home.require()
        services.database.require_current()
        return services

    @cached_property
    def glossary(self) -> GlossaryFile:
        """The terms of the field, read again when the file changes."""
        return GlossaryFile(self.home.glossary)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model for every language, loaded at its first text."""
        from search.embedding import embedder_of
        from search.model_files import ModelSource

        return embedder_of(ModelSource.of(self.settings), self.settings)

    @cached_property
    def english_embedder(self) -> Embedder | None:
        """The second model, for English, loaded at its first text; ``None`` where there is none."""
        from search.embedding import embedder_of
        from search.model_files import ModelSource

        source = ModelSource.english(self.settings)
        return embedder_of(source, self.settings) if source else None

    @property
    def model_loaded(self) -> bool:
        """Whether the embedding model is in memory already; loads nothing."""
        return "embedder" in self.__dict__ and self.embedder.loaded

    @cached_property
    def indexer(self) -> Indexer:
        """Writes the index."""
        from search.indexer import Indexer

        return Indexer(
            self.home,
            self.library,
            self.database,
            self.embedder,
            english=self.english_embedder,
            keyword=self.settings.keyword_engine,
        )

    @property
    def _reranker(self) -> Reranker | None:
        from search.cross_encoder import CrossEncoderReranker

        name = self.settings.rerank_model
        return CrossEncoderReranker(name) if name else None

    @cached_property
    def searcher(self) -> Searcher:
        """Reads the index."""
        from search.searcher import Searcher

        return Searcher(
            self.home,
            self.database,
            self.embedder,
            english=self.english_embedder,
            glossary=self.glossary.usable,
            reranker=self._reranker,
        )

    @cached_property
    def answerer(self) -> Answerer:
        """Quotes what the searcher finds."""
        from search.answerer import Answerer

        return Answerer(self.searcher)

    @cached_property
    def summarised(self) -> SummarisedAnswerer | None:
        """The answerer with a language model's summary besides; ``None`` where none is set."""
        if not self.settings.summary_url:
            return None
        from search.chat_endpoint import ChatEndpoint
        from search.summarised_answerer import SummarisedAnswerer

        endpoint = ChatEndpoint.of(self.settings)
        return SummarisedAnswerer(self.answerer, endpoint, self.embedder)
