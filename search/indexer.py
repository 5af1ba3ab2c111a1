"""Brings the index in step with the catalogue."""

from __future__ import annotations

import contextlib
import hashlib
import time
from typing import TYPE_CHECKING

from kb.errors import IndexFault, LibraryFault
from kb.files import locked
from kb.language import detect_language
from kb.library.document import Document
from kb.library.folder import decode
from kb.queries import document_hashes, documents_by_id
from search.index_folder import IndexFolder, Serving
from search.index_report import IndexReport
from search.keyword_engines import AUTO, with_analysis
from search.manifest import ENGLISH, ENGLISH_PASSAGES, MAIN, Documents
from search.missing_vectors import SpaceModel, batched, embed_missing, probes_of
from search.passages import SPLITTER
from search.store import CutDocument, StoredDocument
from search.thread_passages import passages_of
from search.vector_store import VectorStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kb.checks import Fault
    from kb.db import Database
    from kb.home import Home
    from kb.library import Library
    from search.embedder import Embedder
    from search.manifest import Manifest
    from search.store import PassageStore

    Progress = Callable[[int, int], None]

_CUT = 100  # documents written to the store at once: what a kill can lose


class Indexer:
    """Writes the index, one process at a time; readers never wait for it."""

    def __init__(
        self,
        home: Home,
        library: Library,
        database: Database,
        embedder: Embedder,
        *,
        english: Embedder | None = None,
        keyword: str = AUTO,
    ) -> None:
        """Nothing is touched yet.

        Args:
            home: the instance.
            library: its files.
            database: its catalogue.
            embedder: the model for every passage.
            english: a further model for passages in English.
            keyword: names the keyword engine, or ``auto`` to choose by size.
        """
        self._folder = IndexFolder(home.index)
        self._lock = home.locks / "index.lock"
        self._library = library
        self._database = database
        self._models = {MAIN: SpaceModel(embedder)}
        if english is not None:
            self._models[ENGLISH] = SpaceModel(english, ENGLISH_PASSAGES)
        self._keyword = keyword

    @property
    def _fingerprints(self) -> dict[str, str]:
        return {name: model.embedder.fingerprint for name, model in self._models.items()}

    def sync(self, progress: Progress | None = None) -> IndexReport:
        """Index what the catalogue has and the index has not, and drop what is gone.

        An index that is missing, unreadable, or of another model or format is built anew; vectors
        of unchanged texts are used again wherever they are. ``progress`` is told how many texts
        are embedded and how many are to be.

        Raises:
            ModelFault: the model cannot be loaded.
            IndexFault: the passage store is damaged.
            HomeFault: disk full or read-only.
        """
        with locked(self._lock, what="index"):
            serving = self._folder.serving()
            return self._run(serving, progress, self._store(serving))

    def rebuild(self, progress: Progress | None = None) -> IndexReport:
        """Build the index from nothing, vectors included, beside the one that serves."""
        with locked(self._lock, what="index"):
            return self._run(None, progress, self._folder.new_store())

    def purge(self, progress: Progress | None = None) -> IndexReport:
        """As `sync`, and leave no file that holds anything of what is gone.

        Every part is written anew from the passage store, and generations before are removed.
        Texts that stay keep their vectors.
        """
        started = time.monotonic()
        with locked(self._lock, what="index"):
            base = self._folder.serving()
            store = self._store(base)
            store.create()
            with store.connect():
                documents = self._split(store, self._catalogued(), base)
                embedded = embed_missing(self._models, store, documents, base, progress)
                serving = self._build(store, documents, None)
            self._folder.clean({serving.number})
            models = set(serving.manifest.models.values())
            store.forget(set(documents.numbers.values()), models)
            store.compact()
        before = base.documents.versions if base else {}
        return _report(before, serving, embedded, started)

    def check(self) -> list[Fault]:
        """In what catalogue, index and its parts disagree; changes nothing."""
        from search.checks import check

        return check(self._folder, self._catalogued(), self._fingerprints, self._engine_of)

    def _catalogued(self) -> dict[str, str]:
        """Document id to the version that should be indexed."""
        with self._database.reading() as session:
            return {i: _version(content) for i, content in document_hashes(session).items()}

    def _run(
        self, serving: Serving | None, progress: Progress | None, store: PassageStore
    ) -> IndexReport:
        started = time.monotonic()
        wanted = self._catalogued()
        before = serving.documents.versions if serving else {}
        embedded = 0
        if serving is None or not self._is_current(serving, wanted):
            store.create()
            # While a connection is open SQLite does not write its log back after every operation.
            with store.connect():
                documents = self._split(store, wanted, serving)
                if serving is None or not self._is_current(serving, documents.versions):
                    embedded = embed_missing(self._models, store, documents, serving, progress)
                    serving = self._build(store, documents, serving)
        self._clean(serving)
        return _report(before, serving, embedded, started)

    def _is_current(self, serving: Serving, versions: dict[str, str]) -> bool:
        manifest = serving.manifest
        made_with = (manifest.models, manifest.engine, serving.documents.versions)
        return made_with == (self._fingerprints, self._engine_of(manifest), versions)

    def _engine_of(self, manifest: Manifest) -> str:
        """The keyword engine that a generation of that size should have."""
        return with_analysis(self._keyword, manifest.passages, manifest.engine)

    def _store(self, serving: Serving | None) -> PassageStore:
        """The serving generation's store, or what a killed first run has left, or a new one."""
        if serving is not None:
            return self._folder.store(serving.manifest.store)
        for store in self._folder.stores():
            with contextlib.suppress(IndexFault):
                if store.is_current():
                    return store
        return self._folder.new_store()

    def _split(
        self, store: PassageStore, wanted: dict[str, str], serving: Serving | None
    ) -> Documents:
        """Put the passages of new versions into the store.

        Returns:
            Documents as read: a file may have changed since it was catalogued, or be unreadable
            now; the next ``kb sync`` names that.
        """
        before = serving.documents if serving else Documents({}, {})
        others = dict(wanted.items() - before.versions.items())
        numbers = {i: n for i, n in before.numbers.items() if i in wanted and i not in others}
        numbers |= store.numbers(others.items())
        versions = {i: wanted[i] for i in numbers}
        missing = wanted.keys() - numbers.keys()
        with self._database.reading() as session:
            paths = {i: row.path for i, row in documents_by_id(session, missing).items()}
        for part in batched(sorted(paths.items()), _CUT):
            cut = list(self._cut(part))
            for one, number in zip(cut, store.add(cut), strict=True):
                versions[one.document.id] = one.document.version
                numbers[one.document.id] = number
        return Documents(versions, numbers)

    def _cut(self, paths: Iterable[tuple[str, str]]) -> Iterator[CutDocument]:
        """Documents by id and path, cut into passages; those that cannot be read are left out."""
        for document_id, path in paths:
            with contextlib.suppress(LibraryFault):
                yield self._cut_one(document_id, path)

    def _cut_one(self, document_id: str, path: str) -> CutDocument:
        """Read a document and cut it into passages.

        Raises:
            LibraryFault: it cannot be read.
        """
        data = self._library.read_bytes(path)
        document = Document.parse(decode(data, path), path)
        version = _version(hashlib.sha256(data).hexdigest())
        row = StoredDocument(
            document_id, version, document.title, document.language, tuple(document.tags)
        )
        passages = passages_of(document)
        languages = [detect_language(passage.text, document.language) for passage in passages]
        return CutDocument(row, passages, languages)

    def _build(self, store: PassageStore, documents: Documents, serving: Serving | None) -> Serving:
        from search.builder import Plan, SpacePlan, build

        spaces = {
            name: SpacePlan(
                model.embedder.fingerprint,
                model.embedder.dimension,
                probes_of(VectorStore(store, model.embedder.fingerprint), model.embedder),
            )
            for name, model in self._models.items()
        }
        plan = Plan(self._keyword, store, documents, spaces, serving)
        number = build(self._folder, plan)
        return Serving(number, self._folder.manifest(number), documents)

    def _clean(self, serving: Serving) -> None:
        """Keep this generation and the one before; of the store what those two use."""
        store = serving.manifest.store
        previous = self._folder.previous(serving.number)
        if not self._folder.clean({serving.number} | ({previous} if previous else set())):
            return
        numbers = set(serving.documents.numbers.values())
        models = set(serving.manifest.models.values())
        if previous is not None and self._folder.manifest(previous).store == store:
            numbers |= set(self._folder.document_numbers(previous).values())
            models |= set(self._folder.manifest(previous).models.values())
        self._folder.store(store).forget(numbers, models)


def _report(before: dict[str, str], serving: Serving, embedded: int, started: float) -> IndexReport:
    after = serving.documents.versions
    return IndexReport(
        added=len(after.keys() - before.keys()),
        updated=sum(before[i] != version for i, version in after.items() if i in before),
        removed=len(before.keys() - after.keys()),
        passages=serving.manifest.passages,
        embedded=embedded,
        generation=serving.number,
        seconds=time.monotonic() - started,
    )


def _version(content_hash: str) -> str:
    """A document's version: its file's hash and how it is cut into passages."""
    return f"{content_hash}-{SPLITTER}"
