"""Static files under addresses that hold their content's hash, so that browsers keep them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}


@dataclass(frozen=True)
class Asset:
    """One static file, held in memory: there are few and they are small."""

    name: str
    data: bytes
    mimetype: str
    digest: str

    @property
    def url(self) -> str:
        """Its address; another content has another address."""
        return f"/static/{self.digest}/{self.name}"


class Assets:
    """Every file of a folder whose type is known."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the folder's files."""
        self._assets = {path.name: _read(path) for path in folder.iterdir() if path.suffix in TYPES}

    def get(self, name: str) -> Asset | None:
        """The file of that name."""
        return self._assets.get(name)

    def url(self, name: str) -> str:
        """Address of a file that templates name; a name that is none is our mistake."""
        return self._assets[name].url


def _read(path: Path) -> Asset:
    data = path.read_bytes()
    return Asset(path.name, data, TYPES[path.suffix], hashlib.sha256(data).hexdigest()[:12])
