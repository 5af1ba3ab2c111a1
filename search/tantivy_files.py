"""Files of a tantivy index, looked at without tantivy."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def compare_checksums(folder: Path) -> None:
    """Compare each file of a segment with the checksum at its end.

    Readers need not, but a writer that comes upon damage while it merges ends the whole process.

    Raises:
        ValueError: a file is not what was written.
    """
    for path in folder.glob("[!.]*.*"):
        if path.name != "meta.json":
            data = memoryview(path.read_bytes())  # content, footer in JSON, its length, a sign
            end = len(data) - 8
            start = end - int.from_bytes(data[end : end + 4], "little")
            if json.loads(bytes(data[start:end]))["crc"] != zlib.crc32(data[:start]):
                raise ValueError(path.name)
