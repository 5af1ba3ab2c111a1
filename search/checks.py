"""Whether catalogue, passage store and generation agree: what ``kb doctor`` says of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.checks import SYNC, Fault
from kb.errors import IndexFault

if TYPE_CHECKING:
    from search.index_folder import IndexFolder

REINDEX = "Run `kb reindex`."


def check(folder: IndexFolder, catalogued: dict[str, str], model: str, engine: str) -> list[Fault]:
    """Compare everything the index is made of.

    Args:
        folder: the index.
        catalogued: document id to the version that should be indexed.
        model: fingerprint of the model in the settings.
        engine: keyword engine in the settings, with its analysis.
    """
    try:
        number = folder.current()
        if number is None:
            missing = Fault("index-missing", "There is no index yet", SYNC)
            return [missing] if catalogued else []
        manifest = folder.manifest(number)
        found = _compare_documents(catalogued, manifest.documents)
        if (manifest.model, manifest.engine) != (model, engine):
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
        faults = generation.faults()
        if not generation.store.is_whole():
            faults.append("the passage store is damaged")
        if lost := generation.manifest.versions - generation.store.documents():
            faults.append(f"the passage store lacks {len(lost)} documents")
    finally:
        generation.keywords.close()
    return [Fault("index-damaged", f"The index disagrees: {f}", REINDEX) for f in faults]
