"""Whether catalogue, passage store and generation agree: what ``kb doctor`` says of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.checks import SYNC, Fault
from kb.errors import IndexFault
from search.vector_store import VectorStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from search.generation import Generation
    from search.index_folder import IndexFolder
    from search.manifest import Manifest

    EngineOf = Callable[[Manifest], str]

REINDEX = "Run `kb reindex`."
_COMPARED = 20_000  # vectors at a time


def check(
    folder: IndexFolder, catalogued: dict[str, str], models: dict[str, str], engine: EngineOf
) -> list[Fault]:
    """Compare everything the index is made of.

    Args:
        folder: the index.
        catalogued: document id to the version that should be indexed.
        models: fingerprint of the model in the settings, for each space.
        engine: gives the keyword engine, with its analysis, that fits a generation.
    """
    try:
        number = folder.current()
        if number is None:
            missing = Fault("index-missing", "There is no index yet", SYNC)
            return [missing] if catalogued else []
        manifest = folder.manifest(number)
        found = _compare_documents(catalogued, folder.document_versions(number))
        if (manifest.models, manifest.engine) != (models, engine(manifest)):
            what = "The index was made with another model or keyword engine"
            found.append(Fault("index-model", what, SYNC))
        return found + _check_parts(folder, number)
    except IndexFault as fault:
        return [Fault("index-damaged", fault.message, fault.remedy)]
    except FileNotFoundError as error:
        return [Fault("index-damaged", f"The index lacks {error.filename or error}", REINDEX)]


def _compare_documents(catalogued: dict[str, str], indexed: dict[str, str]) -> list[Fault]:
    differences = {
        "index-lacks": (catalogued.keys() - indexed.keys(), "is not indexed"),
        "index-extra": (indexed.keys() - catalogued.keys(), "is indexed but gone"),
        "index-stale": (
            {i for i in catalogued.keys() & indexed.keys() if catalogued[i] != indexed[i]},
            "is indexed in an older version",
        ),
    }
    return [
        Fault(kind, f"Document `{identity}` {what}", SYNC)
        for kind, (identities, what) in differences.items()
        for identity in sorted(identities)
    ]


def _check_parts(folder: IndexFolder, number: int) -> list[Fault]:
    from search.generation import Generation

    generation = Generation.open(folder, number)
    try:
        versions = folder.document_versions(number)
        faults = [*generation.faults(), *_check_store(generation, versions)]
    finally:
        generation.keywords.close()
    return [Fault("index-damaged", f"The index disagrees: {f}", REINDEX) for f in faults]


def _check_store(generation: Generation, versions: dict[str, str]) -> Iterator[str]:
    """Compare every passage and vector with what the store holds; reads all of it."""
    import numpy as np

    from search.passage_table import PassageTable

    store, documents = generation.store, generation.documents
    if not store.is_whole():
        yield "the passage store is damaged"
    here = store.documents()
    lost = [i for i, number in documents.items() if here.get((i, versions.get(i, ""))) != number]
    if lost:
        yield f"the passage store lacks {len(lost)} documents"
    stored = PassageTable.of(store.rows(documents.values()))
    for name, ids in (("passages stored", stored.ids), ("words", generation.keywords.ids)):
        if not np.array_equal(ids, generation.table.ids):
            yield f"{len(ids)} {name} for {len(generation.table)} passages"
    for name, index in generation.spaces.items():
        space = generation.manifest.spaces[name]
        kept = VectorStore(store, space.model)
        for ids in np.array_split(index.ids, len(index.ids) // _COMPARED + 1):
            if len(ids) and not np.allclose(
                index.vectors(ids), kept.of_passages(ids, space.dimension), atol=1e-3
            ):
                yield f"vectors of the space `{name}` differ from those stored"
                break
