"""Asks a set's questions of the search, in each of its modes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.evaluation.plain import question
from search.searcher import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from search.evaluation.beir import BeirSet
    from search.results import Mode
    from search.searcher import Searcher

MODES: tuple[Mode, ...] = ("keyword", "vector", "hybrid")
DEPTH = 100  # documents of a ranking that are counted


def rank(
    searcher: Searcher,
    mode: Mode,
    questions: Mapping[str, str],
    found: BeirSet,
    ids: Mapping[str, str],
    progress: Callable[..., None],
) -> dict[str, list[str]]:
    """The documents that each question finds, best first, at most `DEPTH`.

    Args:
        searcher: of the home that the set fills.
        mode: which sides to ask.
        questions: by query id.
        found: the set.
        ids: from the library's document ids to those of the corpus.
        progress: told how many of how many questions are done.

    Raises:
        ModelFault: the mode needs the model and it cannot be loaded.
    """
    rankings: dict[str, list[str]] = {}
    with searcher.reading() as session:
        for done, (identity, text) in enumerate(questions.items()):
            progress(done, len(questions))
            groups = searcher.find(session, question(text), NOTHING, mode).groups
            ranking = [ids[group.document_id] for group in groups[: DEPTH + 1]]
            if itself(found, identity, text):
                ranking = [document for document in ranking if document != identity]
            rankings[identity] = ranking[:DEPTH]
    return rankings


def itself(found: BeirSet, identity: str, text: str) -> bool:
    """Whether the document with a question's own id is that question, which must not find itself.

    In some sets questions are documents of the corpus. In others both are merely numbered from 1,
    so the texts decide: one holds the other, and nobody judged it relevant.
    """
    document = found.corpus.get(identity)
    if document is None or found.qrels.get(identity, {}).get(identity, 0) > 0:
        return False
    asked, said = _ink(text), _ink(document.text)
    return asked in _ink(document.title + document.text) or bool(said and said in asked)


def _ink(text: str) -> str:
    return "".join(text.casefold().split())
