"""What every keyword engine must do; a new engine is added to ``ENGINES``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import IndexFault
from search.fakes import ListKeywordEngine
from search.keyword_engines import keyword_engine
from search.keyword_index import KeywordEntry, KeywordQuery
from search.store import StoredDocument, StoredPassage

if TYPE_CHECKING:
    from pathlib import Path

    from search.keyword_index import KeywordEngine

ENGINES = {
    "whoosh": lambda: keyword_engine("whoosh"),
    "tantivy": lambda: keyword_engine("tantivy"),
    "list": ListKeywordEngine,
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> KeywordEngine:
    """One engine after the other."""
    return ENGINES[request.param]()


def entry(identity: int, text: str, document: str = "", **fields: object) -> KeywordEntry:
    """A passage of its own document unless one is named."""
    headings = fields.pop("headings", ())
    defaults = {"title": "untitled", "language": "en"} | fields
    document_id = document or f"d{identity}"
    stored = StoredDocument(id=document_id, version="1", **defaults)  # type: ignore[arg-type]
    language = str(defaults["language"])
    passage = StoredPassage(identity, document_id, text, headings, None, language)  # type: ignore[arg-type]
    return KeywordEntry.of(stored, passage)


def words(*terms: str, **rest: object) -> KeywordQuery:
    """A query of single stems."""
    return KeywordQuery(tuple((term,) for term in terms), **rest)  # type: ignore[arg-type]


def found(folder: Path, engine: KeywordEngine, query: KeywordQuery, **rest: object) -> list[int]:
    """Ids, best first."""
    index = engine.open(folder)
    try:
        return [item.id for item in index.search(query, 10, **rest)]  # type: ignore[arg-type]
    finally:
        index.close()


def test_passages_with_more_of_the_words_come_first(engine: KeywordEngine, tmp_path: Path) -> None:
    """Any word may match; those that match none are not there."""
    texts = {1: "a pump", 2: "a pump and a valve", 3: "a pipe"}
    engine.write(tmp_path, [entry(i, text) for i, text in texts.items()])
    assert found(tmp_path, engine, words("pump", "valv")) == [2, 1]


def test_every_field_is_searched(engine: KeywordEngine, tmp_path: Path) -> None:
    """Title, headings, body and tags."""
    engine.write(
        tmp_path,
        [
            entry(1, "x", title="Leakage"),
            entry(2, "x", headings=("Leakage",)),
            entry(3, "leakage"),
            entry(4, "x", tags=("leakage",)),
            entry(5, "x"),
        ],
    )
    assert sorted(found(tmp_path, engine, words("leakag"))) == [1, 2, 3, 4]


def test_words_are_kept_as_they_come(engine: KeywordEngine, tmp_path: Path) -> None:
    """Analysis is done: nothing is folded, split or dropped for its length again."""
    terms = ["Ab-c", "é", "x" * 64, "\U00020000" * 64, "m3/d", "a\u0301", "\x1f"]
    empty: dict[str, list[str]] = {"title": [], "headings": [], "body": [], "tags": []}
    entries = [
        KeywordEntry(number, "d", empty | {"body": [term]}, [term, "end"])
        for number, term in enumerate(terms)
    ]
    engine.write(tmp_path, entries)
    for number, term in enumerate(terms):
        assert found(tmp_path, engine, words(term)) == [number]
        assert found(tmp_path, engine, words(term, phrases=((term, "end"),))) == [number]
    assert found(tmp_path, engine, words("ab-c", "ab", "e", "x")) == []


def test_an_allowed_passage_is_found_however_far_down(
    engine: KeywordEngine, tmp_path: Path
) -> None:
    """The best of those allowed, though many others match better."""
    engine.write(tmp_path, [entry(i, "pump " * (1 + i % 7)) for i in range(1, 300)])
    index = engine.open(tmp_path)
    everything = index.search(words("pump"), 1000)
    allowed = np.array(sorted(item.id for item in everything[-5:]), dtype=np.int64)
    assert {item.id for item in index.search(words("pump"), 5, allowed)} == set(allowed.tolist())
    assert index.search(words("pump"), 2, allowed) == [i for i in everything if i.id in allowed][:2]
    index.close()


def test_of_alternatives_only_the_best_counts(engine: KeywordEngine, tmp_path: Path) -> None:
    """Stems of one word are worth no more than the best of them there, in the first few too."""
    chance = random.Random(3)
    stems = ["pump", "bomba", "pomp"]
    texts = [" ".join(chance.choices([*stems, *"xyz"], k=9)) for _ in range(500)]
    engine.write(tmp_path, [entry(i, text) for i, text in enumerate(texts)])
    index = engine.open(tmp_path)
    alone = [{i.id: i.score for i in index.search(words(stem), 500)} for stem in stems]
    best = {i: max(one.get(i, 0) for one in alone) for i in set().union(*alone)}
    together = {i.id: i.score for i in index.search(KeywordQuery((tuple(stems),)), 500)}
    first = [i.score for i in index.search(KeywordQuery((tuple(stems),)), 10)]
    index.close()
    assert together == pytest.approx(best, rel=1e-5)
    assert first == pytest.approx(sorted(best.values(), reverse=True)[:10], rel=1e-5)


def test_alternatives_of_a_word_are_one_word(engine: KeywordEngine, tmp_path: Path) -> None:
    """A stem in another language neither adds nor is needed."""
    engine.write(tmp_path, [entry(1, "pump"), entry(2, "bomba", language="es")])
    assert sorted(found(tmp_path, engine, KeywordQuery((("pump", "bomb"),)))) == [1, 2]


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [
        ("night flow", [1, 2, 4]),
        ("flow night", []),
        ("the night", [1]),
        ("four inch", []),
        ("4 inch", [3]),
        ("title and", []),
    ],
)
def test_phrases_are_exact_words_in_a_row(
    engine: KeywordEngine, tmp_path: Path, phrase: str, ids: list[int]
) -> None:
    """In text, headings or title, stop words counted, never across the border of two."""
    engine.write(
        tmp_path,
        [
            entry(1, "Measure the NIGHT\nflow."),
            entry(2, "x", title="Night-flow title"),
            entry(3, "and a 4-inch pipe at night, flows"),
            entry(4, "and x", headings=("Minimum night flow",)),
        ],
    )
    query = words("night", "flow", "4", "titl", "x", phrases=(tuple(phrase.split()),))
    assert sorted(found(tmp_path, engine, query)) == ids
    index = engine.open(tmp_path)
    assert index.admitted(query).tolist() == ids
    index.close()


def test_excluded_words_and_phrases_are_not_there(engine: KeywordEngine, tmp_path: Path) -> None:
    """The word itself, not its inflections."""
    texts = {1: "pump repair", 2: "pump leak", 3: "pump leaks", 4: "pump night flow"}
    engine.write(tmp_path, [entry(i, text) for i, text in texts.items()])
    query = words("pump", without=(("leak",), ("night", "flow")))
    assert sorted(found(tmp_path, engine, query)) == [1, 3]


def test_only_allowed_passages_are_found(engine: KeywordEngine, tmp_path: Path) -> None:
    """None allowed means none found."""
    engine.write(tmp_path, [entry(i, "pump") for i in range(1, 6)])
    allowed = np.array([2, 4], dtype=np.int64)
    assert sorted(found(tmp_path, engine, words("pump"), allowed=allowed)) == [2, 4]
    nothing = np.array([], dtype=np.int64)
    assert found(tmp_path, engine, words("pump"), allowed=nothing) == []


def test_an_empty_index_finds_nothing(engine: KeywordEngine, tmp_path: Path) -> None:
    """A library without passages has one."""
    engine.write(tmp_path, [])
    assert found(tmp_path, engine, words("pump")) == []
    assert found(tmp_path, engine, words("pump", phrases=(("a", "b"),))) == []


def test_no_words_find_nothing(engine: KeywordEngine, tmp_path: Path) -> None:
    """An empty query is no wildcard."""
    engine.write(tmp_path, [entry(1, "pump")])
    assert found(tmp_path, engine, words()) == []


def test_a_change_replaces_a_documents_passages(engine: KeywordEngine, tmp_path: Path) -> None:
    """Removed and added in one commit, other documents stay."""
    engine.write(tmp_path, [entry(1, "pump", "a"), entry(2, "pump", "a"), entry(3, "pump", "b")])
    engine.write(tmp_path, [entry(7, "valve", "a")], removed=["a"])
    assert found(tmp_path, engine, words("pump")) == [3]
    assert found(tmp_path, engine, words("valv")) == [7]
    index = engine.open(tmp_path)
    assert index.ids.tolist() == [3, 7]
    index.close()


def test_files_are_never_changed_in_place(engine: KeywordEngine, tmp_path: Path) -> None:
    """A hard link to what was there still opens and finds what it did."""
    new, old = tmp_path / "new", tmp_path / "old"
    engine.write(new, [entry(i, f"pump number {i}") for i in range(1, 40)])
    old.mkdir()
    for path in new.iterdir():
        if "LOCK" not in path.name:
            (old / path.name).hardlink_to(path)
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    for step in range(12):
        engine.write(new, [entry(100 + step, "valve", "x")], removed=["x", f"d{step + 1}"])
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before
    assert len(found(old, engine, words("pump"))) == 10
    assert found(old, engine, words("valv")) == []
    assert found(new, engine, words("valv")) == [111]


def test_a_missing_index_and_a_damaged_one_are_told_apart(
    engine: KeywordEngine, tmp_path: Path
) -> None:
    """Missing: look again, it may have been replaced. Damaged: a fault with its remedy."""
    with pytest.raises(FileNotFoundError):
        engine.open(tmp_path)
    engine.write(tmp_path, [entry(1, "pump")])
    for path in tmp_path.iterdir():
        path.write_bytes(b"\x00damage")
    with pytest.raises(IndexFault, match="kb reindex"):
        engine.open(tmp_path)


TEXT = st.lists(st.sampled_from(["pump", "valve", "leak", "night"]), max_size=5).map(" ".join)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(TEXT, min_size=1, max_size=8), wanted=TEXT, phrase=TEXT, banned=TEXT)
def test_engines_find_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[str],
    wanted: str,
    phrase: str,
    banned: str,
) -> None:
    """The same passages, whatever order they rank them in."""
    query = KeywordQuery(
        terms=tuple((term,) for term in {"pump": "pump", "leak": "leak"} if term in wanted),
        phrases=(tuple(phrase.split()),) if phrase else (),
        without=tuple((word,) for word in banned.split()[:1]),
    )
    ids = []
    for name, make in ENGINES.items():
        folder = tmp_path_factory.mktemp(name)
        make().write(folder, [entry(i, text) for i, text in enumerate(texts, 1)])
        ids.append(sorted(found(folder, make(), query)))
    assert ids[0] == ids[1] == ids[2]
