"""What a system must be able to do to be measured beside the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.bench.inputs import Inputs

HITS = 10
NEW = "new-"  # how ids of documents begin that are added


class System(Protocol):
    """One search system in a process of its own; made anew for each step."""

    @property
    def index(self) -> Path:
        """The folder that holds all it keeps on disk."""
        ...

    def prepare(self, inputs: Inputs) -> None:
        """Load what is no part of building: not timed."""
        ...

    def build(self) -> None:
        """Index every passage with its given vector, so that it outlives the process."""
        ...

    def open(self, *, writing: bool = False) -> None:
        """Open the index for questions; with ``writing`` also for `add`."""
        ...

    @property
    def ways(self) -> Mapping[str, Callable[[str], Sequence[str]]]:
        """How it can be asked: each takes a question and gives ids, best first.

        ``find`` is what is compared: it embeds the question, asks both sides, joins, and gives
        the best ten, without their texts. ``search`` is what people get, where that is more.
        """
        ...

    def hand_over(self, identity: str, text: str) -> None:
        """Whatever comes before a new document can be indexed: timed apart from `add`."""
        ...

    def add(self, identity: str, text: str) -> None:
        """Index what was handed over so that it outlives the process."""
        ...
