"""Builds one generation beside those that serve, and switches to it when it is whole."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import IndexFault
from kb.files import home_fault, sync_folder
from search.generation import Generation
from search.index_folder import BUILDING, KEYWORDS, MANIFEST, VECTORS, Manifest
from search.keyword_engines import keyword_engine
from search.keyword_index import KeywordEntry
from search.noise import noise_level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.embedder import FloatArray
    from search.index_folder import IndexFolder
    from search.store import PassageStore


@dataclass(frozen=True)
class Plan:
    """What the next generation is to hold.

    Attributes:
        model: fingerprint of the embedding model, whose vectors are all in the store.
        dimension: length of a vector.
        engine: keyword engine and version of its analysis.
        store: the passage store.
        documents: document id to version.
        probes: vectors of `search.noise.PROBES`.
        base: number and manifest of a generation whose keyword files can be built upon.
    """

    model: str
    dimension: int
    engine: str
    store: PassageStore
    documents: dict[str, str]
    probes: FloatArray
    base: tuple[int, Manifest] | None

    @property
    def removed(self) -> list[str]:
        """Documents of the base whose passages go."""
        if self.base is None:
            return []
        documents = self.base[1].documents
        return sorted(i for i, version in documents.items() if self.documents.get(i) != version)

    @property
    def added(self) -> list[tuple[str, str]]:
        """Documents and versions that the base does not have."""
        known = self.base[1].documents if self.base else {}
        return sorted((i, v) for i, v in self.documents.items() if known.get(i) != v)


def build(folder: IndexFolder, plan: Plan) -> int:
    """Build a generation, check it, and make it the one that serves.

    Returns:
        Its number.

    Raises:
        HomeFault: disk full or read-only; the old generation serves on.
        IndexFault: what was built does not agree with itself; likewise.
    """
    number = max(folder.numbers(), default=0) + 1
    temporary = folder.generations / f"{BUILDING}{secrets.token_hex(6)}"
    try:
        temporary.mkdir(parents=True)
        _write_keywords(folder, plan, temporary / KEYWORDS)
        _write_vectors(plan, temporary)
        _sync(temporary)
        temporary.rename(folder.generation(number))
        sync_folder(folder.generations)
    except OSError as error:
        raise home_fault(error, "Writing the index") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    generation = Generation.open(folder, number)
    generation.keywords.close()
    if faults := generation.faults():
        raise IndexFault(f"The new index is not whole: {faults[0]}", "Run `kb reindex`.")
    folder.switch(number)
    return number


def _write_keywords(folder: IndexFolder, plan: Plan, target: Path) -> None:
    """Link the base's files, which are never changed in place, and commit the difference."""
    target.mkdir()
    if plan.base is not None:
        for path in (folder.generation(plan.base[0]) / KEYWORDS).iterdir():
            if "LOCK" not in path.name:
                _link(path, target / path.name)
    engine = keyword_engine(plan.engine.partition("/")[0])
    engine.write(target, _entries(plan), plan.removed)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


def _entries(plan: Plan) -> Iterator[KeywordEntry]:
    for version in plan.added:
        document, passages = plan.store.of_document(version)
        for passage in passages:
            yield KeywordEntry.of(document, passage)


def _write_vectors(plan: Plan, target: Path) -> None:
    """Write the vectors, and the manifest with what they say."""
    from search.faiss_index import FaissIndex

    versions = set(plan.documents.items())
    ids = list(plan.store.ids_of(versions))
    vectors = plan.store.vectors(plan.model, ids, plan.dimension)
    FaissIndex.build(ids, vectors).write(target / VECTORS)
    Manifest(
        model=plan.model,
        dimension=plan.dimension,
        engine=plan.engine,
        store=plan.store.path.name,
        documents=plan.documents,
        languages=plan.store.languages(versions),
        passages=len(ids),
        noise=noise_level(plan.probes, vectors),
    ).write(target / MANIFEST)


def _sync(folder: Path) -> None:
    """Make everything below a folder survive a power cut."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)
