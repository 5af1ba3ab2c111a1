"""Words in Whoosh. The only module that imports it.

Its table of contents is a pickle: open only what this instance has written itself.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import fields, scoring
from whoosh.analysis import RegexTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError
from whoosh.query import And, DisjunctionMax, Every, Not, NullQuery, Or, Phrase, Term

from kb.errors import IndexFault
from search.keyword_index import WEIGHTS
from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from search.keyword_index import KeywordEntry, KeywordQuery
    from search.vector_index import IntArray

_MEMORY_MB = 128


def _schema() -> Any:
    words = RegexTokenizer(r"[^ ]+")  # the words come analysed, joined by spaces
    return fields.Schema(
        passage=fields.NUMERIC(int, bits=64, signed=True, sortable=True),
        document=fields.ID(),
        exact=fields.TEXT(analyzer=words, phrase=True),
        **{name: fields.TEXT(analyzer=words, phrase=False) for name in WEIGHTS},
    )


class WhooshEngine:
    """Writes and opens Whoosh indexes."""

    def write(
        self, folder: Path, entries: Iterable[KeywordEntry], removed: Sequence[str] = ()
    ) -> None:
        """Make or change an index in one commit."""
        folder.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(folder), supports_mmap=False)
        if any(folder.glob("*.toc")):
            index = storage.open_index()
        else:
            index = storage.create_index(_schema())
        writer = index.writer(limitmb=_MEMORY_MB)
        for document_id in removed:
            writer.delete_by_term("document", document_id)
        for entry in entries:
            texts = {name: " ".join(terms) for name, terms in entry.fields.items()}
            writer.add_document(
                passage=entry.id, document=entry.document_id, exact=" ".join(entry.exact), **texts
            )
        writer.commit()
        index.close()

    def open(self, folder: Path) -> WhooshIndex:
        """Open an index for reading."""
        try:
            return WhooshIndex(FileStorage(str(folder)).open_index())
        except FileNotFoundError:
            raise
        except EmptyIndexError as error:
            raise FileNotFoundError(folder) from error
        except Exception as error:  # a damaged pickle or segment raises whatever it likes
            raise IndexFault("The keyword index cannot be read", "Run `kb reindex`.") from error


class WhooshIndex:
    """One committed state, held open."""

    def __init__(self, index: Any) -> None:
        """``index`` is an open Whoosh index."""
        self._searcher = index.searcher(weighting=scoring.BM25F(B=0.75, K1=1.2))
        self._lock = threading.Lock()  # readers share file positions
        reader = self._searcher.reader()
        count = reader.doc_count_all()
        column = reader.column_reader("passage") if count else []  # an empty index has none
        self._passage_of = np.fromiter((column[at] for at in range(count)), dtype=np.int64)
        live = np.fromiter(reader.all_doc_ids(), dtype=np.int64)
        self._ids: IntArray = np.sort(self._passage_of[live])

    @property
    def ids(self) -> IntArray:
        """Every passage id, ascending."""
        return self._ids

    def search(
        self, query: KeywordQuery, limit: int, allowed: IntArray | None = None
    ) -> list[Scored]:
        """Passages that match, best first."""
        terms = Or([part for alternatives in query.terms for part in _anywhere(alternatives)])
        wanted = _demand(query)
        if not query.terms or limit <= 0 or (allowed is not None and not len(allowed)):
            return []
        with self._lock:
            chosen = None
            if allowed is not None:
                chosen = set(np.flatnonzero(np.isin(self._passage_of, allowed)).tolist())
            if wanted is not None:
                matching = set(self._searcher.docs_for_query(wanted))
                chosen = matching if chosen is None else chosen & matching
            if chosen is not None and not chosen:  # Whoosh takes an empty filter for none
                return []
            results = self._searcher.search(terms, limit=limit, filter=chosen)
            return [
                Scored(int(self._passage_of[number]), score)
                for score, number in results.top_n
                if score > 0
            ]

    def admitted(self, query: KeywordQuery) -> IntArray:
        """Ids of the passages that have every phrase and nothing excluded, ascending."""
        wanted = _demand(query)
        if wanted is None:
            return self._ids
        with self._lock:
            numbers = np.fromiter(self._searcher.docs_for_query(wanted), dtype=np.int64)
        return np.sort(self._passage_of[numbers])

    def close(self) -> None:
        """Let go of files."""
        self._searcher.close()


def _anywhere(alternatives: tuple[str, ...]) -> list[Any]:
    """A word in each field, to be summed; of its stems only the best counts."""
    by_field = [
        [Term(name, term, boost=weight) for term in alternatives]
        for name, weight in WEIGHTS.items()
    ]
    return [found[0] if len(found) == 1 else DisjunctionMax(found) for found in by_field]


def _demand(query: KeywordQuery) -> Any:
    """What every result must satisfy; ``None`` where nothing is asked."""
    if not query.phrases and not query.without:
        return None
    wanted: list[Any] = [_run(words) for words in query.phrases] or [Every()]
    return And([*wanted, *(Not(_run(words)) for words in query.without)])


def _run(words: tuple[str, ...]) -> Any:
    if not words:
        return NullQuery
    return Term("exact", words[0]) if len(words) == 1 else Phrase("exact", list(words))
