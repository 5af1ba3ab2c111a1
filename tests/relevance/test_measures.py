"""The measuring itself, on fakes, and the rules the set of questions keeps."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.relevance.known_items import QUESTIONS, SAMPLES, documents_of
from tests.relevance.measures import Figures, Finding, Question, ask_all, figures, load_questions
from tests.relevance.report import misses, table

MANUAL = "EPANET_User's_Manual_2.2.0.pdf"


def question(
    name: str = "q01", file: str = "a.pdf", *, paraphrase: bool = False, also: tuple[str, ...] = ()
) -> Question:
    """A question whose right answer is ``file``."""
    return Question(name, f"what is {name}?", file, also, (), "en", paraphrase, "p. 1")


def finding(*ranked: str, relevant: tuple[str, ...] = ("right",)) -> Finding:
    """A finding with these documents, best first."""
    return Finding(question(), ranked, frozenset(relevant))


def test_rank_is_the_place_of_the_first_right_document() -> None:
    """A second right document further down changes nothing."""
    assert finding("x", "right", "twin", relevant=("right", "twin")).rank == 2


def test_what_comes_after_the_tenth_place_is_not_found() -> None:
    """The eleventh place counts for nothing, whatever the search returns."""
    assert finding(*"abcdefghi", "right").rank == 10
    assert finding(*"abcdefghij", "right").rank is None


def test_figures_of_a_worked_example() -> None:
    """First, second, sixth and not at all: counted by hand."""
    found = [finding("right"), finding("x", "right"), finding(*"abcde", "right"), finding("x")]
    counted = figures(found)
    assert (counted.questions, counted.hit_at_1, counted.hit_at_5) == (4, 0.25, 0.5)
    assert counted.mrr == pytest.approx((1 + 1 / 2 + 1 / 6) / 4)


def test_nothing_to_count_is_refused() -> None:
    """An empty list is an error, not a perfect or a zero score."""
    with pytest.raises(ValueError, match="no findings"):
        figures([])


@given(st.lists(st.permutations(["right", *"abcdefghijk"]), min_size=1))
def test_the_figures_are_shares_in_order(rankings: list[list[str]]) -> None:
    """However ranked, 0 <= hit@1 <= MRR <= 1 and hit@1 <= hit@5 <= 1."""
    counted = figures([finding(*ranked) for ranked in rankings])
    assert 0 <= counted.hit_at_1 <= counted.mrr + 1e-9
    assert counted.mrr <= 1 + 1e-9
    assert counted.hit_at_1 <= counted.hit_at_5 <= 1


@pytest.mark.parametrize(
    "worse", [Figures(9, 0.8, 1.0, 0.9), Figures(9, 0.9, 0.9, 0.9), Figures(9, 0.9, 1.0, 0.8)]
)
def test_one_worse_figure_is_enough_to_be_worse(worse: Figures) -> None:
    """At least as good means so in each of the three figures."""
    whole = Figures(9, 0.9, 1.0, 0.9)
    assert whole.at_least(worse)
    assert whole.at_least(whole)
    assert not worse.at_least(whole)


def test_each_question_is_asked_and_judged_by_its_files() -> None:
    """Names become document ids, equal answers count, absent files are no right answer."""
    asked: list[str] = []

    def search(query: str) -> list[str]:
        asked.append(query)
        return ["id-b", "id-a"]

    questions = [question("q01", "a.pdf", also=("b.xlsx",)), question("q02", "gone.pdf")]
    first, second = ask_all(questions, search, {"a.pdf": "id-a", "b.xlsx": "id-b"})
    assert asked == ["what is q01?", "what is q02?"]
    assert (first.rank, first.relevant) == (1, frozenset({"id-a", "id-b"}))
    assert (second.rank, second.relevant) == (None, frozenset())


def test_only_files_that_got_in_have_a_document() -> None:
    """A failed file in the ingest listing is left out; unchanged ones are in."""
    listing = {
        "files": [
            {"path": "docs/a.pdf", "outcome": "added", "document": "a"},
            {"path": "/x/b.docx", "outcome": "unchanged", "document": "b"},
            {"path": "c.bin", "outcome": "failed", "document": None, "reason": "no text"},
            {"path": "d.bin", "outcome": "skipped"},
        ]
    }
    assert documents_of(listing) == {"a.pdf": "a", "b.docx": "b"}


def test_table_has_a_line_for_each_mode_and_filled_slice() -> None:
    """Modes and slices stand in the table with their own figures; empty slices do not."""
    right = Finding(question(), ("right",), frozenset({"right"}))
    wrong = Finding(question("q02", paraphrase=True), ("x",), frozenset({"right"}))
    lines = table({"hybrid": [right, wrong], "vector": [right]}).splitlines()
    cells = [line.split() for line in lines[1:]]
    assert ["hybrid", "all", "2", "0.500", "0.500", "0.500"] in cells
    assert ["hybrid", "other", "words", "1", "0.000", "0.000", "0.000"] in cells
    assert ["vector", "its", "words", "1", "1.000", "1.000", "1.000"] in cells
    assert len(cells) == 5


def test_misses_say_what_was_wanted_and_what_was_found() -> None:
    """Each miss names its question, the place, the wanted file and the files found instead."""
    late = Finding(question("q07"), ("id-b", "starter", "id-a"), frozenset({"id-a"}))
    lost = Finding(question("q08"), (), frozenset({"id-a"}))
    absent = Finding(question("q09"), ("id-b",), frozenset())
    fine = Finding(question("q10"), ("id-a",), frozenset({"id-a"}))
    text = misses({"hybrid": [late, lost, absent, fine]}, {"id-a": "a.pdf", "id-b": "b.pdf"})
    assert "hybrid: 3 not first" in text
    assert "q07 at 3" in text
    assert "wanted a.pdf; found b.pdf, starter, a.pdf" in text
    assert "q08 not found" in text
    assert "q09 not ingested" in text
    assert "q10" not in text


@pytest.mark.parametrize(
    ("change", "said"),
    [({"id": "q01"}, "id q01 is taken"), ({"id": "q02", "page": 3}, "fields differ: {'page'}")],
)
def test_a_malformed_line_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    """A repeated id and an unknown field are refused with their line."""
    good = json.loads(QUESTIONS.read_text(encoding="utf-8").splitlines()[0])
    path = tmp_path / "set.jsonl"
    path.write_text(f"{json.dumps(good)}\n{json.dumps(good | change)}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"set.jsonl:2: {said}"):
        load_questions(path)


def test_the_set_keeps_its_own_rules() -> None:
    """At least 30 questions, a third paraphrased, four in Spanish, ten or fewer on one file."""
    questions = load_questions(QUESTIONS)
    per_file = Counter(item.file for item in questions)
    assert len(questions) >= 30
    assert sum(item.paraphrase for item in questions) * 3 >= len(questions)
    assert sum(item.language == "es" for item in questions) >= 4
    assert max(per_file.values()) <= 10
    assert len({item.question for item in questions}) == len(questions)
    assert all(bool(item.rst) == (item.file == MANUAL) for item in questions)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not here")
def test_every_file_named_is_among_the_samples() -> None:
    """No question points to a file that is not there, misspelt names included."""
    there = {path.name for path in SAMPLES.rglob("*") if path.is_file()}
    assert {name for item in load_questions(QUESTIONS) for name in item.files} <= there
