"""What is tantivy's own: locks, merges, damage, and an order much like Whoosh's."""

from __future__ import annotations

import contextlib
import fcntl
import random
import resource
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import IndexFault
from search.keyword_engines import keyword_engine
from search.keyword_index import KeywordEntry, KeywordQuery

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.keyword_index import KeywordEngine
    from search.vector_index import Scored

VOCABULARY = [f"w{rank}" for rank in range(300)]
PUMP = KeywordQuery((("pump",),))


@pytest.fixture
def engine() -> KeywordEngine:
    """The engine under test."""
    return keyword_engine("tantivy")


def entry(identity: int, body: Sequence[str], document: str = "") -> KeywordEntry:
    """A passage with nothing but a body."""
    fields = {"title": [], "headings": [], "body": list(body), "tags": []}
    return KeywordEntry(identity, document or f"d{identity}", fields, list(body))


def link(source: Path, target: Path) -> None:
    """Hard links of every file, locks among them."""
    target.mkdir()
    for path in source.iterdir():
        (target / path.name).hardlink_to(path)


def test_a_lock_is_not_shared_with_the_generation_before(
    engine: KeywordEngine, tmp_path: Path
) -> None:
    """Whoever holds the old folder's lock does not stop a write into the new one."""
    old, new = tmp_path / "old", tmp_path / "new"
    engine.write(old, [entry(1, ["pump"])])
    link(old, new)
    with (old / ".tantivy-writer.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        engine.write(new, [entry(2, ["pump"])])
    assert engine.open(old).ids.tolist() == [1]
    assert engine.open(new).ids.tolist() == [1, 2]


def test_small_segments_are_merged_before_a_write_returns(
    engine: KeywordEngine, tmp_path: Path
) -> None:
    """Many commits do not become many segments, and no merge works on behind one's back."""
    for number in range(1, 31):
        engine.write(tmp_path, [entry(number, ["pump"])])
        segments = sorted(tmp_path.glob("*.term"))
        assert len(segments) < 9
    index = engine.open(tmp_path)
    assert sorted(tmp_path.glob("*.term")) == segments
    assert len(index.search(PUMP, 100)) == 30


@pytest.mark.parametrize("suffix", ["term", "idx", "fast", "fieldnorm", "store"])
def test_a_missing_segment_file_is_told(engine: KeywordEngine, tmp_path: Path, suffix: str) -> None:
    """As of an index that is being replaced."""
    engine.write(tmp_path, [entry(1, ["pump"])])
    next(tmp_path.glob(f"*.{suffix}")).unlink()
    with pytest.raises(FileNotFoundError, match=suffix):
        engine.open(tmp_path)


def test_missing_positions_are_told_when_they_are_needed(
    engine: KeywordEngine, tmp_path: Path
) -> None:
    """The one file that tantivy opens without: a phrase is then a fault, not found nowhere."""
    engine.write(tmp_path, [entry(1, ["night", "flow"])])
    next(tmp_path.glob("*.pos")).unlink()
    with pytest.raises(IndexFault, match="kb reindex"):
        engine.open(tmp_path).admitted(KeywordQuery((), (("night", "flow"),)))


@pytest.mark.parametrize("cut", [0, 1, 9, 40, 0.5, 0.9])
@pytest.mark.parametrize("suffix", ["term", "idx", "fast", "fieldnorm", "pos", "store", "json"])
def test_a_cut_file_is_a_fault_and_no_panic(
    engine: KeywordEngine, tmp_path: Path, suffix: str, cut: float
) -> None:
    """Whatever part is left of any of its files."""
    engine.write(tmp_path, [entry(i, ["pump", f"w{i}"]) for i in range(200)])
    path = next(tmp_path.glob(f"[!.]*.{suffix}"))
    data = path.read_bytes()
    path.write_bytes(data[: int(cut if cut >= 1 else cut * len(data))])
    with pytest.raises(IndexFault, match="kb reindex"):
        engine.open(tmp_path)
    with pytest.raises(IndexFault, match="kb reindex"):
        engine.write(tmp_path, [entry(1000, ["pump"])])


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6))
def test_flipped_bits_are_a_fault_or_an_answer(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """Nothing else comes of damage when reading, and nothing is written on top of it."""
    chance, engine = random.Random(seed), keyword_engine("tantivy")
    folder = tmp_path_factory.mktemp("damaged")
    engine.write(folder, [entry(i, ["pump", f"w{i}"]) for i in range(200)])
    path = chance.choice([path for path in folder.glob("[!.]*.*") if path.suffix != ".json"])
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data) - 99)] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    with contextlib.suppress(IndexFault):
        index = engine.open(folder)
        index.search(KeywordQuery((("pump",),), (("pump", "w3"),), (("w7",),)), 10)
        index.admitted(KeywordQuery((), (("pump", "w3"),)))
    with pytest.raises(IndexFault, match="kb reindex"):
        engine.write(folder, [entry(1000, ["pump"])], ["d3"])


def test_a_full_disk_is_an_error_of_the_operating_system(
    engine: KeywordEngine, tmp_path: Path
) -> None:
    """Builders tell people about these, and the folder before it still opens."""
    old, new = tmp_path / "old", tmp_path / "new"
    engine.write(old, [entry(1, ["pump"])])
    link(old, new)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, hard))
    try:
        with pytest.raises(OSError, match=r"writer|large|IO"):
            engine.write(new, [entry(i, [f"w{i * k}" for k in range(99)]) for i in range(2, 500)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert engine.open(old).ids.tolist() == [1]


def ranked(
    folder: Path, entries: list[KeywordEntry], queries: list[KeywordQuery], limit: int
) -> list[list[list[Scored]]]:
    """What Whoosh and tantivy find for each query."""
    found = []
    for name in ("whoosh", "tantivy"):
        keyword_engine(name).write(folder / name, entries)
        index = keyword_engine(name).open(folder / name)
        found.append([index.search(query, limit) for query in queries])
        index.close()
    return found


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.sampled_from("aabc"), min_size=1, max_size=30), min_size=2, max_size=9))
def test_a_word_ranks_passages_as_in_whoosh(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[list[str]]
) -> None:
    """One word alone: the same passages, and none above one that Whoosh thinks clearly better.

    Both round lengths, each in its own way: that is the margin.
    """
    entries = [entry(number, body) for number, body in enumerate(bodies, 1)]
    folder = tmp_path_factory.mktemp("word")
    [whoosh], [tantivy] = ranked(folder, entries, [KeywordQuery((("a",),))], 99)
    theirs = {item.id: item.score for item in whoosh}
    assert theirs.keys() == {item.id for item in tantivy}
    for above, below in combinations(tantivy, 2):
        assert theirs[above.id] > 0.95 * theirs[below.id]


def test_several_words_find_much_the_same_first(tmp_path: Path) -> None:
    """Rare words count a little more than in Whoosh, so the first ten differ by one or two."""
    chance = random.Random(7)
    weights = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]
    entries = [
        entry(number, chance.choices(VOCABULARY, weights, k=chance.randint(10, 120)))
        for number in range(1, 401)
    ]
    queries = [
        KeywordQuery(tuple((word,) for word in chance.sample(VOCABULARY, 5))) for _ in range(40)
    ]
    whoosh, tantivy = ranked(tmp_path, entries, queries, 10)
    shared = [
        len({item.id for item in a} & {item.id for item in b}) / 10
        for a, b in zip(whoosh, tantivy, strict=True)
    ]
    assert sum(shared) / len(shared) > 0.8
