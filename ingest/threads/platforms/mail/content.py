"""What a message says and what came with it: its MIME parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import TYPE_CHECKING

from ingest.threads.platforms.mail.charsets import encoded_words
from ingest.threads.platforms.mail.part_text import bytes_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from ingest.threads.base import Markup

__all__ = ["Content", "Part", "content_of"]

_MOST_PARTS = 500
# Signatures of messages and cards of contacts: nothing that anybody asked for.
_DROPPED = re.compile(
    r"application/(?:pgp-signature|pgp-keys|(?:x-)?pkcs7-signature|applefile|ms-tnef)"
    r"|text/(?:x-)?vcard|text/directory|message/(?:delivery-status|disposition-notification)",
)


@dataclass
class Part:
    """A file in a message, not yet written anywhere."""

    name: str
    data: bytes


@dataclass
class Content:
    """What a message says.

    Attributes:
        text: plain text where there is any, else HTML; empty for neither.
        markup: which of both.
        parts: files, in order.
    """

    text: str = ""
    markup: Markup = "plain"
    parts: list[Part] = field(default_factory=list)


def content_of(raw: bytes) -> Content:
    """Take a message apart.

    Raises:
        any of `BROKEN`: it cannot be taken apart.
    """
    content = Content()
    plain: list[str] = []
    rich: list[str] = []
    for number, part in enumerate(_leaves(message_from_bytes(raw))):
        kind = part.get_content_type()
        if number >= _MOST_PARTS:
            break
        if _DROPPED.fullmatch(kind):
            continue
        name = _name(part)
        if kind in {"text/plain", "text/html"} and not (name or _is_attached(part)):
            (plain if kind == "text/plain" else rich).append(text_of(part))
        elif part.is_multipart():
            inner = part.get_payload(0)
            content.parts.append(Part(name or "message.eml", inner.as_bytes()))  # type: ignore[union-attr]
        else:
            data = bytes_of(part)
            content.parts.append(Part(name or _nameless(kind), data))
    if any(text.strip() for text in plain) or not rich:
        content.text = "\n\n".join(text.strip("\n") for text in plain if text.strip())
    else:
        content.text, content.markup = "\n".join(rich), "html"
    return content


def _leaves(message: Message) -> Iterator[Message]:
    """Parts that are no containers, in order; messages in messages are not taken apart."""
    stack = [message]
    while stack:
        part = stack.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            stack += reversed([one for one in part.get_payload() if not isinstance(one, str)])
        else:
            yield part


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _nameless(kind: str) -> str:
    """A name for a file that has none: images in texts mostly."""
    main, _, sub = kind.partition("/")
    return f"{main}.{re.sub(r'[^a-z0-9]', '', sub)[:8] or 'bin'}"


def _name(part: Message) -> str:
    name = part.get_filename() or ""
    return encoded_words(str(name).encode("utf-8", "surrogateescape"))[:255]
