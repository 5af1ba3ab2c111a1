"""The steps that every system is put through, on a small one; and ours on a real home."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.bench import worker
from tests.bench.inputs import Inputs, folder_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


class Listing:
    """A system that keeps texts in files and finds those that share the first word asked for."""

    def __init__(self, folder: Path, model: Path) -> None:
        self.index = folder
        self.late = 0

    def prepare(self, inputs: Inputs) -> None:
        """Read the passages."""
        self.passages = dict(zip(*inputs.passages(), strict=True))
        assert inputs.vectors().shape == (2, 3)

    def build(self) -> None:
        """A file for each."""
        for identity, text in self.passages.items():
            (self.index / identity).write_text(text)

    def open(self, *, writing: bool = False) -> None:
        """Nothing to do."""
        assert self.index.is_dir()

    @property
    def ways(self) -> Mapping[str, Callable[[str], Sequence[str]]]:
        """One."""
        return {"find": self.find}

    def find(self, question: str) -> list[str]:
        """Compare the second word of the question."""
        self.late -= 1
        if self.late > 0:
            return []
        return [one.name for one in self.index.iterdir() if question.split()[1] in one.read_text()]

    def hand_over(self, identity: str, text: str) -> None:
        """Remember."""
        self.handed = text

    def add(self, identity: str, text: str) -> None:
        """Write what was handed over."""
        assert self.handed == text
        (self.index / identity).write_text(text)
        self.late = 3  # found by the third question only


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    """Two passages and six questions."""
    made = Inputs(tmp_path, tmp_path)
    made.write_passages([("a", "one two"), ("b", "three «four»\nfive")])
    made.write_vectors("main", np.zeros((2, 3), dtype=np.float32))
    made.write_questions({"warm": ["the six", "the two"], "find": ["a two", "a six", "a ten"]})
    return made


@pytest.fixture
def system(tmp_path: Path) -> Listing:
    """With a folder of its own."""
    (tmp_path / "listing").mkdir()
    return Listing(tmp_path / "listing", tmp_path)


def test_inputs_come_back_as_they_were_written(inputs: Inputs) -> None:
    """Line ends in a text too."""
    assert inputs.passages() == (["a", "b"], ["one two", "three «four»\nfive"])


def test_a_system_goes_through_every_step(inputs: Inputs, system: Listing) -> None:
    """Built with its size, each question timed, new documents waited for until they are found."""
    assert worker.build(system, inputs)["bytes"] == len("one twothree «four»\nfive".encode())
    served = worker.serve(system, inputs, time.monotonic() - 5)
    assert served["first"] > 5
    assert served["memory"] > 1_000_000
    assert len(served["times"]["find"]) == len(served["processor"]["find"]) == 3
    added = worker.add(system, inputs)
    assert len(added["found"]) == len(added["handed"]) == worker.ADDED
    assert system.late == 0


def test_a_system_that_finds_nothing_has_no_times(inputs: Inputs, system: Listing) -> None:
    """However fast it does so."""
    inputs.write_questions({"warm": ["the two", "the six", "the ten"], "find": ["a two"]})
    worker.build(system, inputs)
    with pytest.raises(ValueError, match="Nothing is found"):
        worker.serve(system, inputs, 0.0)


def test_what_is_never_found_ends_the_step(
    inputs: Inputs, system: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that loses a document has no time until it is found."""
    monkeypatch.setattr(worker, "PATIENCE", 0.0)
    with pytest.raises(TimeoutError, match="not found"):
        worker.add(system, inputs)


def test_a_file_counts_once_whatever_names_it_has(tmp_path: Path) -> None:
    """Generations of our index share files by links."""
    (tmp_path / "a").write_bytes(bytes(100))
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    assert folder_bytes(tmp_path) == 100
