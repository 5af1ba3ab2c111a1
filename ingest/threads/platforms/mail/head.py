"""The header of a message as bytes by name, and ids and readable text out of such values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from ingest.threads.platforms.mail.charsets import encoded_words

_END = re.compile(rb"\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:[ \t]*(.*(?:\r?\n[ \t]+.*)*)", re.MULTILINE)
_FOLD = re.compile(rb"[ \t]*\r?\n[ \t]+")
_ID = re.compile(rb"<([^<>]{1,998})>")
_BARE_ID = re.compile(rb"[^\s<>@\"]+@[^\s<>@\"]+")
_MOST_FIELDS = 1000
_LONGEST_TEXT = 4_000
_LONGEST_IDS = 100_000


@dataclass(frozen=True)
class Head:
    """Header fields by lower-case name, each as often as it occurs, unfolded."""

    fields: dict[str, tuple[bytes, ...]]

    def raw(self, name: str) -> bytes:
        """The first field of a name; empty where there is none."""
        return self.fields.get(name, (b"",))[0]

    def text(self, name: str) -> str:
        """The same, readable: encoded words and raw bytes decoded, one line."""
        return encoded_words(self.raw(name)[:_LONGEST_TEXT])

    def ids(self, name: str) -> list[str]:
        """Message ids of a field, without brackets, each once, in its order."""
        value = self.raw(name)[:_LONGEST_IDS]
        found = [b"".join(one.split()) for one in _ID.findall(value)]
        if not found and _BARE_ID.fullmatch(value.strip()):
            found = [value.strip()]
        return list(dict.fromkeys(one.decode("utf-8", "replace") for one in found if one))


def parted(raw: bytes) -> tuple[Head, bytes]:
    """A message's header and its body."""
    if raw.startswith((b"\n", b"\r\n")):
        return Head({}), raw
    end = _END.search(raw)
    block = raw[: end.start() + 1] if end else raw
    fields: dict[str, tuple[bytes, ...]] = {}
    for number, found in enumerate(_FIELD.finditer(block)):
        if number >= _MOST_FIELDS:
            break
        name = found[1].decode("ascii").lower()
        fields[name] = (*fields.get(name, ()), _FOLD.sub(b" ", found[2]).strip())
    return Head(fields), raw[end.end() :] if end else b""


def key_of(head: Head, body: bytes) -> str:
    """What a message is called: a short hash of its id.

    An id may hold the name of somebody's computer, employer or account, and keys are shown. A
    message without one is known by what it says, line ends and blanks at its ends aside.
    """
    ids = head.ids("message-id") or [head.raw("message-id").decode("utf-8", "replace")]
    if ids[0]:
        return hashed(ids[0])
    said = [head.raw(name) for name in ("date", "from", "subject")]
    return hashed(b"\0".join([*said, b" ".join(body.split())]))


def hashed(what: str | bytes) -> str:
    """Twenty hexadecimal digits that stand for an id."""
    data = what.encode("utf-8", "replace") if isinstance(what, str) else what
    return sha256(data).hexdigest()[:20]
