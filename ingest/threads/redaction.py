"""Contacts and names taken out of the texts of a thread; Markdown stays as valid as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.threads.contacts import without_contacts
from ingest.threads.markdown_code import pieces
from ingest.threads.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.threads.base import SourcePerson

PROFILE_REMOVED = "[profile removed]"

_REST = r"[^\s<>()\[\]\"']*"
_NUMBER_LINK = rf"(?:wa\.me/\+?\d|(?:api|web)\.whatsapp\.com/send){_REST}"
_PROFILE = (
    rf"(?:[\w.-]+/(?:u/[\w.-]+|users?/\d+|@[\w.-]+){_REST}"
    rf"|(?:[\w-]+\.)?(?:facebook|workplace)\.com/profile\.php{_REST}"
    rf"|(?:[\w-]+\.)?(?:facebook\.com/people|linkedin\.com/in){_REST}"
    r"|(?:[\w-]+\.)?(?:facebook|twitter|instagram|tiktok|x)\.com/@?[\w.]+/?(?=[\s<>()\[\]\"']|$)"
    r"|(?:t|telegram)\.me/\w+(?=[\s<>()\[\]\"']|$))"
)
_URL = re.compile(rf"(https?://{_REST}(?:\({_REST}\){_REST})*)")
_EMAIL_IN_URL = re.compile(r"[\w.+%-]{1,64}(?:@|%40)(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24}")


class Redactor:
    """Takes contacts and names out of the texts of one thread."""

    def __init__(
        self, called: Iterable[tuple[SourcePerson, str]] = (), *, keep_contacts: bool = False
    ) -> None:
        """For the people of one thread.

        Args:
            called: everybody who takes part or is mentioned, with what they are called here;
                empty where names are kept.
            keep_contacts: leave e-mail addresses and telephone numbers.
        """
        people = list(called)
        self._names = Names(people) if people else None
        self._keep_contacts = keep_contacts
        addresses = [*([_PROFILE] if people else []), *([] if keep_contacts else [_NUMBER_LINK])]
        self._links = _links("|".join(addresses)) if addresses else None

    def redact(self, text: str) -> str:
        """Markdown or a title without contacts, names and links to people's profiles.

        In code only contacts and full names are looked for, and web addresses stay as they are.
        """
        if self._links:
            text = self._links.sub(lambda found: found["label"] or PROFILE_REMOVED, text)
        cut = list(pieces(text))
        last = len(cut) - 1
        return "".join(
            self._code(piece) if is_code else self._text(piece, is_end=place == last)
            for place, (is_code, piece) in enumerate(cut)
        )

    def _code(self, code: str) -> str:
        if not self._keep_contacts:
            code = without_contacts(code, is_code=True)
        return self._names.replaced_in_code(code) if self._names else code

    def _text(self, text: str, *, is_end: bool) -> str:
        parts = _URL.split(text)
        last = len(parts) - 1
        return "".join(
            self._address(part) if place % 2 else self._words(part, is_end=is_end and place == last)
            for place, part in enumerate(parts)
        )

    def _address(self, url: str) -> str:
        return url if self._keep_contacts else _EMAIL_IN_URL.sub("removed", url)

    def _words(self, text: str, *, is_end: bool) -> str:
        if not self._keep_contacts:
            text = without_contacts(text)
        return self._names.replaced(text, is_end=is_end) if self._names else text


def _links(addresses: str) -> re.Pattern[str]:
    """Links to addresses, with or without a label."""
    address = rf"https?://(?:www\.)?(?:{addresses})"
    return re.compile(rf"\[(?P<label>[^\[\]\n]*)\]\(<?{address}>?\)|<?{address}>?", re.IGNORECASE)
