"""Messages that no person wrote to others, or that somebody threw away: skipped with a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.threads.base import DELETED, SYSTEM

if TYPE_CHECKING:
    from ingest.threads.platforms.mail.head import Head

SPAM = "marked as spam"
DRAFT = "a draft that was never sent"
NOT_TO_BE_KEPT = "its author asked that it be kept in no archive"

_DAEMON = re.compile(rb"\b(?:mailer-daemon|postmaster)\b", re.IGNORECASE)
_ABSENT = re.compile(
    r"\s*(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|réponse automatique"
    r"|absence du bureau|respuesta automática|resposta automática|automatische antwort"
    r"|abwesenheitsnotiz|risposta automatica|automatisch antwoord)\b.{0,20}[:-]",
    re.IGNORECASE,
)
_EXPUNGED = 0x0008  # of X-Mozilla-Status: deleted, and the folder not yet compacted


def reason_to_skip(head: Head, flags: str = "") -> str:
    """Why a message is not imported; empty for one that is.

    Args:
        head: its header.
        flags: letters that a Maildir puts after a file's name: D a draft, T thrown away.
    """
    labels = {label.strip().lower() for label in head.text("x-gmail-labels").split(",")}
    if _is_spam(head) or "spam" in labels:
        return SPAM
    if "T" in flags or "trash" in labels or _is_thrown_away(head):
        return DELETED
    if "D" in flags or "drafts" in labels:
        return DRAFT
    if _is_automatic(head):
        return SYSTEM
    if head.raw("x-no-archive").lower() == b"yes":
        return NOT_TO_BE_KEPT
    return ""


def _is_spam(head: Head) -> bool:
    flag, status = head.raw("x-spam-flag").lower(), head.raw("x-spam-status").lower()
    return flag.startswith(b"yes") or status.startswith(b"yes")


def _is_thrown_away(head: Head) -> bool:
    try:
        expunged = int(head.raw("x-mozilla-status") or b"0", 16) & _EXPUNGED
    except ValueError:
        expunged = 0
    return bool(expunged) or b"D" in head.raw("x-status")


def _is_automatic(head: Head) -> bool:
    submitted = head.raw("auto-submitted").lower()
    return (
        (bool(submitted) and not submitted.startswith(b"no"))
        or head.raw("precedence").lower() == b"auto_reply"
        or bool(head.raw("x-autoreply") or head.raw("x-autorespond"))
        or head.raw("content-type").lower().startswith(b"multipart/report")
        or _DAEMON.search(head.raw("from")) is not None
        or head.raw("subject").startswith(b"DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA")
        or _ABSENT.match(head.text("subject")) is not None
    )
