"""A small set of questions on disk, and an instance to measure it in."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from kb.db import Database
from search.answerer import Answerer
from search.evaluation.filling import Parts
from search.fakes import HashingEmbedder
from search.indexer import Indexer
from search.searcher import Searcher
from tests.instance import Instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kb.home import Home

CORPUS: list[dict[str, Any]] = [
    {"_id": "valve", "title": "Valves", "text": "A gate valve closes a main.", "language": "en"},
    {"_id": "pump", "title": "", "text": "Replace the bearing of a pump.\n\n- item: *hot* <b>"},
    {"_id": 7, "text": "La détection des fuites réduit l'eau non facturée du réseau."},
    {"_id": "Q/1", "title": None, "text": "How is a gate valve closed?"},
    {"_id": "empty", "title": "Nothing", "text": ""},
]
QUERIES: list[dict[str, Any]] = [
    {"_id": "Q/1", "text": "How is a gate valve closed?", "language": "en"},
    {"_id": "q2", "text": 'bearing -pump "of a pump" hub:nowhere'},
    {"_id": "q3", "text": "détection des fuites"},
    {"_id": "unjudged", "text": "Who closes the main?"},
    {"_id": "hopeless", "text": "bearing"},
]
QRELS = [("Q/1", "valve", 1), ("q2", "pump", 2), ("q3", "7", 1), ("hopeless", "pump", 0)]
ANSWERS: list[dict[str, Any]] = [
    {"query_id": "Q/1", "answers": ["a MAIN."]},
    {"query_id": "q2", "answers": ["cylinder", "wheel"]},
]


def json_lines(records: list[dict[str, Any]]) -> str:
    """One record a line."""
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The set's folder."""
    made = tmp_path / "waterworks"
    made.mkdir()
    (made / "corpus.jsonl").write_text(json_lines(CORPUS), "utf-8")
    (made / "queries.jsonl").write_text(json_lines(QUERIES), "utf-8")
    (made / "answers.jsonl").write_text(json_lines(ANSWERS), "utf-8")
    rows = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in QRELS)]
    (made / "qrels.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    return made


@pytest.fixture
def parts(home: Home) -> Iterator[Parts]:
    """An instance in an empty home, with a model that needs no files."""
    database = Database(f"sqlite:///{home.database}")
    instance, embedder = Instance(home, database), HashingEmbedder()
    searcher = Searcher(home, database, embedder)
    indexer = Indexer(home, instance.library, database, embedder)
    yield Parts(home, instance.library, database, indexer, searcher, Answerer(searcher))
    database.close()


@pytest.fixture
def stage() -> Callable[[str], Any]:
    """Progress that nobody sees; ``stage.seen`` has each label with what it was told."""

    @contextmanager
    def opened(label: str) -> Iterator[Callable[..., None]]:
        seen.setdefault(label, [])
        yield lambda *state: seen[label].append(state)

    seen: dict[str, list[tuple[Any, ...]]] = {}
    opened.seen = seen  # type: ignore[attr-defined]
    return opened
