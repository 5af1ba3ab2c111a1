"""Whether the site can answer, and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb import queries
from kb.errors import IndexFault, KbError
from search.index_folder import IndexFolder

if TYPE_CHECKING:
    from web.services import Services


@dataclass(frozen=True)
class Status:
    """The state of an instance as a monitor sees it.

    Attributes:
        faults: what is wrong, with the remedy; empty when the site can answer.
        documents: catalogued documents.
        generation: of the index that serves; 0 where none does.
        passages: in that index.
        model_loaded: whether the embedding model is in memory.
    """

    faults: tuple[str, ...] = ()
    documents: int = 0
    generation: int = 0
    passages: int = 0
    model_loaded: bool = False

    @property
    def ok(self) -> bool:
        """Whether the site can answer."""
        return not self.faults


def status_of(services: Services) -> Status:
    """Look at database and index. Loads no model and takes milliseconds."""
    faults: list[str] = []
    documents = generation = passages = 0
    try:
        services.database.require_current()
        with services.database.reading() as session:
            documents = queries.count_documents(session)
    except KbError as error:
        faults.append(str(error))
    try:
        generation, passages = _index(services)
        if documents and not generation:
            raise IndexFault("There is no index yet", "Run `kb reindex`.")
    except KbError as error:
        faults.append(str(error))
    return Status(tuple(faults), documents, generation, passages, services.model_loaded)


def _index(services: Services) -> tuple[int, int]:
    """Generation that serves and its passages; zeros where nothing was ever indexed.

    Raises:
        IndexFault: it is damaged, or gone although it should serve.
    """
    folder = IndexFolder(services.home.index)
    number = folder.current()
    if number is None:
        return 0, 0
    try:
        return number, folder.manifest(number).passages
    except FileNotFoundError as error:
        raise IndexFault("The index that should serve is gone", "Run `kb reindex`.") from error
