"""The home folder of an instance: where everything it owns lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import HomeFault
from kb.files import home_fault, leftovers, locked, make_folder

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

GLOSSARY = "glossary.yaml"
PEOPLE_KEY = "people.key"


@dataclass(frozen=True)
class Home:
    """Paths below one home folder. Making one touches nothing.

    Attributes:
        root: the folder itself (the setting ``KB_HOME``).
    """

    root: Path

    @property
    def content(self) -> Path:
        """The library: Markdown files, ``<hub>/<kind>/<slug>.md``."""
        return self.root / "content"

    @property
    def glossary(self) -> Path:
        """The terms of the field; need not be there."""
        return self.content / GLOSSARY

    @property
    def originals(self) -> Path:
        """What documents were converted from, ``<sha256>.<ext>``."""
        return self.root / "originals"

    @property
    def database(self) -> Path:
        """The SQLite file, where no other database is set."""
        return self.root / "kb.sqlite3"

    @property
    def index(self) -> Path:
        """Everything derived: passages, vectors, postings. Disposable."""
        return self.root / "index"

    @property
    def models(self) -> Path:
        """Embedding models unpacked on this machine. Disposable."""
        return self.root / "models"

    @property
    def jobs(self) -> Path:
        """Journals of runs under way, so that a killed one can be finished."""
        return self.root / "jobs"

    @property
    def locks(self) -> Path:
        """Lock files; their content means nothing."""
        return self.root / "locks"

    @property
    def starter(self) -> Path:
        """Which starter documents were installed, with their hashes."""
        return self.root / "starter.json"

    @property
    def people_key(self) -> Path:
        """The secret behind the codes of people in discussions. In backups, never in exports."""
        return self.root / PEOPLE_KEY

    def create(self) -> None:
        """Make the folders that are missing.

        Raises:
            HomeFault: where the folder cannot be written.
        """
        try:
            for folder in (self.content, self.originals, self.index, self.jobs, self.locks):
                make_folder(folder)
        except OSError as error:
            raise home_fault(error, f"Making the home folder {self.root}") from error

    def require(self) -> None:
        """Check that this is a home.

        Raises:
            HomeFault: where ``kb init`` has not run.
        """
        try:
            exists = self.content.is_dir()
        except OSError as error:
            raise home_fault(error, f"Reading the home folder {self.root}") from error
        if not exists:
            raise HomeFault(
                f"There is no library in {self.root}",
                "Run `kb init` first, or set KB_HOME to the folder that holds it.",
            )

    def locked_library(self) -> AbstractContextManager[None]:
        """Hold the lock that everything takes which changes files and their rows together.

        Always taken before a transaction is begun, so that no two processes wait for one another.
        """
        return locked(self.locks / "library.lock", what="library")

    def original(self, sha256: str | None) -> Path | None:
        """The file a document was converted from; ``None`` where there is none."""
        return None if not sha256 else next(iter(sorted(self.originals.glob(f"{sha256}.*"))), None)

    def originals_by_hash(self) -> dict[str, Path]:
        """Every original, by the hash it is named by: for whoever asks for many."""
        return {path.stem: path for path in sorted(self.originals.glob("[0-9a-f]*.*"))}

    def leftovers(self) -> list[Path]:
        """Temporary files of killed writers; all of them dead while the library lock is held."""
        return [
            *leftovers(self.root, below=False),
            *leftovers(self.content),
            *leftovers(self.originals),
        ]
