"""Brings the index in step with the catalogue."""

from __future__ import annotations

import contextlib
import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import IndexFault, LibraryFault
from kb.files import locked
from kb.library.document import Document
from kb.library.folder import decode
from kb.queries import document_hashes, documents_by_id
from search.index_folder import IndexFolder
from search.keyword_engines import DEFAULT
from search.keyword_index import ANALYSIS
from search.passages import SPLITTER, split
from search.store import PROBE, StoredDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.checks import Fault
    from kb.db import Database
    from kb.home import Home
    from kb.library import Library
    from search.embedder import Embedder, FloatArray
    from search.index_folder import Manifest
    from search.store import PassageStore

    Progress = Callable[[int, int], None]

BATCH = 64  # passages embedded between two commits: what a kill can lose


@dataclass(frozen=True)
class IndexReport:
    """What one run changed.

    Attributes:
        added: documents that are new in the index.
        updated: documents whose file had changed.
        removed: documents that are gone.
        passages: passages in the index now.
        embedded: passages that had to be embedded.
        generation: number of the generation that serves now.
        seconds: how long it took.
    """

    added: int
    updated: int
    removed: int
    passages: int
    embedded: int
    generation: int
    seconds: float


class Indexer:
    """Writes the index, one process at a time; readers never wait for it."""

    def __init__(
        self,
        home: Home,
        library: Library,
        database: Database,
        embedder: Embedder,
        *,
        keyword: str = DEFAULT,
    ) -> None:
        """``keyword`` names the keyword engine. Nothing is touched yet."""
        self._folder = IndexFolder(home.index)
        self._lock = home.locks / "index.lock"
        self._library = library
        self._database = database
        self._embedder = embedder
        self._engine = f"{keyword}/{ANALYSIS}"

    def sync(self, progress: Progress | None = None) -> IndexReport:
        """Index what the catalogue has and the index has not, and drop what is gone.

        An index that is missing, unreadable, or of another model or format is built anew; vectors
        of unchanged texts are used again wherever they are. ``progress`` is told how many passages
        are embedded and how many are to be.

        Raises:
            ModelFault: the model cannot be loaded.
            IndexFault: the passage store is damaged.
            HomeFault: disk full or read-only.
        """
        with locked(self._lock, what="index"):
            serving = self._serving()
            return self._run(serving, progress, self._store(serving))

    def rebuild(self, progress: Progress | None = None) -> IndexReport:
        """Build the index from nothing, vectors included, beside the one that serves."""
        with locked(self._lock, what="index"):
            return self._run(None, progress, self._folder.new_store())

    def check(self) -> list[Fault]:
        """In what catalogue, index and its parts disagree; changes nothing."""
        from search.checks import check

        return check(self._folder, self._catalogued(), self._embedder.fingerprint, self._engine)

    def _serving(self) -> tuple[int, Manifest] | None:
        """The serving generation, if it and its store are there and can be built upon."""
        try:
            number = self._folder.current()
            if number is None:
                return None
            manifest = self._folder.manifest(number)
        except (IndexFault, FileNotFoundError):
            return None
        if not self._folder.is_whole(number):
            return None
        known = self._folder.store(manifest.store).documents()
        return (number, manifest) if manifest.versions <= known else None

    def _catalogued(self) -> dict[str, str]:
        """Document id to the version that should be indexed."""
        with self._database.reading() as session:
            return {i: _version(content) for i, content in document_hashes(session).items()}

    def _run(
        self,
        serving: tuple[int, Manifest] | None,
        progress: Progress | None,
        store: PassageStore,
    ) -> IndexReport:
        started = time.monotonic()
        wanted = self._catalogued()
        before = serving[1].documents if serving else {}
        documents, embedded = wanted, 0
        if serving is None or not self._is_current(serving[1], wanted):
            documents = self._split(store, wanted)
            if serving is None or not self._is_current(serving[1], documents):
                embedded = self._embed(store, documents, progress)
                serving = self._build(store, documents, serving)
        self._clean(*serving)
        return IndexReport(
            added=len(documents.keys() - before.keys()),
            updated=sum(before[i] != v for i, v in documents.items() if i in before),
            removed=len(before.keys() - documents.keys()),
            passages=serving[1].passages,
            embedded=embedded,
            generation=serving[0],
            seconds=time.monotonic() - started,
        )

    def _is_current(self, manifest: Manifest, documents: dict[str, str]) -> bool:
        made_with = (manifest.model, manifest.engine, manifest.documents)
        return made_with == (self._embedder.fingerprint, self._engine, documents)

    def _store(self, serving: tuple[int, Manifest] | None) -> PassageStore:
        """The serving generation's store, or what a killed first run has left, or a new one."""
        if serving is not None:
            return self._folder.store(serving[1].store)
        for store in self._folder.stores():
            with contextlib.suppress(IndexFault):
                store.documents()
                return store
        return self._folder.new_store()

    def _split(self, store: PassageStore, wanted: dict[str, str]) -> dict[str, str]:
        """Put the passages of new versions into the store.

        Returns:
            Document id to version, as read: a file may have changed since it was catalogued, or
            be unreadable now; the next ``kb sync`` names that.
        """
        store.create()
        known = store.documents()
        found = {i: version for i, version in wanted.items() if (i, version) in known}
        missing = wanted.keys() - found.keys()
        with self._database.reading() as session:
            paths = {i: row.path for i, row in documents_by_id(session, missing).items()}
        for document_id, path in sorted(paths.items()):
            try:
                data = self._library.read_bytes(path)
                document = Document.parse(decode(data, path), path)
            except LibraryFault:
                continue
            version = _version(hashlib.sha256(data).hexdigest())
            row = StoredDocument(
                document_id, version, document.title, document.language, tuple(document.tags)
            )
            about = [document.summary] if document.summary else []
            about += document.answers
            store.add(row, split(document.body, document.language, about))
            found[document_id] = version
        return found

    def _embed(
        self, store: PassageStore, documents: dict[str, str], progress: Progress | None
    ) -> int:
        """Embed the texts that have no vector yet, committing every batch."""
        model = self._embedder.fingerprint
        missing = list(store.without_vectors(model, set(documents.items())).items())
        for start in range(0, len(missing), BATCH):
            if progress:
                progress(start, len(missing))
            keys, texts = zip(*missing[start : start + BATCH], strict=True)
            store.add_vectors(model, keys, self._embedder.embed_passages(texts))
        if progress and missing:
            progress(len(missing), len(missing))
        return len(missing)

    def _build(
        self, store: PassageStore, documents: dict[str, str], serving: tuple[int, Manifest] | None
    ) -> tuple[int, Manifest]:
        from search.builder import Plan, build

        plan = Plan(
            model=self._embedder.fingerprint,
            dimension=self._embedder.dimension,
            engine=self._engine,
            store=store,
            documents=documents,
            probes=self._probes(store),
            base=serving if serving and serving[1].engine == self._engine else None,
        )
        number = build(self._folder, plan)
        return number, self._folder.manifest(number)

    def _probes(self, store: PassageStore) -> FloatArray:
        """Vectors of the questions that tell noise from nearness; embedded once for each model."""
        import numpy as np

        from search.noise import PROBES

        model = self._embedder.fingerprint
        kept = store.probes(model)
        if kept is None:
            kept = np.stack([self._embedder.embed_query(probe) for probe in PROBES])
            store.add_vectors(model, [f"{PROBE}{i:03}" for i in range(len(PROBES))], kept)
        return kept

    def _clean(self, number: int, manifest: Manifest) -> None:
        """Keep this generation and the one before; of the store what those two use."""
        previous = self._folder.previous(number)
        if not self._folder.clean({number} | ({previous} if previous else set())):
            return
        kept = [manifest] + ([self._folder.manifest(previous)] if previous else [])
        kept = [item for item in kept if item.store == manifest.store]
        self._folder.store(manifest.store).forget(
            keep={version for item in kept for version in item.versions},
            models={item.model for item in kept},
        )


def _version(content_hash: str) -> str:
    """A document's version: its file's hash and how it is cut into passages."""
    return f"{content_hash}-{SPLITTER}"
