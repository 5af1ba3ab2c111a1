"""Reads a set of questions as BEIR lays it out: a folder of JSON lines and judgements.

The layout is that of Thakur et al., BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of
Information Retrieval Models (2021): ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv`` or
``qrels/test.tsv``. Ours besides: an optional ``language`` in either, and ``answers.jsonl``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kb.errors import UsageFault
from search.evaluation.lines import lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from search.evaluation.lines import Line

Found = TypeVar("Found")
_JUDGEMENT = "Write query-id, corpus-id and a whole number, with tabs between them."


@dataclass(frozen=True)
class CorpusDocument:
    """One document: its text, and title and language where the set gives them (else empty)."""

    text: str
    title: str = ""
    language: str = ""


@dataclass(frozen=True)
class BeirSet:
    """A set of questions over documents.

    Attributes:
        name: the folder's.
        corpus: documents by id, in the order of the file.
        queries: questions by id, in the order of the file.
        qrels: by query id, by document id: how relevant; 0 means judged not to be.
        answers: by query id: the spans that answer it; empty without ``answers.jsonl``.
    """

    name: str
    corpus: Mapping[str, CorpusDocument]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def measured(self) -> dict[str, str]:
        """Questions for which something right can be found: those with a relevant document."""
        return {
            identity: text
            for identity, text in self.queries.items()
            if any(score > 0 for score in self.qrels.get(identity, {}).values())
        }


def read_set(folder: Path) -> BeirSet:
    """Read a folder.

    Raises:
        UsageFault: names file and line of what is missing, malformed, named twice or unknown; or
            there is nothing to measure.
    """
    corpus = _corpus(folder / "corpus.jsonl")
    queries = read_queries(folder)
    qrels = _qrels(folder, corpus, queries)
    answers = folder / "answers.jsonl"
    found = BeirSet(
        folder.resolve().name,
        corpus,
        queries,
        qrels,
        _answers(answers, queries) if answers.exists() else {},
    )
    if not found.measured:
        raise UsageFault(
            f"{folder} judges no document relevant to any question",
            "Add judgements with a score above 0 to its qrels.",
        )
    return found


def read_queries(folder: Path) -> dict[str, str]:
    """The questions of a folder by id.

    Raises:
        UsageFault: as `read_set`.
    """
    path = folder / "queries.jsonl"
    found: dict[str, str] = {}
    for line in lines(path):
        record = line.record()
        identity = _new(line, line.identity(record), found)
        line.language(record)
        found[identity] = line.string(record, "text")
    return _some(found, path, "questions")


def _corpus(path: Path) -> dict[str, CorpusDocument]:
    found: dict[str, CorpusDocument] = {}
    for line in lines(path):
        record = line.record()
        found[_new(line, line.identity(record), found)] = CorpusDocument(
            text=line.string(record, "text"),
            title=line.string(record, "title", ""),
            language=line.language(record),
        )
    return _some(found, path, "documents")


def _qrels(
    folder: Path, corpus: Mapping[str, CorpusDocument], queries: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    path = folder / "qrels.tsv"
    if not path.exists() and (folder / "qrels" / "test.tsv").exists():
        path = folder / "qrels" / "test.tsv"
    found: dict[str, dict[str, int]] = {}
    for number, line in enumerate(lines(path)):
        if number == 0 and line.text.lower().endswith("\tscore"):
            continue  # the header
        query, document, score = _judgement(line)
        for kind, identity, known in (("query", query, queries), ("document", document, corpus)):
            if identity not in known:
                raise line.fault(f"There is no {kind} `{identity}`", "Mend the id or remove it.")
        if found.setdefault(query, {}).setdefault(document, score) != score:
            raise line.fault("This was judged otherwise above", "Keep one of the two lines.")
    return _some(found, path, "judgements")


def _judgement(line: Line) -> tuple[str, str, int]:
    parts = [part.strip() for part in line.text.split("\t")]
    try:
        query, document, score = parts
        return query, document, max(0, int(score))
    except ValueError as error:
        raise line.fault("This is not a judgement", _JUDGEMENT) from error


def _answers(path: Path, queries: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines(path):
        record = line.record()
        identity = _new(line, line.identity(record, "query_id"), found)
        if identity not in queries:
            raise line.fault(f"There is no query `{identity}`", "Mend the id or remove the line.")
        spans = record.get("answers")
        if not isinstance(spans, list) or not spans or not all(map(_is_span, spans)):
            raise line.fault("`answers` is no list of texts", 'Write "answers": ["…"].')
        found[identity] = tuple(spans)
    return _some(found, path, "answers")


def _is_span(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _new(line: Line, identity: str, known: Mapping[str, object]) -> str:
    if identity in known:
        raise line.fault(f"The id `{identity}` is taken", "Give each line an id of its own.")
    return identity


def _some(found: dict[str, Found], path: Path, what: str) -> dict[str, Found]:
    if not found:
        raise UsageFault(f"{path} holds no {what}", "Fill it, or leave this set out.")
    return found
