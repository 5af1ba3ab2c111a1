"""Words in tantivy. The only module that imports it.

It scores as Whoosh does, field by field, but for rare words: BM25's own measure of rarity instead
of Whoosh's, with lengths of fields rounded to a byte.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from tantivy import Document, Index, Occur, Query, SchemaBuilder

from kb.errors import IndexFault
from search.keyword_index import WEIGHTS
from search.tantivy_files import compare_checksums
from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tantivy import Schema, Searcher

    from search.embedder import FloatArray
    from search.keyword_index import KeywordEntry, KeywordQuery
    from search.vector_index import IntArray

_MEMORY = 128_000_000  # bytes of postings gathered before they become a segment
_DEEPER = 4  # times as many passages are ranked at first where only some are allowed
_THREADS = 1  # each makes segments of its own; one keeps up with the analysis before it


def _schema() -> Schema:
    words = "whitespace"  # the words come analysed, joined by spaces; nothing more is done to them
    builder = SchemaBuilder()
    builder.add_integer_field("passage", fast=True)
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("exact", tokenizer_name=words, index_option="position")
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name=words, index_option="freq")
    return builder.build()


class TantivyEngine:
    """Writes and opens tantivy indexes.

    A segment's files are written once, and the files that name the segments are replaced whole.
    Small segments are merged, eight or more of a size, before `write` returns.
    """

    def write(
        self, folder: Path, entries: Iterable[KeywordEntry], removed: Sequence[str] = ()
    ) -> None:
        """Make or change an index in one commit."""
        folder.mkdir(parents=True, exist_ok=True)
        for lock in folder.glob(".tantivy-*.lock"):
            lock.unlink()  # a link to another generation's would lock that one too
        if (folder / "meta.json").exists():
            with _reading():
                index = Index.open(str(folder))
                compare_checksums(folder)
        else:
            index = Index(_schema(), str(folder))
        try:
            writer = index.writer(_MEMORY, _THREADS)
            for document_id in removed:
                writer.delete_documents_by_term("document", document_id)
            for entry in entries:
                texts = {name: " ".join(terms) for name, terms in entry.fields.items()}
                writer.add_document(
                    Document(
                        passage=entry.id,
                        document=entry.document_id,
                        exact=" ".join(entry.exact),
                        **texts,
                    )
                )
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:  # whatever it is, tantivy says it so
            raise OSError(str(error)) from error

    def open(self, folder: Path) -> TantivyIndex:
        """Open an index for reading."""
        with _reading():
            return TantivyIndex(Index.open(str(folder)))


class TantivyIndex:
    """One committed state, held open; searches do not wait for each other."""

    def __init__(self, index: Index) -> None:
        """``index`` is an open tantivy index."""
        self._schema = index.schema
        self._searcher: Searcher = index.searcher()

    @cached_property
    def ids(self) -> IntArray:
        """Every passage id, ascending; gathered when first asked for."""
        return self._having(Query.all_query())

    @property
    def count(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)

    def search(
        self, query: KeywordQuery, limit: int, allowed: IntArray | None = None
    ) -> list[Scored]:
        """Passages that match, best first."""
        if not query.terms or limit <= 0 or (allowed is not None and not len(allowed)):
            return []
        asked = self._words(query)
        if query.phrases or query.without:  # no scores from these
            phrases = [Query.const_score_query(self._run(words), 0.0) for words in query.phrases]
            asked = Query.boolean_query(
                [(Occur.Must, part) for part in (asked, *phrases)]
                + [(Occur.MustNot, self._run(words)) for words in query.without]
            )
        found, scores = self._ranked(asked, limit if allowed is None else _DEEPER * limit)
        if allowed is not None:
            kept = np.flatnonzero(np.isin(found, allowed))
            if len(kept) < limit:  # asking tantivy for thousands of ids takes longer than this
                found, scores = self._ranked(asked, self._searcher.num_docs)
                kept = np.flatnonzero(np.isin(found, allowed))
            found, scores = found[kept[:limit]], scores[kept[:limit]]
        return [Scored(*item) for item in zip(found.tolist(), scores.tolist(), strict=True)]

    def admitted(self, query: KeywordQuery) -> IntArray:
        """Ids of the passages that have every phrase and nothing excluded, ascending."""
        wanted = self.ids
        for words in query.phrases:
            wanted = np.intersect1d(wanted, self._having(self._run(words)), assume_unique=True)
        for words in query.without:
            wanted = np.setdiff1d(wanted, self._having(self._run(words)), assume_unique=True)
        return wanted

    def close(self) -> None:
        """Files are let go with the last reference: a search that is under way is not disturbed."""

    def _ranked(self, query: Query, limit: int) -> tuple[IntArray, FloatArray]:
        """Ids of the best passages with their scores."""
        with _reading():
            hits = self._searcher.search(query, max(1, limit), count=False).hits
            ids = self._searcher.fast_field_values("passage", [place for _, place in hits])
            return np.array(ids, np.int64), np.array([score for score, _ in hits])

    def _having(self, query: Query) -> IntArray:
        """Ids of all passages that match, ascending."""
        ids, _ = self._ranked(Query.const_score_query(query, 1.0), self._searcher.num_docs)
        return np.sort(ids)

    def _words(self, query: KeywordQuery) -> Query:
        return Query.boolean_query(
            [
                (Occur.Should, self._best_of(name, weight * worth, alternatives))
                for alternatives, worth in query.weighed
                for name, weight in WEIGHTS.items()
            ]
        )

    def _best_of(self, field: str, weight: float, alternatives: tuple[str, ...]) -> Query:
        found = [
            Query.boost_query(Query.term_query(self._schema, field, term, "freq"), weight)
            for term in alternatives
        ]
        return found[0] if len(found) == 1 else Query.disjunction_max_query(found)

    def _run(self, words: tuple[str, ...]) -> Query:
        if len(words) > 1:
            return Query.phrase_query(self._schema, "exact", list(words))
        if words:
            return Query.term_query(self._schema, "exact", words[0], "basic")
        return Query.empty_query()


@contextmanager
def _reading() -> Iterator[None]:
    """Turn what comes of damaged files into faults; a panic of Rust's is no ``Exception``."""
    try:
        yield
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        if "DoesNotExist" in str(error):
            raise FileNotFoundError(str(error)) from error
        raise IndexFault("The keyword index cannot be read", "Run `kb reindex`.") from error
