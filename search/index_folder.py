"""The index's folder: immutable generations, and the file that says which one serves."""

from __future__ import annotations

import json
import secrets
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kb.errors import IndexFault
from kb.files import write_atomic
from search.store import PassageStore

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

FORMAT = 1
BUILDING = ".building-"
VECTORS = "vectors.faiss"
KEYWORDS = "keyword"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What one generation is made of.

    Attributes:
        model: fingerprint of the embedding model.
        dimension: length of a vector.
        engine: keyword engine and version of its analysis.
        store: file name of the passage store.
        documents: document id to the version of it that is indexed.
        languages: languages of the documents, two letters.
        passages: how many there are.
        noise: cosine below which nearness means nothing here.
        format: version of this layout.
    """

    model: str
    dimension: int
    engine: str
    store: str
    documents: dict[str, str]
    languages: list[str]
    passages: int
    noise: float
    format: int = FORMAT

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read a manifest.

        Raises:
            FileNotFoundError: there is none.
            IndexFault: it is damaged or of another format.
        """
        try:
            values: dict[str, Any] = json.loads(path.read_text("utf-8"))
            if values.get("format") == FORMAT:
                return cls(**values)
        except (ValueError, TypeError, AttributeError) as error:
            raise IndexFault("The index's manifest cannot be read", "Run `kb reindex`.") from error
        raise IndexFault("The index is of another version of Wellspring", "Run `kb sync`.")

    def write(self, path: Path) -> None:
        """Write it atomically."""
        write_atomic(path, json.dumps(asdict(self), ensure_ascii=False, indent=1))

    @property
    def versions(self) -> set[tuple[str, str]]:
        """Documents as ``(id, version)``."""
        return set(self.documents.items())


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

    def switch(self, number: int) -> None:
        """Make a generation the one that serves."""
        write_atomic(self.current_file, f"{number}\n")

    def is_whole(self, number: int) -> bool:
        """Whether every file of a generation and its store are there."""
        path = self.generation(number)
        store = self.root / self.manifest(number).store
        return (path / VECTORS).is_file() and any((path / KEYWORDS).glob("*")) and store.is_file()

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
