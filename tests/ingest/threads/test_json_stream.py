"""Places of JSON files, read at once or as a stream."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.threads.base import Tally
from ingest.threads.export import ExportFile
from ingest.threads.platforms.json_events import DEEPEST, BadJson
from ingest.threads.platforms.json_files import json_lines, json_values, load_json
from ingest.threads.platforms.json_places import built
from ingest.threads.platforms.json_stream import values_at

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.sampled_from(["a", "b", "item"])
PLACES = st.sampled_from([{""}, {"item"}, {"a", "b.item"}, {"a.item", "b", "item"}, {"a.b.item"}])
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just(0.5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner),
)


@given(DOCUMENTS, PLACES)
@settings(deadline=None, max_examples=50)
def test_a_stream_gives_what_reading_at_once_gives(tmp_path_factory, document, places):
    """The same values at the same places in the same order, whole numbers of any size too."""
    path = tmp_path_factory.mktemp("json") / "a.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    at_once = list(values_at(path, places))
    assert list(built(path, places)) == at_once
    path.write_text("\ufeff" + json.dumps(document) * (not isinstance(document, int)), "utf-8")
    if isinstance(document, dict):
        assert list(values_at(path, places)) == at_once


def test_a_whole_number_beyond_64_bits_is_read_in_a_stream(tmp_path: Path) -> None:
    """Ids may be of any length; numbers with fractions are floats."""
    path = tmp_path / "a.json"
    path.write_text(f"[{2**70}, 1.5, 1e400]")
    assert [value for _, value in built(path, {"item"})] == [2**70, 1.5, float("inf")]


@pytest.mark.parametrize(("depth", "faults"), [(DEEPEST, 0), (DEEPEST + 1, 1)])
def test_every_reader_has_the_same_depth(tmp_path: Path, depth: int, faults: int) -> None:
    """What is nested deeper is a fault, however it is read."""
    path = tmp_path / "a.json"
    path.write_text("[" * depth + "1" + "]" * depth)
    file = ExportFile("a.json", path)
    for read in (
        lambda tally: load_json(file, tally),
        lambda tally: list(json_lines(file, tally)),
        lambda tally: list(json_values(file, "", tally)),
    ):
        tally = Tally()
        read(tally)
        assert len(tally.faults) == faults
    if faults:
        with pytest.raises(BadJson, match="too deep"):
            list(built(path, {"item"}))


def test_what_comes_before_a_fault_is_given(tmp_path: Path) -> None:
    """A file that breaks off loses its end only."""
    path = tmp_path / "a.json"
    path.write_text('[{"a": 1}, {"a": 2}, {"a"')
    found = values_at(path, {"item"})
    assert [next(found)[1], next(found)[1]] == [{"a": 1}, {"a": 2}]
    with pytest.raises(BadJson, match="not sound JSON"):
        next(found)
