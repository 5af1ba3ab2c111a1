"""Rich Text Format cut into tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CODE_PAGES", "Token", "tokens"]

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n]+"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|(?P<stray>\\)",
    re.DOTALL,
)

# \fcharset and \ansicpg numbers to Python's codecs.
CODE_PAGES = {
    0: "cp1252", 1: "cp1252", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 130:
    "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177:
    "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 437:
    "cp437", 850: "cp850", 852: "cp852", 866: "cp866", 874: "cp874", 932: "cp932", 936: "gbk",
    949: "cp949", 950: "big5", 1250: "cp1250", 1251: "cp1251", 1252: "cp1252", 1253: "cp1253",
    1254: "cp1254", 1255: "cp1255", 1256: "cp1256", 1257: "cp1257", 1258: "cp1258", 10000:
    "mac_roman", 65001: "utf-8",
}  # fmt: skip


class Token(NamedTuple):
    """One token.

    Attributes:
        kind: ``word``, ``symbol``, ``bytes``, ``open`` or ``close``.
        name: the control word or symbol.
        number: the control word's number, if it has one.
        data: text as bytes of the current code page.
    """

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    r"""Cut RTF; binary pictures (``\\bin``) are stepped over."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin" and number:
                at += max(number, 0)
            yield Token("word", match["word"].decode("ascii"), number)
        elif match["hex"]:
            yield Token("bytes", data=bytes.fromhex(match["hex"].decode("ascii")))
        elif match["symbol"]:
            yield Token("symbol", match["symbol"].decode("latin-1"))
        elif match["brace"]:
            yield Token("open" if match["brace"] == b"{" else "close")
        elif match["text"]:
            yield Token("bytes", data=match["text"])
