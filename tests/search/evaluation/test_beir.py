"""Sets as BEIR lays them out, whole and with every fault that a person can make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.errors import UsageFault
from search.evaluation.beir import CorpusDocument, read_queries, read_set

if TYPE_CHECKING:
    from pathlib import Path


def test_a_set_is_read_as_it_stands(folder: Path) -> None:
    """Ids as texts, titles and languages where they are, 0 kept as judged, answers as lists."""
    found = read_set(folder)
    assert found.name == "waterworks"
    assert found.corpus["valve"] == CorpusDocument("A gate valve closes a main.", "Valves", "en")
    assert found.corpus["Q/1"].title == ""
    assert list(found.corpus) == ["valve", "pump", "7", "Q/1", "empty"]
    assert found.qrels["hopeless"] == {"pump": 0}
    assert found.answers == {"Q/1": ("a MAIN.",), "q2": ("cylinder", "wheel")}
    assert list(found.measured) == ["Q/1", "q2", "q3"]
    assert list(read_queries(folder)) == ["Q/1", "q2", "q3", "unjudged", "hopeless"]


def test_judgements_may_lie_where_beir_has_them(folder: Path) -> None:
    """`qrels/test.tsv` does as well, with Windows line ends, with or without a header."""
    before = read_set(folder).qrels
    rows = (folder / "qrels.tsv").read_text("utf-8").splitlines()
    (folder / "qrels.tsv").unlink()
    (folder / "qrels").mkdir()
    for lines in (rows, rows[1:]):
        (folder / "qrels" / "test.tsv").write_bytes("\r\n".join(lines).encode())
        assert read_set(folder).qrels == before


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("corpus.jsonl", "{not json", "corpus.jsonl:6: This is not JSON"),
        ("corpus.jsonl", "[" * 100_000, "corpus.jsonl:6: This is not JSON"),
        ("corpus.jsonl", "[1]", "corpus.jsonl:6: This is not a JSON object"),
        ("corpus.jsonl", '{"_id": "valve", "text": "x"}', "6: The id `valve` is taken"),
        ("corpus.jsonl", '{"text": "x"}', "6: `_id` is missing"),
        ("corpus.jsonl", '{"_id": "x"}', "6: `text` is missing"),
        ("corpus.jsonl", '{"_id": "x", "text": 5}', "6: `text` is missing or no text"),
        ("corpus.jsonl", '{"_id": "x", "text": "", "title": 5}', "6: `title` is"),
        ("corpus.jsonl", '{"_id": "x", "text": "", "language": "Eng"}', "cannot be 'Eng'"),
        ("queries.jsonl", '{"_id": "q2", "text": "x"}', "queries.jsonl:6: The id `q2` is taken"),
        ("queries.jsonl", '{"_id": true, "text": "x"}', "queries.jsonl:6: `_id` is missing"),
        ("qrels.tsv", "q9\tvalve\t1", "qrels.tsv:6: There is no query `q9`"),
        ("qrels.tsv", "q2\tnone\t1", "qrels.tsv:6: There is no document `none`"),
        ("qrels.tsv", "q2\tvalve", "qrels.tsv:6: This is not a judgement"),
        ("qrels.tsv", "q2\tvalve\tyes", "qrels.tsv:6: This is not a judgement"),
        ("qrels.tsv", "q2\tpump\t0", "qrels.tsv:6: This was judged otherwise"),
        ("answers.jsonl", '{"query_id": "q9", "answers": ["x"]}', ":3: There is no query `q9`"),
        ("answers.jsonl", '{"query_id": "q3", "answers": "x"}', ":3: `answers` is no list"),
        ("answers.jsonl", '{"query_id": "q3", "answers": [" "]}', ":3: `answers` is no list"),
        ("answers.jsonl", '{"query_id": "q2", "answers": ["x"]}', ":3: The id `q2` is taken"),
    ],
)
def test_a_fault_names_file_and_line(folder: Path, name: str, line: str, message: str) -> None:
    """Whatever is wrong with one line is said with its place and a remedy; blank lines count."""
    with (folder / name).open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    with pytest.raises(UsageFault) as caught:
        read_set(folder)
    assert f"waterworks/{name}:" in str(caught.value)
    assert message in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_file_that_is_missing_empty_or_no_text_is_named(folder: Path, name: str) -> None:
    """None of the three can be left out, hold nothing, or be in another encoding."""
    for data, message in ((b"\xff\xfe", "is not UTF-8 text"), (b"\n \n", "holds no ")):
        (folder / name).write_bytes(data)
        with pytest.raises(UsageFault, match=message):
            read_set(folder)
    (folder / name).unlink()
    with pytest.raises(UsageFault, match=f"There is no .*{name}"):
        read_set(folder)


def test_a_set_without_a_relevant_document_measures_nothing(folder: Path) -> None:
    """Judgements of 0 alone are an empty set."""
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq2\tpump\t0\n")
    with pytest.raises(UsageFault, match="judges no document relevant"):
        read_set(folder)
