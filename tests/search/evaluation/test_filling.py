"""A corpus as a library, and a set measured in it from end to end."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest

from kb.errors import UsageFault
from kb.queries import documents_by_id
from search.evaluation.asking import itself
from search.evaluation.beir import read_set
from search.evaluation.evaluate import evaluate, evenly
from search.evaluation.filling import fill
from search.evaluation.report import report, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from search.evaluation.filling import Parts

Stage = Any


def test_each_document_of_the_corpus_is_one_of_the_library(
    folder: Path, parts: Parts, stage: Stage
) -> None:
    """With its title and language where it has them, a title without words where it has none."""
    ids = fill(parts, read_set(folder), stage)
    assert list(ids.values()) == ["valve", "pump", "7", "Q/1", "empty"]
    with parts.database.reading() as session:
        rows = documents_by_id(session, ids)
    found = {ids[identity]: (row.title, row.language) for identity, row in rows.items()}
    assert found["valve"] == ("Valves", "en")
    assert found["7"] == ("\u00a0", "fr")
    document = parts.library.document("evaluation/guide/d0000002.md")
    assert document.model_extra == {"corpus_id": "pump"}
    assert r"\- item: \*hot\* \<b\>" in document.body


def test_odd_titles_and_texts_do_no_harm(folder: Path, parts: Parts, stage: Stage) -> None:
    """Quotes, YAML marks, control characters, 900 letters: catalogued without a problem."""
    odd = ['"a": [b] # c', "--- \x00\x1b\x7f\x85\ufeff", "x" * 900, "📌 \\d {y}", "'", "\ud800"]
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as stream:
        for number, text in enumerate(odd):
            stream.write(json.dumps({"_id": f"odd{number}", "title": text, "text": text}) + "\n")
    ids = fill(parts, read_set(folder), stage)
    with parts.database.reading() as session:
        titles = {ids[i]: row.title for i, row in documents_by_id(session, ids).items()}
    assert titles["odd0"] == '"a": [b] # c'
    assert titles["odd2"] == "x" * 500
    assert titles["odd3"] == "📌 \\d {y}"


def test_a_home_that_is_kept_follows_the_set(folder: Path, parts: Parts, stage: Stage) -> None:
    """Filled again it has what the corpus has now, and embeds nothing that it has already."""
    found = read_set(folder)
    fill(parts, found, stage)
    shorter = {name: found.corpus[name] for name in ("valve", "pump")}
    assert len(fill(parts, replace(found, corpus=shorter), stage)) == 2
    assert sum(1 for _ in parts.library.paths()) == 3  # the hub besides
    stage.seen.clear()
    fill(parts, replace(found, corpus=shorter), stage)
    assert stage.seen["waterworks: indexing"] == []


def test_somebodys_library_is_left_alone(folder: Path, parts: Parts, stage: Stage) -> None:
    """A home with files that no evaluation wrote is refused, and nothing is written to it."""
    other = parts.library.root / "sanitation" / "hub.md"
    other.parent.mkdir()
    other.write_text("---\nid: sanitation\ntitle: Sanitation\nkind: hub\n---\n")
    with pytest.raises(UsageFault, match="holds a library of its own"):
        fill(parts, read_set(folder), stage)
    assert list(parts.library.paths()) == ["sanitation/hub.md"]


def test_a_set_is_measured_from_end_to_end(folder: Path, parts: Parts, stage: Stage) -> None:
    """Every mode, the test, the quotes and the support; what cannot be found is left out."""
    others = {"u1": "Who won the chess championship?", "u2": "knitting", "u3": "x", "u4": "y"}
    found = evaluate(parts, read_set(folder), stage, unanswerable=others)
    assert (found.documents, found.queries, found.left_out) == (5, 3, 2)
    assert list(found.modes) == ["keyword", "vector", "hybrid"]
    # A question that is itself a document does not find itself, so the valve comes first.
    assert found.modes["keyword"]["nDCG@10"] == 1.0
    assert found.answers is not None
    assert found.support is not None
    assert (found.answers.questions, found.answers.first_three) == (2, 0.5)
    assert (found.support.answerable, found.support.unanswerable) == (2, 2)
    assert found.support.auroc >= 0.5
    assert stage.seen["waterworks: keyword"] == [(0, 3), (1, 3), (2, 3)]
    assert json.loads(json.dumps(asdict(found)))["name"] == "waterworks"
    text = report([found])
    assert re.search(r"\| waterworks \| 5 +\| 3 +\| keyword +\| 1\.000", text)
    assert re.search(r"hybrid +\| \d.*(?:keyword|vector) [+-]\d\.\d{3} +\| \d\.\d{3}", text)
    assert "AUROC" in text


def test_without_answers_nothing_is_asked_for_them(
    folder: Path, parts: Parts, stage: Stage
) -> None:
    """No answers.jsonl and no unanswerable questions: rankings alone."""
    (folder / "answers.jsonl").unlink()
    found = evaluate(parts, read_set(folder), stage, limit=2)
    assert (found.queries, found.left_out, found.answers, found.support) == (2, 3, None, None)
    assert "AUROC" not in report([found])


@pytest.mark.parametrize(
    ("query", "text", "same"),
    [
        ("Q/1", "How is a gate  valve closed?", True),
        ("Q/1", "How is a gate valve closed? More of it.", True),
        ("Q/1", "Another thing with the same number", False),
        ("valve", "A gate valve closes", True),
        ("unknown", "A gate valve closes a main.", False),
    ],
)
def test_a_question_that_is_a_document(folder: Path, query: str, text: str, same: bool) -> None:
    """The same id and the same words, not one of them alone."""
    assert itself(read_set(folder), query, text) is same


def test_a_document_judged_relevant_to_itself_may_be_found(folder: Path) -> None:
    """The judges decide."""
    found = replace(read_set(folder), qrels={"Q/1": {"Q/1": 1}})
    assert not itself(found, "Q/1", "How is a gate valve closed?")


@pytest.mark.parametrize(("limit", "taken"), [(None, 10), (4, 4), (10, 10), (99, 10)])
def test_a_limit_takes_questions_from_everywhere(limit: int | None, taken: int) -> None:
    """Neighbours are often alike, so they are not taken from the front."""
    questions = {str(number): "?" for number in range(10)}
    found = list(evenly(questions, limit))
    assert len(found) == taken
    if limit == 4:
        assert found == ["0", "2", "5", "7"]


def test_a_table_lines_up() -> None:
    """Columns are as wide as their widest cell."""
    assert table(("a", "bb"), [("ccc", "d")]).splitlines() == [
        "| a   | bb |",
        "| --- | -- |",
        "| ccc | d  |",
    ]


def test_progress_is_told_in_stages(folder: Path, parts: Parts, stage: Callable[..., Any]) -> None:
    """Writing, cataloguing, indexing, each mode, answers: each under the set's name."""
    evaluate(parts, read_set(folder), stage)
    labels = ["writing", "cataloguing", "indexing", "keyword", "vector", "hybrid", "answers"]
    assert list(stage.seen) == [f"waterworks: {label}" for label in labels]  # type: ignore[attr-defined]
