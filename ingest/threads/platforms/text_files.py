"""Text files of any size and encoding, read line by line."""

from __future__ import annotations

import codecs
from typing import IO, TYPE_CHECKING

from ingest.converters.text_decoding import BYTE_ORDER_MARKS, decode_text

if TYPE_CHECKING:
    from ingest.threads.export import ExportFile

__all__ = ["encoding_of", "open_text"]

_BLOCK = 2**20
_AROUND = 64 * 1024


def open_text(file: ExportFile, newline: str | None = None) -> IO[str]:
    """The file as text; bytes that are no characters in its encoding become U+FFFD."""
    return file.path.open(encoding=encoding_of(file), errors="replace", newline=newline)


def encoding_of(file: ExportFile) -> str:
    """What a file is written in: by its mark, else UTF-8 if all of it is, else a guess.

    The guess looks at the place where it stops being UTF-8: the beginning may well be ASCII.
    """
    head = file.head(4)
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                around = block[max(0, error.start - _AROUND) : error.start + _AROUND]
                guess = decode_text(around).encoding
                return guess if guess != "utf-8" else "cp1252"
    return "utf-8"
