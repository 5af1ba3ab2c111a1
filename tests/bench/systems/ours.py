"""Wellspring as its commands wire it: the settings are those of the environment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb.catalogue import sync_catalogue
from kb.settings import Settings
from search.searcher import NOTHING
from tests.bench.systems.protocol import HITS, NEW
from web.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.bench.corpus import BenchDocument
    from tests.bench.inputs import Inputs

HUB = "measured"


class Ours:
    """An instance whose home is ``KB_HOME``: its library is there, its catalogue current."""

    def __init__(self, folder: Path, model: Path) -> None:
        """Nothing is loaded yet; ``folder`` is the home, the settings know the model."""
        self.index = folder / "index"

    def prepare(self, inputs: Inputs) -> None:
        """Read texts and vectors; what an earlier run has added goes."""
        from tests.bench.inputs import ENGLISH, MAIN
        from tests.bench.vectors import KnownServices

        real = Services.open(Settings.load())
        for path in (real.home.content / HUB / "guide").glob(f"{NEW}*.md"):
            path.unlink()
        sync_catalogue(real.database, real.library, real.home)
        parts = (real.settings, real.home, real.library, real.database, real)
        vectors = (inputs.vectors(MAIN), inputs.vectors(ENGLISH))
        self._writer: Services = KnownServices(*parts, inputs.passages()[1], *vectors)

    def build(self) -> None:
        """Read the library's files, cut them, keep passages and vectors, build the index.

        Raises:
            ValueError: the indexer cut a document otherwise than `tests.bench.corpus`.
        """
        self._writer.indexer.sync()
        for embedder in (self._writer.embedder, self._writer.english_embedder):
            if unknown := getattr(embedder, "asked", 0):
                raise ValueError(f"{unknown} passages are not those whose vectors are known")

    def open(self, *, writing: bool = False) -> None:
        """A reader; with ``writing`` an indexer too, which shares nothing with it but the disk."""
        self._reader = Services.open(Settings.load())
        if writing:
            self._writer = Services.open(Settings.load())

    @property
    def ways(self) -> Mapping[str, Callable[[str], Sequence[str]]]:
        """Hits alone, and hits with their excerpts and facets as a page of results has them."""
        return {"find": self._find, "search": self._search}

    def hand_over(self, identity: str, text: str) -> None:
        """Write the file and bring the catalogue in step."""
        write_document(self._writer, identity, identity, "en", f"{text}\n")
        services = self._writer
        sync_catalogue(services.database, services.library, services.home)

    def add(self, identity: str, text: str) -> None:
        """What `kb sync` does once the catalogue is current."""
        self._writer.indexer.sync()

    def _find(self, question: str) -> Sequence[str]:
        searcher = self._reader.searcher
        with searcher.reading() as session:
            found = searcher.find(session, question, NOTHING, "hybrid")
        return [group.document_id for group in found.groups[:HITS]]

    def _search(self, question: str) -> Sequence[str]:
        found = self._reader.searcher.search(question, limit=HITS)
        return [hit.document.id for hit in found.hits]


def write_library(services: Services, documents: Sequence[BenchDocument]) -> None:
    """Make a home whose library is these documents, catalogued.

    Raises:
        KbError: one of them is none.
    """
    services.home.create()
    services.database.upgrade()
    folder = services.home.content / HUB
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hub.md").write_text(f"---\nid: {HUB}\ntitle: Measured\nkind: hub\n---\n", "utf-8")
    for one in documents:
        write_document(services, one.id, one.title, one.language, one.body)
    report = sync_catalogue(services.database, services.library, services.home)
    if report.problems:
        raise report.problems[0]


def write_document(services: Services, identity: str, title: str, language: str, body: str) -> None:
    """Write one file of the library; JSON's strings are YAML's."""
    fields = {"id": identity, "title": title, "kind": "guide", "hub": HUB, "language": language}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    folder = services.home.content / HUB / "guide"
    folder.mkdir(exist_ok=True)
    text = "\n".join(["---", *lines, "---", "", body])
    (folder / f"{identity}.md").write_text(text, "utf-8")
