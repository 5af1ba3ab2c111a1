"""Who wrote a message, also where an archive hides addresses or a list wrote its own instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.threads.base import SourcePerson

if TYPE_CHECKING:
    from ingest.threads.platforms.mail.head import Head

_ANGLED = re.compile(r"^(.*)<\s*([^<>]*?)\s*>[^<>]*$")
_BRACKETED = re.compile(r"^(\S+(?: (?:at|@) \S+| @\S+ from \S+)?)\s*\((.*)\)\s*$")
_AT = re.compile(r"^([^\s@]+) at ([^\s@]+\.[^\s@]+)$")
_EMAIL = re.compile(r"^[^\s@<>\"]+@[^\s@<>\"]+$")
# Later Pipermails put signs for letters: "edzer@pebe@m@ @ending from uni-muen@ter@de".
_HIDDEN = re.compile(r"^\S+ @\S+ \S+ .*", re.DOTALL)
_VIA = re.compile(r"^(.+?) via ([^<>]+)$")
_NAMELESS = SourcePerson()


def author_of(head: Head) -> SourcePerson:
    """Who wrote it; nobody where the message does not say."""
    name, email = _person(head.text("from") or head.text("sender"))
    via = _VIA.match(name)
    if via is not None:
        name, email = via[1].strip("'\" "), _behind(head, email)
    if not (name or email):
        return _NAMELESS
    if not _EMAIL.match(email):
        return SourcePerson(name=name, handle=email.lower())
    return SourcePerson(name=name, email=email.lower())


def _behind(head: Head, list_address: str) -> str:
    """The address of somebody for whom a list put its own, because of DMARC."""
    for field in ("x-original-from", "reply-to", "x-original-sender"):
        _, email = _person(head.text(field))
        if _EMAIL.match(email) and email.lower() != list_address.lower():
            return email
    return ""


def _person(value: str) -> tuple[str, str]:
    """Name and address, either may be empty."""
    value = value.strip()
    if found := _ANGLED.match(value):
        name, email = found[1], found[2]
    elif found := _bracketed(value):
        name, email = found[2], found[1]
    elif _EMAIL.match(value) or _AT.match(value):
        name, email = "", value
    else:
        name, email = value, ""
    return _name(name, email), _address(email)


def _bracketed(value: str) -> re.Match[str] | None:
    hidden = re.match(r"^(\S+ @\S+ \S+ \S+) \((.*)\)$", value) if _HIDDEN.match(value) else None
    return hidden or _BRACKETED.match(value)


def _address(value: str) -> str:
    value = value.strip("\"' ")
    return _AT.sub(r"\1@\2", value).removeprefix("mailto:")


def _name(value: str, email: str) -> str:
    """A name without quotes; one that only repeats the address is none."""
    name = re.sub(r'\\(["\\])', r"\1", value.strip()).strip("\"' \t,")
    return "" if _address(name).lower() == _address(email).lower() else name
