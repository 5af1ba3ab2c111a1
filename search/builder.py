"""Builds one generation beside those that serve, and switches to it when it is whole.

What has not changed is linked from the generation before; only new files are written and synced.
"""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kb.errors import IndexFault
from kb.files import home_fault, sync_folder
from search.generation import Generation
from search.index_folder import (
    BUILDING,
    KEYWORDS,
    MANIFEST,
    NUMBERS,
    PASSAGES,
    VERSIONS,
)
from search.keyword_engines import keyword_engine, with_analysis
from search.keyword_index import KeywordEntry
from search.manifest import (
    ENGLISH,
    ENGLISH_PASSAGES,
    MAIN,
    Documents,
    Manifest,
    Space,
    Unrelated,
    write_column,
)
from search.noise import GROWTH, sample, unrelated
from search.passage_table import PassageTable
from search.vector_segments import SegmentedIndex, link, write_segments
from search.vector_store import VectorStore
from search.vocabulary import write_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.embedder import FloatArray
    from search.index_folder import IndexFolder, Serving
    from search.store import PassageStore


@dataclass(frozen=True)
class SpacePlan:
    """One space of the next generation.

    Attributes:
        model: fingerprint of the embedding model, whose vectors are all in the store.
        dimension: length of a vector.
        probes: vectors of `search.noise.PROBES`.
    """

    model: str
    dimension: int
    probes: FloatArray


@dataclass(frozen=True)
class Plan:
    """What the next generation is to hold.

    Attributes:
        keyword: names the keyword engine, or ``auto`` to choose by size.
        store: the passage store.
        documents: its documents.
        spaces: its spaces by name.
        base: a generation of the same store that can be built upon.
    """

    keyword: str
    store: PassageStore
    documents: Documents
    spaces: dict[str, SpacePlan]
    base: Serving | None

    @cached_property
    def removed(self) -> dict[str, int]:
        """Documents of the base whose passages go: their numbers there, by id."""
        before = self.base.documents.numbers if self.base else {}
        return dict(sorted(before.items() - self.documents.numbers.items()))

    @cached_property
    def added(self) -> list[int]:
        """Numbers of the documents that the base does not have."""
        before = self.base.documents.numbers if self.base else {}
        return sorted(number for _, number in self.documents.numbers.items() - before.items())


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
        _write(temporary, plan, folder.generation(plan.base.number) if plan.base else None)
        _sync(temporary)
        plan.store.sync()
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


def _write(target: Path, plan: Plan, base: Path | None) -> None:
    """Write every part of a generation; ``base`` is the folder of the one it is built upon."""
    table = PassageTable.of(plan.store.rows(plan.added))
    if base is not None:
        table = PassageTable.read(base / PASSAGES).changed(plan.removed.values(), table)
    table.write(target / PASSAGES)
    write_column(target / NUMBERS, plan.documents.numbers)
    write_column(target / VERSIONS, plan.documents.versions)
    current = plan.base.manifest.engine if plan.base else None
    engine = with_analysis(plan.keyword, len(table), current)
    _write_keywords(plan, engine, target / KEYWORDS, base)
    write_vocabulary(plan.store.texts(plan.added), target, base)
    spaces = {name: _write_space(plan, name, table, target, base) for name in plan.spaces}
    Manifest(
        engine=engine,
        store=plan.store.path.name,
        passages=len(table),
        languages=tuple(table.count_languages()),
        main=spaces[MAIN],
        english=spaces.get(ENGLISH),
    ).write(target / MANIFEST)


def _write_keywords(plan: Plan, engine: str, target: Path, base: Path | None) -> None:
    """Link the base's files, which are never changed in place, and commit the difference."""
    target.mkdir()
    removed, added = list(plan.removed), plan.added
    if base is None or plan.base is None or plan.base.manifest.engine != engine:
        removed, added = [], sorted(plan.documents.numbers.values())
    else:
        for path in (base / KEYWORDS).iterdir():
            if "LOCK" not in path.name:
                link(path, target / path.name)
        if not removed and not added:
            return
    keyword_engine(engine).write(target, _entries(plan.store, added), removed)


def _entries(store: PassageStore, documents: list[int]) -> Iterator[KeywordEntry]:
    for document, passages in store.of_documents(documents):
        for passage in passages:
            yield KeywordEntry.of(document, passage)


def _write_space(
    plan: Plan, name: str, table: PassageTable, target: Path, base: Path | None
) -> Space:
    """Write the vectors that are new, and say what all of them are."""
    wanted = plan.spaces[name]
    ids = table.ids if name == MAIN else table.in_language(ENGLISH_PASSAGES)
    before = plan.base.manifest.spaces.get(name) if plan.base else None
    if before is not None and before.model != wanted.model:
        before = None
    held = (base / name, before.segments) if base is not None and before is not None else None
    vectors = VectorStore(plan.store, wanted.model)
    segments = write_segments(
        target / name, ids, held, lambda new: vectors.of_passages(new, wanted.dimension)
    )
    if before is not None and abs(len(ids) - before.measured) <= GROWTH * before.measured:
        return replace(before, segments=segments)
    level = Unrelated(0.0, 0.0)
    if len(ids):
        index = SegmentedIndex.read(target / name, segments, ids)
        level = unrelated(wanted.probes, index.vectors(sample(ids)))
    return Space(wanted.model, wanted.dimension, segments, level, len(ids))


def _sync(folder: Path) -> None:
    """Make everything below a folder survive a power cut; linked files have been through it."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        elif path.stat().st_nlink == 1:
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
    sync_folder(folder)
