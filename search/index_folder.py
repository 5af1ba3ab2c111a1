"""The index's folder: immutable generations, and the file that says which one serves."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kb.errors import IndexFault
from kb.files import write_atomic
from search.manifest import Documents, Manifest, read_column
from search.store import PassageStore

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

BUILDING = ".building-"
KEYWORDS = "keyword"
MANIFEST = "manifest.json"
NUMBERS = "numbers.json"
VERSIONS = "versions.json"
PASSAGES = "passages.npz"


class Serving(NamedTuple):
    """A generation that can be built upon: its number and what it is made of."""

    number: int
    manifest: Manifest
    documents: Documents


@dataclass(frozen=True)
class IndexFolder:
    """Paths of an instance's index, ``<home>/index``."""

    root: Path

    @property
    def current_file(self) -> Path:
        """Holds the number of the generation that serves."""
        return self.root / "CURRENT"

    @property
    def generations(self) -> Path:
        """Holds one folder for each generation."""
        return self.root / "generations"

    def generation(self, number: int) -> Path:
        """A generation's folder."""
        return self.generations / str(number)

    def store(self, name: str) -> PassageStore:
        """The passage store of that file name."""
        return PassageStore(self.root / name)

    def numbers(self) -> list[int]:
        """Numbers of the generations there are, ascending."""
        if not self.generations.is_dir():
            return []
        return sorted(int(path.name) for path in self.generations.iterdir() if path.name.isdigit())

    def current(self) -> int | None:
        """Number of the generation that serves; ``None`` where nothing was ever indexed.

        Raises:
            IndexFault: the file that says so is damaged.
        """
        try:
            return int(self.current_file.read_text("ascii"))
        except FileNotFoundError:
            return None
        except (ValueError, OSError) as error:
            raise IndexFault(
                "The index does not say which generation serves", "Run `kb reindex`."
            ) from error

    def manifest(self, number: int) -> Manifest:
        """A generation's manifest."""
        return Manifest.read(self.generation(number) / MANIFEST)

    def document_numbers(self, number: int) -> dict[str, int]:
        """The number of each of a generation's documents, by its id."""
        return read_column(self.generation(number) / NUMBERS, int)

    def document_versions(self, number: int) -> dict[str, str]:
        """The version of each of a generation's documents, by its id."""
        return read_column(self.generation(number) / VERSIONS, str)

    def switch(self, number: int) -> None:
        """Make a generation the one that serves."""
        write_atomic(self.current_file, f"{number}\n")

    def is_whole(self, number: int) -> bool:
        """Whether every file of a generation and its store are there."""
        path = self.generation(number)
        manifest = self.manifest(number)
        files = [path / name for name in (NUMBERS, VERSIONS, PASSAGES)]
        files.append(self.root / manifest.store)
        for name, space in manifest.spaces.items():
            files += [path / name / segment for segment in space.segments]
        return all(file.is_file() for file in files) and any((path / KEYWORDS).glob("*"))

    def previous(self, number: int) -> int | None:
        """The newest readable generation before this one: readers may still be at it."""
        for candidate in reversed([item for item in self.numbers() if item < number]):
            try:
                if self.root.joinpath(self.manifest(candidate).store).is_file():
                    return candidate
            except (IndexFault, FileNotFoundError):
                continue
        return None

    def stores(self) -> list[PassageStore]:
        """Every passage store, newest first."""
        paths = sorted(self.root.glob("store-*.sqlite3"), key=lambda path: path.stat().st_mtime_ns)
        return [PassageStore(path) for path in reversed(paths)]

    def new_store(self) -> PassageStore:
        """A passage store under a name that was never used; its `create` makes the file."""
        return self.store(f"store-{secrets.token_hex(4)}.sqlite3")

    def serving(self) -> Serving | None:
        """The serving generation, if it and its store are there and can be built upon.

        Raises:
            IndexFault: the store is damaged.
        """
        try:
            number = self.current()
            if number is None or not self.is_whole(number):
                return None
            manifest = self.manifest(number)
            documents = Documents(self.document_versions(number), self.document_numbers(number))
        except (IndexFault, FileNotFoundError):
            return None
        usable = self.store(manifest.store).is_current()
        return Serving(number, manifest, documents) if usable else None

    def clean(self, keep: Collection[int]) -> bool:
        """Remove other generations, half-built ones, and stores that none of those kept uses.

        Returns:
            Whether anything was there to remove.
        """
        used = {self.manifest(number).store for number in keep}
        gone = [store.path for store in self.stores() if store.path.name not in used]
        for path in gone:
            self.store(path.name).remove()
        for path in self.generations.iterdir():
            if not (path.name.isdigit() and int(path.name) in keep):
                shutil.rmtree(path, ignore_errors=True)
                gone.append(path)
        return bool(gone)
