"""The bytes and the text of a part of a message, whatever its encodings."""

from __future__ import annotations

import quopri
import re
from email.errors import MessageError
from typing import TYPE_CHECKING

from ingest.threads.platforms.mail.charsets import decoded
from ingest.threads.platforms.mail.flowed import unflowed

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["BROKEN", "bytes_of", "text_of"]

# What the parser of the standard library raises at broken messages.
BROKEN = (
    MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError,
    AssertionError, UnicodeError,
)  # fmt: skip
_SOFT_BREAKS = re.compile(rb"^.{55,77}=\r?\n", re.MULTILINE)
_DAMAGED_QP = re.compile(rb"=(?:3D|20\r?\n|C2=A0|[EF][0-9A-F]|C3=[89AB][0-9A-F])")


def bytes_of(part: Message) -> bytes:
    """What a part holds, out of its transfer encoding."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def text_of(part: Message) -> str:
    """The words of a part, also where its encodings are not what it says."""
    data = bytes_of(part)
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoding not in {"quoted-printable", "base64"} and _is_quoted_printable(data):
        data = quopri.decodestring(data)
    text = decoded(data, _charset(part))
    if part.get_param("format") == "flowed":
        return unflowed(text, delsp=str(part.get_param("delsp")).lower() == "yes")
    return text


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except BROKEN:
        return ""


def _is_quoted_printable(data: bytes) -> bool:
    """Whether an archive lost the header that says how a text is encoded."""
    sample = data[: 64 * 1024]
    if _DAMAGED_QP.search(sample) is None:
        return False
    return len(_SOFT_BREAKS.findall(sample)) >= 2
