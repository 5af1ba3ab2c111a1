"""What a generation says of itself: a small file that everybody reads, and its documents."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kb.errors import IndexFault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

One = TypeVar("One", int, str)
FORMAT = 2
MAIN, ENGLISH = "main", "english"
ENGLISH_PASSAGES = "en"  # the language of the passages that the english space holds


@dataclass(frozen=True)
class Documents:
    """The documents of a generation.

    Attributes:
        versions: the version of each one's file that is indexed, by its id.
        numbers: their numbers in the store, by id.
    """

    versions: dict[str, str]
    numbers: dict[str, int]


# Deviations above the middle of all pairs; a library may well answer a few of the probes.
# Questions of another field have their best passage about there, and right passages asked for in
# other words begin there too, so this leans to showing too much: saying that nothing answers is the
# business of `search.answerer`.
_SPREADS = 2.75


class Unrelated(NamedTuple):
    """Cosines of questions with passages that have nothing to do with them; medians."""

    middle: float
    deviation: float

    @property
    def noise(self) -> float:
        """The cosine below which nearness means nothing."""
        return self.middle + _SPREADS * self.deviation


@dataclass(frozen=True)
class Space:
    """One model's vectors.

    Attributes:
        model: the model's fingerprint.
        dimension: length of a vector.
        segments: names of the files that hold the vectors.
        unrelated: how near questions come to passages that have nothing to do with them.
        measured: how many passages there were when that was last estimated.
    """

    model: str
    dimension: int
    segments: tuple[str, ...]
    unrelated: Unrelated
    measured: int

    @property
    def noise(self) -> float:
        """The cosine below which nearness means nothing here."""
        return self.unrelated.noise


@dataclass(frozen=True)
class Manifest:
    """What one generation is made of.

    Attributes:
        engine: keyword engine and version of its analysis.
        store: file name of the passage store.
        passages: how many there are.
        languages: languages of the passages, two letters.
        main: the space that holds every passage.
        english: the space of passages in English, if a model for them is set.
        format: version of this layout.
    """

    engine: str
    store: str
    passages: int
    languages: tuple[str, ...]
    main: Space
    english: Space | None = None
    format: int = FORMAT

    @property
    def spaces(self) -> dict[str, Space]:
        """The spaces there are, by name."""
        named = {MAIN: self.main, ENGLISH: self.english}
        return {name: space for name, space in named.items() if space}

    @property
    def models(self) -> dict[str, str]:
        """Each space's model."""
        return {name: space.model for name, space in self.spaces.items()}

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read a manifest.

        Raises:
            FileNotFoundError: there is none.
            IndexFault: it is damaged or of another format.
        """
        values = _read(path)
        if values.get("format") != FORMAT:
            raise IndexFault("The index is of another version of Wellspring", "Run `kb sync`.")
        try:
            values["languages"] = tuple(values["languages"])
            values[MAIN] = _space(values[MAIN])
            values[ENGLISH] = _space(values[ENGLISH]) if values[ENGLISH] else None
            return cls(**values)
        except (TypeError, KeyError) as error:
            raise _damaged() from error

    def write(self, path: Path) -> None:
        """Write it into a folder that nobody reads yet."""
        path.write_text(json.dumps(asdict(self), indent=1), "utf-8")


def read_column(path: Path, kind: type[One]) -> dict[str, One]:
    """A value for every document, by its id.

    Raises:
        FileNotFoundError: there is no such file.
        IndexFault: it is damaged.
    """
    values = _read(path)
    if not all(type(value) is kind for value in values.values()):
        raise _damaged()
    return values


def write_column(path: Path, values: Mapping[str, int | str]) -> None:
    """Write a value for every document into a folder that nobody reads yet."""
    path.write_text(json.dumps(values, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _space(values: dict[str, Any]) -> Space:
    changed = {
        "segments": tuple(values["segments"]),
        "unrelated": Unrelated(*values["unrelated"]),
    }
    return Space(**(values | changed))


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise _damaged() from error
    if not isinstance(values, dict):
        raise _damaged()
    return values


def _damaged() -> IndexFault:
    return IndexFault("The index's manifest cannot be read", "Run `kb reindex`.")
