"""Bytes of mail to text: charsets declared wrong, unknown or not at all, broken encoded words."""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re
from contextlib import suppress
from itertools import groupby

from ingest.converters.text_decoding import decode_text
from ingest.converters.text_repair import repair_text

# Names of character sets that people's programs write for larger ones.
_LARGER = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "x-sjis": "cp932",
    "shift_jis": "cp932", "big5": "big5hkscs", "x-mac-roman": "mac-roman", "iso-8859-8-i": "cp1255",
    "tis-620": "cp874", "windows-874": "cp874", "utf8": "utf-8",
}  # fmt: skip
# Their bytes are all below 128: they would pass for plain ASCII.
_SHIFTING = re.compile(r"iso-2022-|hz|utf-7|unicode-1-1-utf-7", re.IGNORECASE)
# A few of their characters may look like UTF-8, which is tried first otherwise.
_PAIRED = {"gb18030", "big5hkscs", "cp949", "cp932", "euc-jp"}
_SHORT = 200
_WORD = re.compile(rb"=\?([^?\s]{1,40}?)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(rb"(?<=\?=)\s+(?==\?)")


def decoded(data: bytes, declared: str = "") -> str:
    """Readable text of a part of a message, its characters repaired.

    Args:
        data: transfer encoding already undone.
        declared: what the message calls its character set; empty where it does not say.
    """
    declared = declared.strip("\"' ").lower()
    if _SHIFTING.match(declared):
        text = _shifted(data, declared)
        if text is not None:
            return repair_text(text)
    if data.isascii():
        return repair_text(data.decode("ascii"))
    name = _known(_LARGER.get(declared, declared))
    if name in _PAIRED and len(data) <= _SHORT:
        with suppress(UnicodeDecodeError):
            return repair_text(data.decode(name))
    return decode_text(data, name).text


def _known(name: str) -> str:
    """The name where Python decodes text by it, else none."""
    try:
        return name if codecs.lookup(name).name not in _NO_TEXT else ""
    except (LookupError, ValueError):
        return ""


_NO_TEXT = {"base64", "hex", "quopri", "uu", "bz2", "zlib", "rot13", "idna", "punycode"}


def _shifted(data: bytes, declared: str) -> str | None:
    names = {"hz-gb-2312": "hz", "unicode-1-1-utf-7": "utf-7", "iso-2022-cn": "gb18030"}
    try:
        return data.decode(names.get(declared, declared))
    except (UnicodeDecodeError, LookupError):
        return None


def encoded_words(value: bytes) -> str:
    """A header field as one readable line.

    Encoded words are found wherever they stand, within quotes or words too, and those of one
    character set that follow one another are decoded together: programs cut characters in two.
    """
    pieces: list[tuple[str, bytes]] = []
    position = 0
    value = _BETWEEN.sub(b"", value)
    for word in _WORD.finditer(value):
        pieces += [("", value[position : word.start()]), (word[1].decode("ascii", "replace"), b"")]
        pieces[-1] = (pieces[-1][0].lower(), _unwrapped(word[2], word[3]))
        position = word.end()
    pieces.append(("", value[position:]))
    filled = [piece for piece in pieces if piece[1]]
    joined = (
        decoded(b"".join(data for _, data in group), charset)
        for charset, group in groupby(filled, lambda piece: piece[0])
    )
    return " ".join("".join(joined).split())


def _unwrapped(how: bytes, data: bytes) -> bytes:
    if how in b"qQ":
        return quopri.decodestring(data.replace(b"_", b" "), header=True)
    data = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return base64.b64decode(data[: len(data) // 4 * 4])
