"""Which passages are questions that somebody has asked or that a document answers.

They are among the passages that say what a document is about: the lines under ``answers`` in its
front matter, and the titles of kinds of documents that are questions themselves. (The title of a
set of questions is not: "Questions on leakage control" is like all titles that begin so.)
"""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from kb.models import CatalogueDocument
from kb.queries import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from search.generation import Generation
    from search.store import StoredPassage
    from search.vector_index import IntArray

TITLED_BY_QUESTION = frozenset({"thread", "answer-card"})
_OPEN = "thread"  # the kind whose title may still wait for an answer
_Row = tuple[str, str, str, str | None, int | None]


@dataclass(frozen=True)
class Questions:
    """The questions of a generation.

    Attributes:
        ids: of their passages, ascending.
        open: ids of those that no document says it answers.
    """

    ids: IntArray
    open: frozenset[int]


class AskedBefore:
    """Tells questions from other passages; safe to share between threads.

    A passage never changes, so it is looked at once: after a commit only what is new is read.
    """

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._lock = threading.Lock()
        self._seen: tuple[str, int] | None = None
        self._known: dict[int, bool | None] = {}  # whether answered; None for what is no question
        self._questions = Questions(np.zeros(0, dtype=np.int64), frozenset())

    def questions(self, session: Session, generation: Generation) -> Questions:
        """The questions of a generation."""
        seen = (generation.manifest.store, generation.number)
        with self._lock:
            if self._seen != seen:
                same = self._seen is not None and self._seen[0] == seen[0]
                self._learn(session, generation, self._known if same else {})
                self._seen = seen
            return self._questions

    def _learn(
        self, session: Session, generation: Generation, before: dict[int, bool | None]
    ) -> None:
        known = {one: before[one] for one in generation.about if one in before}
        known |= _judged(session, generation, sorted(generation.about - known.keys()))
        ids = sorted(one for one, answered in known.items() if answered is not None)
        self._known = known
        self._questions = Questions(
            np.array(ids, dtype=np.int64),
            frozenset(one for one, answered in known.items() if answered is False),
        )


def _judged(session: Session, generation: Generation, ids: Sequence[int]) -> dict[int, bool | None]:
    """Whether each of these is answered, ``None`` for what is no question.

    Passages of documents that are not in the catalogue (any more, or yet) are left out.
    """
    found: defaultdict[str, list[StoredPassage]] = defaultdict(list)
    for passage in generation.store.passages(ids).values():
        found[passage.document_id].append(passage)
    judged: dict[int, bool | None] = {}
    for document, kind, title, summary, answer_post in _rows(session, list(found)):
        said = {passage.id: passage.text for passage in found[document]}
        answers = {one for one, text in said.items() if text not in {title, summary}}
        for one, text in said.items():
            asked = text == title and kind in TITLED_BY_QUESTION
            settled = kind != _OPEN or bool(answers) or answer_post is not None
            judged[one] = True if one in answers else (settled if asked else None)
    return judged


def _rows(session: Session, ids: Sequence[str]) -> Iterator[_Row]:
    table = CatalogueDocument
    for chunk in chunks(ids):
        wanted = table.id.in_(chunk)
        columns = (table.id, table.kind, table.title, table.summary, table.answer_post)
        yield from session.execute(select(*columns).where(wanted)).tuples()
