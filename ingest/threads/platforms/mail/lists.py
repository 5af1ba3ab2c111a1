"""Which list a message was sent to, and where that list shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.threads.platforms.mail.head import Head

_LIST_ID = re.compile(r"^(.*?)\s*<([^<>]+)>")
_ADDRESS = re.compile(r"[^\s<>:]+@[^\s<>]+")
_WEB = re.compile(r"https?://[^\s<>\"]{1,500}")


def list_of(head: Head) -> str:
    """A list's name for readers; empty where the message does not say.

    That is the first word of its id: descriptions in it are sentences, and change.
    """
    found = _LIST_ID.match(head.text("list-id"))
    if found:
        return found[2].partition(".")[0].partition("@")[0]
    groups = head.text("newsgroups").partition(",")[0].strip()
    if groups:
        return groups
    for field in ("x-mailing-list", "list-post", "x-beenthere", "mailing-list"):
        address = _ADDRESS.search(head.text(field).removeprefix("<mailto:"))
        if address:
            return address[0].removeprefix("mailto:").partition("@")[0]
    return ""


def permalink_of(head: Head) -> str:
    """Where an archive shows a message, as HyperKitty says; empty where unknown."""
    found = _WEB.search(head.text("archived-at"))
    return found[0] if found else ""
