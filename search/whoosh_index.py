"""Words in Whoosh. The only module that imports it.

Its table of contents is a pickle: open only what this instance has written itself.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import fields, scoring
from whoosh.analysis import RegexTokenizer
from whoosh.columns import NumericColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError
from whoosh.matching import DisjunctionMaxMatcher
from whoosh.query import And, DisjunctionMax, Every, Not, NullQuery, Or, Phrase, Term
from whoosh.reading import SegmentReader

from kb.errors import IndexFault
from search.keyword_index import WEIGHTS
from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from search.keyword_index import KeywordEntry, KeywordQuery
    from search.vector_index import IntArray

_MEMORY_MB = 128
# Merging costs Whoosh 2 ms a passage, as much as indexing it, and a segment more 0.5 ms a query.
_SMALL = 20  # passages: a segment of no more is always merged
_MERGED = 400  # passages that a commit merges at most, unless it adds half as many itself


def _schema() -> Any:
    words = RegexTokenizer(r"[^ ]+")  # the words come analysed, joined by spaces
    return fields.Schema(
        passage=fields.NUMERIC(int, bits=64, signed=True, sortable=True),
        document=fields.ID(),
        exact=fields.TEXT(analyzer=words, phrase=True),
        **{name: fields.TEXT(analyzer=words, phrase=False) for name in WEIGHTS},
    )


class _Numbers(NumericColumn):  # type: ignore[misc]
    """Whoosh's own column of 64-bit integers, read at once rather than one by one."""

    class Reader(NumericColumn.Reader):  # type: ignore[misc]
        """Reads one segment's."""

        def load(self) -> IntArray:
            """Every number; they are kept in the order of their bytes, the smallest as 0."""
            data = self._dbfile.get(self._basepos, self._count * self._fixedlen)
            kept = np.frombuffer(data, dtype=">u8").astype(np.uint64)
            return (kept ^ np.uint64(1 << 63)).view(np.int64)


_NUMBERS = _Numbers("Q")


def _merged(writer: Any, segments: Sequence[Any], added: int) -> list[Any]:
    """Whoosh's merge policy: what is small joins what is added, as long as that is quickly done.

    Its own is bound by nothing: now and then it writes the whole index again for one document. Here
    a library that only ever grew by single documents has a segment for every 300 passages or so,
    until it is indexed anew.

    Returns:
        The segments that stay as they are.
    """
    kept: list[Any] = []
    gathered, most = added, max(_MERGED, 2 * added)
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        live, every = segment.doc_count(), segment.doc_count_all()
        small = live <= max(_SMALL, 2 * gathered) and gathered + live <= most
        if every and (small or 2 * live < every):
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
            gathered += live
        else:
            kept.append(segment)
    return kept


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
        added = 0
        for added, entry in enumerate(entries, 1):  # noqa: B007
            texts = {name: " ".join(terms) for name, terms in entry.fields.items()}
            writer.add_document(
                passage=entry.id, document=entry.document_id, exact=" ".join(entry.exact), **texts
            )
        writer.commit(mergetype=partial(_merged, added=added))
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
        leaves = reader.leaf_readers() if count else []  # an empty index has no column
        numbers = [
            leaf.column_reader("passage", column=_NUMBERS, translate=False).load()
            for leaf, _ in leaves
        ]
        self._passage_of: IntArray = np.concatenate([np.zeros(0, dtype=np.int64), *numbers])
        live = np.ones(count, dtype=np.bool_)
        for leaf, offset in leaves:
            live[[offset + number for number in leaf.deleted_docs_set]] = False
        self._ids: IntArray = np.sort(self._passage_of[live])

    @property
    def ids(self) -> IntArray:
        """Every passage id, ascending."""
        return self._ids

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self._ids)

    def search(
        self, query: KeywordQuery, limit: int, allowed: IntArray | None = None
    ) -> list[Scored]:
        """Passages that match, best first."""
        terms = _Any([part for word in query.weighed for part in _anywhere(*word)])
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


def _anywhere(alternatives: tuple[str, ...], worth: float) -> list[Any]:
    """A word in each field, to be summed; of its stems only the best counts."""
    by_field = [
        [Term(name, term, boost=weight * worth) for term in alternatives]
        for name, weight in WEIGHTS.items()
    ]
    return [found[0] if len(found) == 1 else _Best(found) for found in by_field]


class _Any(Or):  # type: ignore[misc]
    """Whoosh's own query, summing scores in an array however large the index is.

    Above 5,000 passages Whoosh walks a tree of matchers instead, which takes ten times as long for
    a question of forty words (docs/performance.md) and finds the same.
    """

    matcher_type = Or.ARRAY_MATCHER


class _Best(DisjunctionMax):  # type: ignore[misc]
    """Whoosh's own query with a matcher that is right."""

    def _matcher(self, subs: Any, searcher: Any, context: Any) -> Any:
        reader = searcher.reader()
        return self._tree_matcher(
            subs, _BestMatcher, searcher, context, lambda query: query.estimate_size(reader)
        )


class _BestMatcher(DisjunctionMaxMatcher):  # type: ignore[misc]
    """Whoosh's own gives a passage the score of a later one, and loses some while skipping."""

    def score(self) -> float:
        here = self.id()
        both = (self.a, self.b)
        return max(float(one.score()) for one in both if one.is_active() and one.id() == here)

    def skip_to_quality(self, minquality: float) -> int:
        self._id = None
        skipped: int = super().skip_to_quality(minquality)
        return skipped

    def replace(self, minquality: float = 0) -> Any:
        if not self.a.is_active():
            return self.b.replace(minquality)
        return self if self.b.is_active() else self.a.replace(minquality)


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
