"""A small library with an index, made in a temporary home."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from kb.db import Database
from search.answerer import Answerer
from search.fakes import HashingEmbedder
from search.indexer import Indexer
from search.searcher import Searcher
from tests.instance import Instance

if TYPE_CHECKING:
    from kb.home import Home


@dataclass
class Searchable(Instance):
    """An instance with everything search needs, and a model that needs no files."""

    embedder: HashingEmbedder = field(default_factory=HashingEmbedder)

    def add(self, identity: str, body: str, **fields: object) -> None:
        """Write a document; ``fields`` go into its front matter."""
        known = {"kind": "guide", "title": identity} | fields
        self.document(identity, body=body, **known)

    def remove(self, identity: str) -> None:
        """Delete a document's file."""
        next(self.home.content.rglob(f"{identity}.md")).unlink()

    def catalogue(self) -> None:
        """Bring the catalogue in step with the files."""
        assert self.sync().problems == []

    @property
    def indexer(self) -> Indexer:
        """A new indexer."""
        return Indexer(self.home, self.library, self.database, self.embedder)

    def index(self) -> Searchable:
        """Catalogue and index."""
        self.catalogue()
        self.indexer.sync()
        return self

    @property
    def searcher(self) -> Searcher:
        """A new searcher."""
        return Searcher(self.home, self.database, self.embedder)

    @property
    def answerer(self) -> Answerer:
        """A new answerer."""
        return Answerer(self.searcher)

    def found(self, query: str, **options: object) -> list[str]:
        """Ids of the documents a query finds, best first."""
        results = self.searcher.search(query, **options)  # type: ignore[arg-type]
        return [hit.document.id for hit in results.hits]


@pytest.fixture
def instance(home: Home) -> Searchable:
    """An instance with two hubs and no documents."""
    database = Database(f"sqlite:///{home.database}")
    database.upgrade()
    made = Searchable(home, database)
    made.hub("water-distribution", title="Water Distribution")
    made.hub("sanitation", title="Sanitation")
    return made


@pytest.fixture
def waterworks(instance: Searchable) -> Searchable:
    """A few documents in three languages, indexed."""
    instance.add(
        "night-flow",
        "<!-- page: 1 -->\n# Leakage\n\nMeasure the minimum night flow between two and four in"
        " the morning, when customers sleep.\n\n<!-- page: 2 -->\n## Districts\n\nA district"
        " metered area has one inlet meter. Close the boundary valves first.",
        title="Minimum night flow",
        country="KE",
        published="2019-05-01",
        tags="[leakage, dma]",
    )
    instance.add(
        "pump-repair",
        "# Pumps\n\nReplace the bearing of a centrifugal pump when it grows hot. A 4-inch pump"
        " delivers 40 m3/day.\n\n| Size | Yield |\n|---|---|\n| 4-inch | 40 m3/day |\n",
        title="Repairing pumps",
        kind="factsheet",
        country="UG",
        published="2021-02-03",
        verified="{by: Ann, on: 2021-03-01}",
    )
    instance.add(
        "lutte-fuites",
        "# Fuites\n\nLa détection des fuites sur le réseau réduit l'eau non facturée.",
        title="Lutte contre les fuites",
        language="fr",
        published="2019-01-01",
    )
    instance.add(
        "latrines",
        "# Emptying\n\nPit latrines are emptied with a vacuum truck, and the sludge is treated.",
        title="Emptying pit latrines",
        hub="sanitation",
        also="[water-distribution]",
    )
    return instance.index()
