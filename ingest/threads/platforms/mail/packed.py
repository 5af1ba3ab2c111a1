"""Compressed mailboxes, unpacked under the limits of archives."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, cast

from ingest.threads.export import LIMITS, Export, ExportFile
from ingest.threads.platforms.mail.forms import opener_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedReader

    from ingest.threads.base import Tally

__all__ = ["unpacked", "unpacked_head"]

_DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)
_CHUNK = 2**20
_ZIP = b"PK\x03\x04"


def unpacked_head(file: ExportFile) -> bytes:
    """The first bytes of a file, of a packed one those of what is in it, first of several."""
    head = file.head()
    if head.startswith(_ZIP):
        return _zipped_head(file, len(head))
    opener = opener_of(head)
    if opener is None:
        return head
    try:
        with file.path.open("rb") as raw:
            return cast("IO[bytes]", opener(raw)).read(len(head) or _CHUNK)
    except _DAMAGED:
        return b""


def _zipped_head(file: ExportFile, most: int) -> bytes:
    try:
        with zipfile.ZipFile(file.path) as archive:
            first = next((one for one in archive.infolist() if one.file_size), None)
            if first is None:
                return b""
            with archive.open(first) as stream:
                return stream.read(most)
    except (*_DAMAGED, zipfile.BadZipFile, RuntimeError):  # encrypted, or packed in another way
        return b""


def unpacked(file: ExportFile, export: Export, tally: Tally) -> ExportFile:
    """What is in a compressed file, under the limits of archives; as far as it is sound."""
    folder = export.scratch / "unpacked-mail"
    folder.mkdir(exist_ok=True)
    target = folder / f"{sum(1 for _ in folder.iterdir()):06}"
    most = min(LIMITS.member_bytes, LIMITS.free_bytes + LIMITS.ratio * file.path.stat().st_size)
    opener = cast("Callable[[IO[bytes]], object]", opener_of(file.head(8)))
    with file.path.open("rb") as raw, target.open("wb") as out:
        stream = cast("BufferedReader", opener(raw))
        try:
            while chunk := stream.read1(_CHUNK):
                if out.tell() + len(chunk) > most:
                    tally.fault(
                        file.name, "unpacks to more than mail archives do: the rest is left"
                    )
                    break
                out.write(chunk)
        except _DAMAGED as error:
            tally.fault(file.name, f"damaged, read as far as it goes ({type(error).__name__})")
    return ExportFile(file.name, target)
