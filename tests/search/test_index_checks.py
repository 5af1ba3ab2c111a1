"""What `kb doctor` says of the index."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import numpy as np
import pytest

from search.faiss_index import FaissSegment
from search.index_folder import KEYWORDS, MANIFEST, NUMBERS, PASSAGES, VERSIONS, IndexFolder
from search.manifest import MAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.search.conftest import Searchable


def generation(instance: Searchable) -> Path:
    """The folder of the generation that serves."""
    folder = IndexFolder(instance.home.index)
    return folder.generation(folder.current() or 0)


def test_differences_to_the_catalogue_are_named(waterworks: Searchable) -> None:
    """A document each that is new, changed and gone, and `kb sync` mends all three."""
    waterworks.add("new", "A new text.")
    waterworks.add("latrines", "Another text.", hub="sanitation")
    waterworks.remove("pump-repair")
    waterworks.catalogue()
    found = {fault.kind: fault for fault in waterworks.indexer.check()}
    assert set(found) == {"index-lacks", "index-stale", "index-extra"}
    assert "pump-repair" in found["index-extra"].what
    assert {fault.mend for fault in found.values()} == {"Run `kb sync`."}
    waterworks.indexer.sync()
    assert waterworks.indexer.check() == []


def test_no_index_is_a_fault_only_where_there_is_something_to_index(instance: Searchable) -> None:
    """A new home is in order."""
    assert instance.indexer.check() == []
    instance.add("new", "A text.")
    instance.catalogue()
    assert [fault.kind for fault in instance.indexer.check()] == ["index-missing"]


def segment(folder: Path) -> Path:
    """The file that holds a generation's vectors."""
    return next((folder / MAIN).iterdir())


def _cut_vectors(folder: Path) -> None:
    segment(folder).write_bytes(segment(folder).read_bytes()[:50])


def _fewer_vectors(folder: Path) -> None:
    FaissSegment.build([1], np.ones((1, 256), dtype=np.float32)).write(segment(folder))


def _other_vectors(folder: Path) -> None:
    held = FaissSegment.read(segment(folder))
    others = np.ascontiguousarray(held.vectors(held.ids)[::-1])
    FaissSegment.build(held.ids, others).write(folder / "others")
    (folder / "others").replace(segment(folder))


def _garble_words(folder: Path) -> None:
    for path in (folder / KEYWORDS).iterdir():
        path.write_bytes(b"damage")


def _flip_a_bit(folder: Path) -> None:
    data = bytearray((folder / PASSAGES).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / PASSAGES).write_bytes(bytes(data))


def _lose_rows(folder: Path, what: str) -> None:
    with sqlite3.connect(next(folder.parent.parent.glob("store-*.sqlite3"))) as connection:
        connection.execute(f"DELETE FROM {what} WHERE rowid = 2")


def _as_of_another_version(folder: Path) -> None:
    text = (folder / MANIFEST).read_text("utf-8")
    (folder / MANIFEST).write_text(text.replace('"format": 2', '"format": 1'), "utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        _cut_vectors,
        _fewer_vectors,
        _other_vectors,
        _garble_words,
        lambda folder: shutil.rmtree(folder / KEYWORDS),
        lambda folder: segment(folder).unlink(),
        lambda folder: (folder / MANIFEST).write_text("{", "utf-8"),
        lambda folder: (folder / MANIFEST).write_text('{"format": 2}', "utf-8"),
        lambda folder: (folder / MANIFEST).unlink(),
        lambda folder: (folder / NUMBERS).write_text("[]", "utf-8"),
        lambda folder: (folder / NUMBERS).write_text('{"a": 1}', "utf-8"),
        lambda folder: (folder / VERSIONS).write_text('{"a": 1}', "utf-8"),
        lambda folder: (folder / PASSAGES).write_bytes(b"damage"),
        _flip_a_bit,
        lambda folder: _lose_rows(folder, "documents"),
        lambda folder: _lose_rows(folder, "passages"),
        lambda folder: _lose_rows(folder, "embeddings"),
        shutil.rmtree,
        lambda folder: (folder.parent.parent / "CURRENT").write_text("x", "ascii"),
        lambda folder: next(folder.parent.parent.glob("store-*.sqlite3")).unlink(),
    ],
)  # fmt: skip
def test_damage_is_found_and_mended(waterworks: Searchable, damage: object) -> None:
    """Whatever is cut, garbled or deleted: doctor says so, and reindex mends it."""
    damage(generation(waterworks))  # type: ignore[operator]
    assert [fault.kind for fault in waterworks.indexer.check()][:1] == ["index-damaged"]
    waterworks.indexer.rebuild()
    assert waterworks.indexer.check() == []
    assert waterworks.found("pump")[0] == "pump-repair"


@pytest.mark.parametrize(
    "loss",
    [
        shutil.rmtree,
        lambda folder: segment(folder).unlink(),
        lambda folder: (folder / PASSAGES).unlink(),
        lambda folder: (folder / NUMBERS).unlink(),
        lambda folder: (folder / VERSIONS).unlink(),
        lambda folder: (folder / MANIFEST).write_text("{", "utf-8"),
        _as_of_another_version,
        lambda folder: (folder.parent.parent / "CURRENT").write_text("x", "ascii"),
        lambda folder: next(folder.parent.parent.glob("store-*.sqlite3")).unlink(),
        lambda folder: shutil.rmtree(folder.parent.parent),
    ],
)  # fmt: skip
def test_what_is_missing_sync_builds_again(waterworks: Searchable, loss: object) -> None:
    """An index is disposable: losing it costs time."""
    loss(generation(waterworks))  # type: ignore[operator]
    waterworks.indexer.sync()
    assert waterworks.indexer.check() == []
    assert waterworks.found("pump")[0] == "pump-repair"
