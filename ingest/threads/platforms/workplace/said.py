"""What the readers of Workplace's export shapes hand on: one post or comment each."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.threads.base import SourceAttachment, SourcePerson

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ingest.threads.base import Markup

# Why posts of a Workplace export are left out, beside the reasons that platforms share.
ON_PROFILE = "written on somebody's profile, not in a group"
NO_TEXT = "the export holds no text of it"
DRAFT = "draft, never published"
CLOSED_AUDIENCE = "knowledge library article for a closed audience"
ANONYMOUS = "written anonymously"
HIDDEN = "hidden on the platform"

NOBODY = SourcePerson()
_MENTION = re.compile(r"@\[(\d*):(?:\d+:)?([^\]\[]{1,200})\]")


@dataclass(frozen=True, slots=True)
class Said:
    """A post or a comment, before it is put into its thread.

    Attributes:
        key: the platform's id, or a digest where the export has no ids.
        text: with ``@Name`` for people who are tagged.
        group_id: id of its group; empty where the export does not say.
        group: name of its group.
        root: it is the post that its thread is about.
        permalink: its address.
        title: what it is called, for the few posts that have titles.
        mentioned: people tagged in it.
    """

    key: str
    text: str
    author: SourcePerson = NOBODY
    at: datetime | None = None
    root: bool = False
    reply_to: str | None = None
    markup: Markup = "plain"
    group_id: str = ""
    group: str = ""
    reactions: Mapping[str, int] = field(default_factory=dict)
    attachments: tuple[SourceAttachment, ...] = ()
    permalink: str = ""
    title: str = ""
    mentioned: tuple[SourcePerson, ...] = ()


def digest(*parts: object) -> str:
    """A key for what has no id: the same words, time and names give the same one."""
    said = "\x00".join(str(part) for part in parts)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def as_text(value: Any) -> str:
    """A value that should be a text; empty for what is none."""
    return value if isinstance(value, str) else ""


def as_name(value: Any) -> str:
    """A name, id or address on one line; empty for what is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(str(value).split())


def as_map(value: Any) -> dict[str, Any]:
    """A JSON object; empty for what is none."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """A list, or what an edge of the Graph API holds as ``data``; empty for what is neither."""
    if isinstance(value, dict):
        value = value.get("data")
    return value if isinstance(value, list) else []


def with_names(text: str) -> tuple[str, tuple[SourcePerson, ...]]:
    """The text with ``@Name`` in place of ``@[100:2048:Name]``, and who that is."""
    found = {
        (match[1], match[2]): SourcePerson(match[2], handle=match[1], aliases=(f"@{match[2]}",))
        for match in _MENTION.finditer(text)
    }
    return _MENTION.sub(lambda match: f"@{match[2]}", text), tuple(found.values())
