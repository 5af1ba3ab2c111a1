"""What holds words must be able to do, and the question put to it.

Texts are analysed by `search.analysis`, never by an engine, so that every engine finds the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from search.analysis import exact_words, index_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from search.store import StoredDocument, StoredPassage
    from search.vector_index import IntArray, Scored

# How much a word counts by where it stands; chosen on the titled sets of ../shared/eval.
WEIGHTS = {"title": 0.5, "headings": 0.7, "body": 1.0, "tags": 0.5}
ANALYSIS = "2"  # raise it when the words of an unchanged passage come out differently
GAP = "\x1f"  # stands between title, headings and text among exact words; no query holds it


@dataclass(frozen=True)
class KeywordEntry:
    """A passage as the keyword index takes it: analysed words by field.

    Attributes:
        id: passage id.
        document_id: for removing a document whole.
        fields: index terms of ``title``, ``headings``, ``body`` and ``tags``.
        exact: folded words of title, headings and text, in order, with gaps between.
    """

    id: int
    document_id: str
    fields: dict[str, list[str]]
    exact: list[str]

    @classmethod
    def of(cls, document: StoredDocument, passage: StoredPassage) -> KeywordEntry:
        """Analyse a passage in its own language, and what is said of its document in that's."""
        texts = {
            "title": document.title,
            "headings": "\n".join(passage.headings),
            "body": passage.text,
            "tags": " ".join(document.tags),
        }
        exact = exact_words(document.title)
        for text in (*passage.headings, passage.text):
            exact += [GAP, *exact_words(text)]
        languages = {"headings": passage.language, "body": passage.language}
        fields = {
            name: index_terms(text, languages.get(name, document.language))
            for name, text in texts.items()
        }
        return cls(passage.id, passage.document_id, fields, exact)


@dataclass(frozen=True)
class KeywordQuery:
    """Words to find.

    Attributes:
        terms: each word's alternatives (stems in several languages); any word may match.
        weights: what each of the terms counts; where there are none, all count 1.
        phrases: runs of exact words, each of which must be there.
        without: runs of exact words (often one word) none of which may be there.
    """

    terms: tuple[tuple[str, ...], ...] = ()
    weights: tuple[float, ...] = field(default=(), kw_only=True)
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()

    @property
    def weighed(self) -> list[tuple[tuple[str, ...], float]]:
        """The terms with their weights."""
        return list(zip(self.terms, self.weights or (1.0,) * len(self.terms), strict=True))


class KeywordIndex(Protocol):
    """Ranks passages by their words."""

    @property
    def ids(self) -> IntArray:
        """Every passage id, ascending."""
        ...

    @property
    def count(self) -> int:
        """How many passages there are; asking is cheap, however many they are."""
        ...

    def search(
        self, query: KeywordQuery, limit: int, allowed: IntArray | None = None
    ) -> list[Scored]:
        """Passages that have a term, every phrase and nothing excluded, best first, scores > 0."""
        ...

    def admitted(self, query: KeywordQuery) -> IntArray:
        """Ids of the passages that have every phrase and nothing excluded, ascending."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class KeywordEngine(Protocol):
    """Writes and opens the index of one engine."""

    def write(
        self, folder: Path, entries: Iterable[KeywordEntry], removed: Sequence[str] = ()
    ) -> None:
        """Make an index in a folder, or change the one that is there, in one commit.

        Files that were there before are never changed in place, only added to or unlinked, so
        that they may be hard links of another generation's.

        Args:
            folder: an empty or missing folder, or one with an index of this engine.
            entries: passages to add.
            removed: ids of documents whose earlier passages go.
        """
        ...

    def open(self, folder: Path) -> KeywordIndex:
        """Open an index for reading.

        Raises:
            FileNotFoundError: files are missing.
            IndexFault: it is damaged.
        """
        ...
