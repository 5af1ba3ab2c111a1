"""SIGKILL at any moment of a sync or reindex: the old index serves, the next sync finishes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from search.index_folder import IndexFolder

if TYPE_CHECKING:
    from tests.search.conftest import Searchable

WRITER = """
import sys, time
from pathlib import Path
from kb.db import Database
from kb.home import Home
from kb.library import Library
from search.fakes import HashingEmbedder
from search.indexer import Indexer
import search.builder, search.faiss_index, search.whoosh_index

class Slow(HashingEmbedder):
    def embed_passages(self, texts):
        time.sleep(0.02)
        return super().embed_passages(texts)

home = Home(Path(sys.argv[1]))
indexer = Indexer(home, Library(home.content), Database(f"sqlite:///{home.database}"), Slow())
print("ready", flush=True)
indexer.rebuild() if sys.argv[2] == "rebuild" else indexer.sync()
print("done", flush=True)
"""


def run_and_kill(instance: Searchable, action: str, seconds: float) -> bool:
    """Run a writer and kill it; whether it was killed before it ended."""
    command = [sys.executable, "-c", WRITER, str(instance.home.root), action]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        return "done" not in writer.stdout.read()


def test_two_writers_at_once_are_safe(waterworks: Searchable) -> None:
    """One waits for the other, and both leave a whole index."""
    waterworks.add("new", "# New\n\nA text about hydrants.")
    waterworks.catalogue()
    actions = ("sync", "rebuild", "sync")
    command = [sys.executable, "-c", WRITER, str(waterworks.home.root)]
    writers = [subprocess.Popen([*command, action]) for action in actions]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert waterworks.indexer.check() == []
    assert waterworks.found("hydrants") == ["new"]


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_nothing(waterworks: Searchable) -> None:
    """Twelve kills at random moments, each after changes; then all parts agree."""
    chance = random.Random(7)
    searcher = waterworks.searcher
    killed = 0
    for turn in range(12):
        for n in range(40):
            waterworks.add(f"doc-{n}", f"# Part\n\nText {n} of turn {turn} about valves.")
        waterworks.catalogue()
        action = "rebuild" if turn % 4 == 3 else "sync"
        killed += run_and_kill(waterworks, action, chance.uniform(0, 0.5))
        results = searcher.search("pump bearing", mode="keyword")
        assert [hit.document.id for hit in results.hits][:1] == ["pump-repair"]
        if turn % 3 == 2:
            waterworks.indexer.sync()
            assert waterworks.indexer.check() == []
            folder = IndexFolder(waterworks.home.index)
            assert len(list(folder.generations.iterdir())) <= 2
    assert killed >= 4
    hits = waterworks.searcher.search("turn 11 valves", mode="keyword", limit=100).hits
    assert len([hit for hit in hits if hit.document.id.startswith("doc-")]) == 40


def test_a_kill_during_the_first_sync_keeps_what_was_embedded(instance: Searchable) -> None:
    """Nothing serves yet, and the next sync finishes."""
    for n in range(200):
        instance.add(f"doc-{n}", f"# Part\n\nText {n} about valves.")
    instance.catalogue()
    run_and_kill(instance, "sync", 0.4)
    instance.indexer.sync()
    assert instance.indexer.check() == []
    assert len(IndexFolder(instance.home.index).stores()) == 1
