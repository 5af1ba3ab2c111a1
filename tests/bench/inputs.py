"""What every system is given: passages, their vectors, questions. Lean: imported by all of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

MAIN, ENGLISH = "main", "english"


@dataclass(frozen=True)
class Inputs:
    """A folder that the runner writes and the systems' processes read.

    Attributes:
        folder: where it is.
        model: folder of multilingual-e5-small, as sentence-transformers loads it.
    """

    folder: Path
    model: Path

    def write_passages(self, passages: Iterable[tuple[str, str]]) -> None:
        """Keep passages: id and the text that is embedded and searched."""
        with self._passages.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in passages)

    def passages(self) -> tuple[list[str], list[str]]:
        """Ids and texts, in order."""
        with self._passages.open(encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        return [identity for identity, _ in rows], [text for _, text in rows]

    def write_vectors(self, space: str, vectors: npt.NDArray[np.float32]) -> None:
        """Keep the vectors of one model, shape ``(passages, dimension)``."""
        np.save(self.folder / f"{space}.npy", vectors)

    def vectors(self, space: str = MAIN) -> npt.NDArray[np.float32]:
        """The vectors of one model, in the passages' order, on disk."""
        return np.load(self.folder / f"{space}.npy", mmap_mode="r")

    def write_questions(self, questions: Mapping[str, Sequence[str]]) -> None:
        """Keep questions: ``warm`` are asked first, the others are timed, by the way of asking."""
        text = json.dumps({name: list(some) for name, some in questions.items()})
        (self.folder / "questions.json").write_text(text, "utf-8")

    def questions(self) -> dict[str, list[str]]:
        """Questions by what they are for."""
        found: dict[str, list[str]] = json.loads(
            (self.folder / "questions.json").read_text("utf-8")
        )
        return found

    @property
    def _passages(self) -> Path:
        return self.folder / "passages.jsonl"


def folder_bytes(folder: Path) -> int:
    """Bytes of the files below a folder, each once however many names it has."""
    status = [path.stat() for path in folder.rglob("*") if path.is_file()]
    return sum({(one.st_dev, one.st_ino): one.st_size for one in status}.values())
