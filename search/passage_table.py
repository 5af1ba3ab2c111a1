"""Which passages a generation has: columns in memory, read from one file without asking the store.

15 bytes for a passage, so the whole of it is written again with every generation.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.errors import IndexFault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from search.vector_index import IntArray

_COLUMNS = (("ids", np.int64), ("documents", np.int32), ("about", np.bool_), ("languages", "S2"))


@dataclass(frozen=True)
class PassageTable:
    """One row for each passage, ordered by id.

    Attributes:
        ids: passage ids, ascending.
        documents: the number of the document each stands in.
        about: whether it says what its document is about and does not stand in its text.
        languages: two letters each, as bytes.
    """

    ids: IntArray
    documents: npt.NDArray[np.int32]
    about: npt.NDArray[np.bool_]
    languages: npt.NDArray[np.bytes_]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, int, str]]) -> PassageTable:
        """A table of rows as `search.store.PassageStore.rows` gives them, in any order."""
        known = [
            (identity, number, ordinal < 0, language[:2].encode())
            for identity, number, ordinal, language in rows
        ]
        columns: Sequence[Sequence[Any]] = list(zip(*sorted(known), strict=True)) or [()] * 4
        return cls(*(_column(values, kind) for values, (_, kind) in zip(columns, _COLUMNS)))  # noqa: B905

    @classmethod
    def read(cls, path: Path) -> PassageTable:
        """Read what `write` wrote.

        Raises:
            FileNotFoundError: no such file.
            IndexFault: it is damaged.
        """
        try:
            with np.load(path) as kept:
                return cls(*(kept[name] for name, _ in _COLUMNS))
        except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise IndexFault("The index's passages cannot be read", "Run `kb reindex`.") from error

    def write(self, path: Path) -> None:
        """Write the table as one file, with a checksum of each column."""
        with path.open("wb") as stream:
            np.savez(stream, **{name: getattr(self, name) for name, _ in _COLUMNS})

    def __len__(self) -> int:
        return len(self.ids)

    def changed(self, gone: Collection[int], added: PassageTable) -> PassageTable:
        """The table without the passages of some documents, and with those of another table."""
        kept = ~np.isin(self.documents, np.fromiter(gone, np.int32, len(gone)))
        order = np.argsort(np.concatenate([self.ids[kept], added.ids]), kind="stable")
        return PassageTable(
            *(
                np.concatenate([getattr(self, name)[kept], getattr(added, name)])[order]
                for name, _ in _COLUMNS
            )
        )

    def rows_of(self, ids: Iterable[int]) -> IntArray:
        """The row of each of these passages, all of which are here."""
        wanted = ids if isinstance(ids, np.ndarray) else np.fromiter(ids, np.int64)
        rows: IntArray = np.searchsorted(self.ids, wanted)
        return rows

    def languages_of(self, ids: Iterable[int]) -> list[bytes]:
        """The language of each of these passages, all of which are here."""
        found: list[bytes] = self.languages[self.rows_of(ids)].tolist()
        return found

    def in_documents(self, numbers: Collection[int]) -> IntArray:
        """Ids of the passages of these documents, ascending."""
        wanted = np.fromiter(numbers, np.int32, len(numbers))
        found: IntArray = self.ids[np.isin(self.documents, wanted)]
        return found

    def count_languages(self) -> dict[str, int]:
        """How many passages there are in each language, two letters, sorted."""
        counts = np.bincount(self.languages.view("<u2"))
        found = {int(code).to_bytes(2, "little"): int(counts[code]) for code in counts.nonzero()[0]}
        return {code.rstrip(b"\0").decode(): found[code] for code in sorted(found)}

    def in_language(self, language: str) -> IntArray:
        """Ids of the passages in a language of two letters, ascending."""
        found: IntArray = self.ids[self.languages == language.encode()]
        return found


def _column(values: Sequence[Any], kind: Any) -> npt.NDArray[Any]:
    return np.array(values, dtype=kind)
