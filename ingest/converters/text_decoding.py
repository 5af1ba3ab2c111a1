"""Bytes of unknown encoding to text, mojibake mended."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from ingest.converters.text_repair import repair_text

__all__ = ["BYTE_ORDER_MARKS", "Decoded", "decode_text"]

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 256 * 1024
_TYPICAL = frozenset(
    "éèêëàâäáãåæçíìîïñóòôöõøúùûüýßœÉÈÀÂÄÁÃÅÇÍÑÓÖÕØÚÜŒ°²³µ½€£«»‘’“”–—…·¿¡§©®º ª\xa0"
)


class Decoded(NamedTuple):
    """Text and the encoding it was in, as Python names it; ``doubtful`` when it was guessed."""

    text: str
    encoding: str
    doubtful: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a converted document should say about its encoding."""
        return (f"The encoding was guessed to be {self.encoding}.",) if self.doubtful else ()


def decode_text(data: bytes, declared: str = "") -> Decoded:
    """Decode by byte order mark, as UTF-8, as declared, or by what the bytes look like.

    Args:
        data: the whole file.
        declared: an encoding that the file itself names, tried after UTF-8.

    Returns:
        Repaired text (`text_repair`), UTF-8 that was once misread as another encoding mended.
    """
    from ftfy import fix_encoding

    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(repair_text(data.decode(name, "replace")), name, False)
    for name in ("utf-8", declared):
        text = _strictly(data, name)
        if text is not None:
            return Decoded(repair_text(fix_encoding(text)), name, False)
    name = _guess(data)
    return Decoded(repair_text(fix_encoding(data.decode(name, "replace"))), name, True)


def _strictly(data: bytes, name: str) -> str | None:
    if not name or (b"\0" in data and name == "utf-8"):
        return None
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    western = _strictly(data, "cp1252")
    if western is not None and _reads_as_western(western):
        return "cp1252"
    sample = data[:_SAMPLE].rpartition(b"\n")[0] or data[:_SAMPLE]
    best = from_bytes(sample).best()
    return str(best.encoding) if best is not None else "cp1252"


def _reads_as_western(text: str) -> bool:
    """Whether the characters beyond ASCII are those of western languages, mostly within words."""
    beyond = [character for character in text[:_SAMPLE] if ord(character) > 127]
    typical = sum(character in _TYPICAL for character in beyond)
    return typical >= 0.95 * len(beyond) and len(beyond) < 0.25 * len(text[:_SAMPLE])
